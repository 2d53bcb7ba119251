/**
 * The crowd where no sensor sees it now: what the station makes of the hour, the weekday, events, weather, the zone's own past and the
 * zones that are measured now. Never a measurement: it carries its interval, and how far such estimates were off where one could look.
 */

export const estimateKinds = [
  /** From the zone's own past, corrected by what is measured elsewhere now. */
  'history',
  /** Never measured for long enough: as full as the measured zones are now, by rated capacity. */
  'neighbours',
  /** Nothing is known but its rated capacity. */
  'prior',
] as const;
export type EstimateKind = (typeof estimateKinds)[number];

/** What an estimate was made of. `unseen-event`: an event larger than any in the zone's past, so nobody knows what it does here. */
export const estimateInputs = ['time-of-week', 'neighbours', 'events', 'weather', 'capacity', 'unseen-event'] as const;
export type EstimateInput = (typeof estimateInputs)[number];

/** How such estimates did on minutes that were measured, and that they had not seen. */
export interface EstimateScore {
  /** Minutes of the rolling backtest. */
  readonly rows: number;
  readonly mae: number;
  /** Mean of estimate − truth. */
  readonly bias: number;
  /** Share of truths inside the 95 % interval; null where too few rows were left to look at. */
  readonly coverage: number | null;
}

export interface EstimateBasis {
  readonly kind: EstimateKind;
  readonly inputs: readonly EstimateInput[];
  /** Known minutes of the zone's own past, as days. */
  readonly historyDays: number;
  /** Measured zones that it was corrected by. */
  readonly zoneIds: readonly string[];
  /** Null where there was nothing to look at: a prior. */
  readonly score: EstimateScore | null;
}

export interface ZoneEstimate {
  readonly zoneId: string;
  /** End of the minute whose mean it is. */
  readonly atMs: number;
  readonly count: number;
  /** 95 times of 100 the truth lies between, as far as the backtest can tell. */
  readonly low: number;
  readonly high: number;
  /** Densest local cell, persons/m², as the zone's past ties it to the count; else persons over its area. Null without either. */
  readonly densityPerM2: number | null;
  /** 0..1, and below what a camera reaches: `confidence-of-estimate.ts` says what it means. */
  readonly confidence: number;
  readonly basis: EstimateBasis;
}

/** How estimates of a zone do: of a measured one, as if its sensor were off. */
export interface ZoneEstimateReport {
  readonly zoneId: string;
  readonly isMeasured: boolean;
  readonly basis: EstimateBasis | null;
  readonly confidence: number | null;
  readonly studiedMs: number | null;
}

/** What was estimated, as it is kept: of the minute that begins at `atS`. */
export interface StoredEstimate {
  readonly zoneId: string;
  readonly atS: number;
  readonly count: number;
  readonly low: number;
  readonly high: number;
  readonly densityPerM2: number | null;
  readonly confidence: number;
  readonly kind: EstimateKind;
}

/** Estimates that were kept against what was measured in the same minutes. */
export interface KeptEstimateScore {
  readonly rows: number;
  readonly mae: number;
  readonly bias: number;
  readonly inside: number;
}

export interface EstimateRecords {
  /** Written within 100 ms. */
  add(estimates: readonly StoredEstimate[]): void;
  /** Of minutes in [fromMs, toMs) that were measured as well; null where there are none. */
  score(query: { readonly zone: string; readonly fromMs: number; readonly toMs: number }): KeptEstimateScore | null;
}
