/**
 * What the station knows of its crowd at one instant: the output of crowd/. It holds measures and how well they are known;
 * what they mean (bands, levels, risk) is said by risk/.
 */
import type { Band } from './band.ts';
import type { GroundPoint } from './geometry-types.ts';

export type FigureSource = 'measured' | 'estimated' | 'forecast';
export type ZoneKind = 'waiting' | 'moving' | 'entrance' | 'exit';

/** One zone. A `null` is unknown, never zero. */
export interface ZoneState {
  readonly id: string;
  readonly name: string;
  readonly kind: ZoneKind;
  readonly platform: string | null;
  readonly capacity: number | null;
  readonly areaM2: number | null;
  /** Persons inside; smoothed over a short window. At least so many while `saturated`. */
  readonly count: number | null;
  /** Densest local cell, persons/m²; null without calibration. */
  readonly densityPerM2: number | null;
  /** Persons over the zone's area, persons/m². */
  readonly densityMeanPerM2: number | null;
  /** count / capacity. */
  readonly occupancy: number | null;
  /** Mean walking speed of the persons inside, m/s. */
  readonly speedMps: number | null;
  /** Variance of their velocity (x and y components added), (m/s)². */
  readonly speedVarianceM2S2: number | null;
  /** Crowd pressure: density × velocity variance, 1/s². */
  readonly pressurePerS2: number | null;
  /** Persons a minute that came in / went out over the last minute, over the zone's border; null where nobody is followed. */
  readonly inflowPerMin: number | null;
  readonly outflowPerMin: number | null;
  /** Share of walkers going against the main direction, 0..0.5. */
  readonly counterFlowShare: number | null;
  /** Main direction of walking, unit vector [east, north]; null when nobody walks. */
  readonly direction: GroundPoint | null;
  /** Mean time that the persons inside have been there, s. */
  readonly dwellS: number | null;
  readonly confidence: number;
  readonly source: FigureSource;
  /**
   * Of an estimate: count and densities lie within this share of the truth, above or below, 95 times of 100. Null where persons
   * were found one by one, and where the error can't be told: part of the zone is unseen, or a view is saturated.
   */
  readonly errorShare: number | null;
  /** True when a view of the zone holds more heads than a detector tells apart: its figures are least ones. */
  readonly saturated: boolean;
  /** When the newest frame behind these figures was taken; null when nothing was ever measured. */
  readonly measuredMs: number | null;
  /** True when the figures are too old to act on. They are then null. */
  readonly stale: boolean;
  /** Why a figure is missing or weak, for the operator; null when all is well. */
  readonly note: ZoneNote | null;
  readonly cameraIds: readonly string[];
}

/** Reasons the page words in the operator's language. */
export type ZoneNote =
  | 'no-camera'
  | 'camera-lost'
  | 'no-model'
  | 'not-calibrated'
  | 'not-measured-yet'
  | 'saturated'
  /** Estimated by a density model that too few hand counts have been held against: it proves no calm. */
  | 'not-checked';

/** A counting line. Totals count from the station's start; null on a camera that sees a dense crowd as a map. */
export interface LineState {
  readonly id: string;
  readonly cameraId: string;
  /** Zone that `in` enters; null when the line only counts. */
  readonly into: string | null;
  /** Length on the ground, m; null without calibration. */
  readonly lengthM: number | null;
  readonly inTotal: number | null;
  readonly outTotal: number | null;
  /** Over the last minute; null while the camera can't be believed. */
  readonly inPerMin: number | null;
  readonly outPerMin: number | null;
  /** (in + out) / length, persons/m/min; null without calibration, and while the flow is unknown. */
  readonly flowPerMPerMin: number | null;
  readonly measuredMs: number | null;
}

export interface PlatformState {
  readonly id: string;
  readonly zoneIds: readonly string[];
  readonly count: number | null;
  readonly densityPerM2: number | null;
  readonly confidence: number;
  readonly measuredMs: number | null;
}

export interface StationState {
  readonly count: number | null;
  /** Its worst zone's. */
  readonly densityPerM2: number | null;
  readonly confidence: number;
  readonly measuredMs: number | null;
}

/** A person on the ground, as one camera sees it. */
export interface GroundPosition {
  readonly cameraId: string;
  readonly trackId: number;
  readonly at: GroundPoint;
  /** m/s on the plan. */
  readonly velocity: GroundPoint;
}

export interface LineCrossing {
  readonly lineId: string;
  readonly cameraId: string;
  readonly trackId: number;
  readonly direction: 'in' | 'out';
  readonly atMs: number;
}

export interface SiteState {
  readonly atMs: number;
  readonly station: StationState;
  readonly platforms: readonly PlatformState[];
  readonly zones: readonly ZoneState[];
  readonly lines: readonly LineState[];
  readonly positions: readonly GroundPosition[];
}

/** What risk/ says of one zone. */
export interface ZoneRisk {
  readonly zoneId: string;
  readonly band: Band;
  /** What the band rests on. */
  readonly basis: 'density' | 'capacity' | 'unknown';
  /** The figure (persons/m², or share of capacity) and the edges it was held against. */
  readonly value: number | null;
  readonly edges: readonly [number, number, number, number];
  /** Why the band is one step worse than the figure alone says. */
  readonly stepUps: readonly StepUp[];
  /** 0..1; null when the band is unknown. */
  readonly risk: number | null;
  /** Seconds until the band turns red at the present flow; null when it doesn't. */
  readonly timeToRedS: number | null;
}

export type StepUp = 'counter-flow' | 'outflow-falling' | 'pressure' | 'stairs';

export interface RiskState {
  readonly atMs: number;
  readonly zones: readonly ZoneRisk[];
  /** The station's worst band, and the highest risk, 0..1 (null when every zone is unknown). */
  readonly band: Band;
  readonly risk: number | null;
}
