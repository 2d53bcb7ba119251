/** What crowd/ remembers between inputs: plain values, bounded by the persons in view and by the last minute's events. */
import type { CameraState } from '../../src-contract/domain/camera.ts';
import type { DetectionState } from '../../src-contract/domain/detection.ts';
import type { Box, GroundPoint, PicturePoint } from '../../src-contract/domain/geometry-types.ts';
import type { CrowdModel } from './crowd-model.ts';
import type { DensityEstimate } from './density-view.ts';
import { notSaturated, type Saturation } from './saturation.ts';

/** One person's feet at one instant. */
export interface Standpoint {
  readonly atMs: number;
  readonly foot: PicturePoint;
  /** Null without calibration, and behind the horizon. */
  readonly ground: GroundPoint | null;
}

export interface Motion {
  /** m/s */
  readonly velocity: GroundPoint;
  /** Variance of the estimate itself, x and y added, (m/s)². */
  readonly errorM2S2: number;
}

export interface Membership {
  readonly zoneId: string;
  readonly inside: boolean;
  /** Since when they are inside or outside. */
  readonly sinceMs: number;
  /** Since when, and in how many frames, they were seen on the other side; null when they are where they belong. */
  readonly contrary: { readonly sinceMs: number; readonly frames: number } | null;
}

/** The last place where a person was clearly on one side of a line. */
export interface LineSide {
  readonly lineId: string;
  readonly side: 'left' | 'right';
  readonly at: Standpoint;
}

export interface PersonMemory {
  readonly trackId: number;
  readonly score: number;
  readonly confirmed: boolean;
  readonly missedFrames: number;
  readonly box: Box;
  readonly now: Standpoint;
  /** Where they were found lately, oldest first; not where they were merely expected. */
  readonly path: readonly Standpoint[];
  readonly motion: Motion | null;
  readonly memberships: readonly Membership[];
  readonly sides: readonly LineSide[];
}

export interface CameraMemory {
  readonly state: CameraState | null;
  readonly detection: DetectionState | null;
  readonly lastFrameMs: number | null;
  readonly persons: ReadonlyMap<number, PersonMemory>;
  readonly saturation: Saturation;
  /** What the newest map says; null of a camera that finds persons one by one. */
  readonly density: DensityEstimate | null;
}

/** A zone at the instant of one frame. Nulls are unknown. */
export interface ZoneSample {
  readonly atMs: number;
  /** Whole persons, but for estimates. */
  readonly count: number;
  readonly densityPerM2: number | null;
  readonly speedMps: number | null;
  readonly speedVarianceM2S2: number | null;
  readonly pressurePerS2: number | null;
  readonly counterFlowShare: number | null;
  readonly direction: GroundPoint | null;
  readonly dwellS: number | null;
  /** Mean score of the persons counted; null for none. */
  readonly score: number | null;
  /** Share of them that were expected there, not found, 0..1. */
  readonly predictedShare: number;
  /** More heads in a view than a detector tells apart. */
  readonly saturated: boolean;
  /** Of an estimate from density maps, the worst camera's; null where all persons were found one by one. */
  readonly errorShare: number | null;
  /** False when a density map is among them whose model hand counts haven't been held against. */
  readonly checked: boolean;
}

export interface ZoneMemory {
  /** Of the last 1.5 s, oldest first. */
  readonly samples: readonly ZoneSample[];
  /** Border crossings of the last minute, ms. */
  readonly inMs: readonly number[];
  readonly outMs: readonly number[];
}

export interface LineMemory {
  readonly inTotal: number;
  readonly outTotal: number;
  readonly inMs: readonly number[];
  readonly outMs: readonly number[];
}

export interface CrowdMemory {
  readonly cameras: ReadonlyMap<string, CameraMemory>;
  readonly zones: ReadonlyMap<string, ZoneMemory>;
  readonly lines: ReadonlyMap<string, LineMemory>;
}

/** Flow is told over the last minute. */
export const flowWindowMs = 60_000;

export const emptyCamera: CameraMemory = {
  state: null,
  detection: null,
  lastFrameMs: null,
  persons: new Map(),
  saturation: notSaturated,
  density: null,
};
export const emptyZone: ZoneMemory = { samples: [], inMs: [], outMs: [] };
export const emptyLine: LineMemory = { inTotal: 0, outTotal: 0, inMs: [], outMs: [] };

export function initialCrowd(model: CrowdModel): CrowdMemory {
  return {
    cameras: new Map([...model.cameras.keys()].map((id) => [id, emptyCamera])),
    zones: new Map(model.zones.map((zone) => [zone.config.id, emptyZone])),
    lines: new Map(model.lines.map((line) => [line.id, emptyLine])),
  };
}
