/**
 * A metric by slots, from what is stored. In: the records of the zones and of what happened. Out: a figure for every slot of the span,
 * known or not. A sum over zones is known only where each zone that is measured at all was: a lost camera makes no empty ghat.
 */
import { type CrowdSlot, type HappenedSlot, type MetricSlot, slotMs } from '../../../src-contract/domain/metrics.ts';

type CrowdMetric = 'crowd_count' | 'inflow' | 'outflow';

export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Starts of all slots of a span; the first holds its beginning. */
export function slotsOf({ fromMs, toMs }: Span): number[] {
  const first = Math.floor(fromMs / slotMs) * slotMs;
  return Array.from({ length: Math.max(0, Math.ceil((toMs - first) / slotMs)) }, (_, i) => first + i * slotMs);
}

/** `zones`: the slots of each. */
export function crowdSlots(metric: CrowdMetric, zones: readonly (readonly CrowdSlot[])[], span: Span): MetricSlot[] {
  const figures = zones
    .map((slots) => new Map(slots.map((slot) => [slot.atMs, figureOf(metric, slot)])))
    .filter((ofZone) => [...ofZone.values()].some((value) => value !== null));
  return slotsOf(span).map((atMs) => {
    const values = figures.map((ofZone) => ofZone.get(atMs) ?? null);
    const isKnown = values.length > 0 && values.every((value) => value !== null);
    const sum = isKnown ? values.reduce<number>((all, value) => all + (value ?? 0), 0) : 0;
    return { atMs, recorded: isKnown, sum, n: isKnown ? 1 : 0 };
  });
}

function figureOf(metric: CrowdMetric, { countSum, knownS, inflow, outflow }: CrowdSlot): number | null {
  if (metric === 'inflow') return inflow;
  if (metric === 'outflow') return outflow;
  return knownS === 0 ? null : countSum / knownS;
}

/** Slots in which anything was stored of a zone: the station ran. */
export function recordedSlots(zones: readonly (readonly CrowdSlot[])[]): ReadonlySet<number> {
  return new Set(zones.flatMap((slots) => slots.map(({ atMs }) => atMs)));
}

/** `eachIsZero`: where the station recorded and nothing is stored, nothing happened; else nothing is known. */
export function happenedSlots(
  happened: readonly HappenedSlot[],
  recorded: ReadonlySet<number>,
  span: Span,
  eachIsZero: boolean,
): MetricSlot[] {
  const found = new Map(happened.map((slot) => [slot.atMs, slot]));
  return slotsOf(span).map((atMs) => {
    const slot = found.get(atMs);
    const ran = recorded.has(atMs) || slot !== undefined;
    if (eachIsZero) return { atMs, recorded: ran, sum: slot?.sum ?? 0, n: ran ? 1 : 0 };
    return { atMs, recorded: ran, sum: slot?.sum ?? 0, n: slot?.n ?? 0 };
  });
}
