/** What is made of the readings of traffic sensors. Speeds in m/s, times as epoch s; a `null` is unknown. */

export const congestionLevels = ['free', 'moderate', 'heavy', 'severe'] as const;
export type CongestionLevel = (typeof congestionLevels)[number];

/** One step of time, or one cell of a week. */
export interface TrafficCell {
  readonly meanSpeed: number | null;
  readonly meanVolume: number | null;
  readonly readings: number;
}

export interface TrafficSummary extends TrafficCell {
  readonly leastSpeed: number | null;
  readonly greatestSpeed: number | null;
}

export interface CongestedHour extends TrafficCell {
  readonly atS: number;
  readonly level: CongestionLevel | null;
}

export interface Congestion {
  /** Null while too little is known. */
  readonly freeFlowSpeed: number | null;
  readonly hours: readonly CongestedHour[];
}

export interface WeekCell extends TrafficCell {
  /** 0..23 and 1 = Monday .. 7 on the station's clock; null = any. */
  readonly hour: number | null;
  readonly weekday: number | null;
}

export interface TrendTest {
  /** Per step. */
  readonly slope: number;
  readonly pValue: number;
  readonly steps: number;
}

export interface TrafficDay extends TrafficCell {
  readonly atS: number;
}

export interface Trend {
  readonly days: readonly TrafficDay[];
  /** Null with too few days. */
  readonly test: TrendTest | null;
}

/** `sensorId` null = all traffic sensors. Spans are [fromMs, toMs). */
export interface TrafficSpan {
  readonly sensorId: string | null;
  readonly fromMs: number;
  readonly toMs: number;
}

export interface TrafficAnalytics {
  summary(span: TrafficSpan): TrafficSummary;
  congestion(span: TrafficSpan): Congestion;
  week(span: TrafficSpan): readonly WeekCell[];
  trend(span: TrafficSpan): Trend;
}
