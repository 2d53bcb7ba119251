/** Thresholds as they are typed, and what is wrong with them. In: those in force. Out: a draft of texts, and thresholds to send or the first fault. Pure. */
import type { ThresholdsBody } from '../../../src-contract/api/replay.ts';

export type FourTexts = readonly [string, string, string, string];

export interface ThresholdDraft {
  readonly moving: FourTexts;
  readonly waiting: FourTexts;
  /** Percent of the rated capacity. */
  readonly occupancy: FourTexts;
  readonly zones: Readonly<Record<string, FourTexts>>;
  readonly onDelayS: string;
  readonly offDelayS: string;
  /** Percent of an edge. */
  readonly deadband: string;
}

/** Which row is wrong: a kind, a zone's id, or one of the delays. */
export type ReadThresholds =
  | { readonly ok: true; readonly thresholds: ThresholdsBody }
  | { readonly ok: false; readonly row: string; readonly fault: 'edges' | 'number' };

type Four = ThresholdsBody['moving'];

const percent = 100;

export function draftOf({ moving, waiting, occupancy, zones, ...rest }: ThresholdsBody): ThresholdDraft {
  return {
    ...{ moving: texts(moving), waiting: texts(waiting), occupancy: texts(occupancy, percent) },
    zones: Object.fromEntries(Object.entries(zones).map(([id, edges]) => [id, texts(edges)])),
    ...{
      onDelayS: String(rest.on_delay_s),
      offDelayS: String(rest.off_delay_s),
      deadband: thresholdText(rest.deadband * percent),
    },
  };
}

export function readThresholds(draft: ThresholdDraft): ReadThresholds {
  const rows = { moving: four(draft.moving), waiting: four(draft.waiting), occupancy: four(draft.occupancy, percent) };
  const zones = Object.entries(draft.zones).map(([id, edges]) => [id, four(edges)] as const);
  for (const [row, edges] of [...Object.entries(rows), ...zones]) if (edges === null) return { ok: false, row, fault: 'edges' };
  const delays = {
    onDelayS: within(draft.onDelayS, 600),
    offDelayS: within(draft.offDelayS, 3600),
    deadband: within(draft.deadband, 50),
  };
  for (const [row, value] of Object.entries(delays)) if (value === null) return { ok: false, row, fault: 'number' };
  const [moving, waiting, occupancy] = [rows.moving ?? nowhere, rows.waiting ?? nowhere, rows.occupancy ?? nowhere];
  return {
    ok: true,
    thresholds: {
      ...{ moving, waiting, occupancy },
      zones: Object.fromEntries(zones.flatMap(([id, edges]) => (edges === null ? [] : [[id, edges]]))),
      ...{ on_delay_s: delays.onDelayS ?? 0, off_delay_s: delays.offDelayS ?? 0, deadband: (delays.deadband ?? 0) / percent },
    },
  };
}

/** Only to please the compiler: a row without edges was returned as a fault. */
const nowhere: Four = [1, 2, 3, 4];

function texts([a, b, c, d]: Four, times = 1): FourTexts {
  return [thresholdText(a * times), thresholdText(b * times), thresholdText(c * times), thresholdText(d * times)];
}

/** As it is typed: no more digits than it needs. */
export function thresholdText(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}

/** Four rising numbers above zero. */
function four([a, b, c, d]: FourTexts, parts = 1): Four | null {
  const edges: Four = [numberOf(a) / parts, numberOf(b) / parts, numberOf(c) / parts, numberOf(d) / parts];
  const isRising = edges.every((edge, i) => edge > (i === 0 ? 0 : (edges[i - 1] ?? 0)));
  return isRising ? edges : null;
}

function within(typed: string, most: number): number | null {
  const value = numberOf(typed);
  return value >= 0 && value <= most ? value : null;
}

/** With a point or a comma; NaN for what is no number. */
function numberOf(typed: string): number {
  const plain = typed.trim().replace(',', '.');
  return /^\d+(\.\d+)?$/.test(plain) ? Number(plain) : Number.NaN;
}
