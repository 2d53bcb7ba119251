/**
 * When the map is asked for again: six hours after it last was, sooner after a failure. In: which area, how to ask. Out: whether the station is
 * online as far as the map goes, and since when not. What comes waits for a person, as every import.
 */
import type { AreaBox, MapRefresh } from '../../../src-contract/domain/place-import.ts';
import type { Clock } from '../../clock.ts';

interface MapRefreshOptions {
  /** The area, or why there is none to ask for. */
  readonly area: () => AreaBox | string;
  /** When the map was last read, station time. */
  readonly lastMs: () => number | null;
  /** True while an import runs or is looked at, which must not be taken from under a person. */
  readonly isBusy: () => boolean;
  /** Resolves with why it failed, or null. */
  readonly ask: (area: AreaBox) => Promise<string | null>;
  readonly clock: Clock;
}

export interface MapRefreshing {
  state(): MapRefresh;
  /** Once a minute. */
  watch(): Promise<void>;
}

const everyMs = 6 * 3_600_000;
const againMs = 15 * 60_000;

export function createMapRefresh({ area, lastMs, isBusy, ask, clock }: MapRefreshOptions): MapRefreshing {
  let offline: { readonly sinceMs: number; readonly reason: string } | null = null;
  let nextTryMs = 0;
  const nextMs = (): number => Math.max(nextTryMs, offline === null ? (lastMs() ?? 0) + everyMs : 0);

  return {
    state() {
      const wanted = area();
      if (typeof wanted === 'string') return { kind: 'off', reason: wanted };
      if (offline === null) return { kind: 'on', lastMs: lastMs(), nextMs: nextMs() };
      return { kind: 'offline', ...offline, nextMs: nextMs() };
    },
    async watch() {
      const wanted = area();
      if (typeof wanted === 'string' || isBusy() || clock.nowMs() < nextMs()) return;
      const startedMs = clock.nowMs();
      const reason = await ask(wanted);
      // Stations that lost the line together don't come back together.
      if (reason !== null) nextTryMs = clock.nowMs() + againMs * (1 + Math.random() / 2);
      offline = reason === null ? null : { sinceMs: offline?.sinceMs ?? startedMs, reason };
    },
  };
}
