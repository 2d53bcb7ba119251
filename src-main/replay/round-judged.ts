/**
 * The figures of a tick as they are judged and recorded: rounded, so that a record of a few bytes holds exactly what was judged. In: the
 * crowd's state. Out: what risk/ reads of it. The steps are far below what a camera can tell apart.
 */
import type { JudgedState, JudgedZone } from '../../src-contract/domain/judged-tick.ts';

type Figure = 'count' | 'densityPerM2' | 'pressurePerS2' | 'inflowPerMin' | 'outflowPerMin' | 'counterFlowShare';
type Quality = 'confidence' | 'errorShare';
export type JudgedFigure = Figure | Quality;

/** Parts of one unit that a figure is kept in: a density in thousandths of a person/m². */
const figureParts: Readonly<Record<JudgedFigure, number>> = {
  count: 1,
  densityPerM2: 1000,
  pressurePerS2: 10_000,
  inflowPerMin: 10,
  outflowPerMin: 10,
  counterFlowShare: 1000,
  confidence: 100,
  errorShare: 1000,
};

export function roundJudged({ atMs, zones }: JudgedState): JudgedState {
  return { atMs, zones: zones.map(roundZone) };
}

function roundZone(zone: JudgedZone): JudgedZone {
  const { id, name, kind, capacity, areaM2, source, saturated, stale, note } = zone;
  const rounded = (figure: Figure | 'errorShare') => fromParts(figure, toParts(figure, zone[figure]));
  const count = rounded('count');
  return {
    ...{ id, name, kind, capacity, areaM2, source, saturated, stale, note, count },
    occupancy: occupancyOf(count, capacity),
    densityPerM2: rounded('densityPerM2'),
    pressurePerS2: rounded('pressurePerS2'),
    inflowPerMin: rounded('inflowPerMin'),
    outflowPerMin: rounded('outflowPerMin'),
    counterFlowShare: rounded('counterFlowShare'),
    confidence: fromParts('confidence', toParts('confidence', zone.confidence)) ?? 0,
    errorShare: rounded('errorShare'),
  };
}

/** Not recorded: it follows from the count, in the very operation that risk/ would do. */
export function occupancyOf(count: number | null, capacity: number | null): number | null {
  return count === null || capacity === null ? null : count / capacity;
}

export function toParts(figure: JudgedFigure, value: number | null): number | null {
  return value === null || !Number.isFinite(value) ? null : Math.round(value * figureParts[figure]);
}

export function fromParts(figure: JudgedFigure, parts: number | null): number | null {
  return parts === null ? null : parts / figureParts[figure];
}
