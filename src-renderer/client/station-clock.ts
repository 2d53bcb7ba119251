/**
 * The station's time as this page knows it: ages are measured by the station's clock, not the browser's. Messages arrive late, never
 * early, so the largest difference seen is nearest to the truth; a jump means that a clock was set.
 */
import { useSyncExternalStore } from 'react';

const jumpMs = 2_000;
/** The offset gives way slowly, so that two clocks that drift apart stay together. */
const easeMs = 2;
const tickMs = 1_000;

let offsetMs: number | null = null;

export function noteStationTime(stationMs: number, browserMs: number = Date.now()): void {
  const seen = stationMs - browserMs;
  offsetMs = offsetMs === null || Math.abs(seen - offsetMs) > jumpMs ? seen : Math.max(seen, offsetMs - easeMs);
}

export function stationNow(browserMs: number = Date.now()): number {
  return browserMs + (offsetMs ?? 0);
}

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setTimeout> | null = null;
let ticked = Math.floor(stationNow() / tickMs) * tickMs;

function tick(): void {
  ticked = Math.floor(stationNow() / tickMs) * tickMs;
  for (const listener of listeners) listener();
  timer = setTimeout(tick, tickMs - (stationNow() % tickMs) + 5);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === null) tick();
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0 || timer === null) return;
    clearTimeout(timer);
    timer = null;
  };
}

/** Station time at the last full second, ms. Renders once a second: keep it in small parts. */
export function useStationNow(): number {
  return useSyncExternalStore(subscribe, () => ticked);
}
