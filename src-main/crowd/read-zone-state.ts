/**
 * One zone at a given time. In: its samples of the last moment and what its cameras are worth now. Out: its ZoneState: medians,
 * flows, confidence, or nulls with a reason.
 */
import type { FigureSource, ZoneNote, ZoneState } from '../../src-contract/domain/site-state.ts';
import { type CameraSight, cameraSight } from './camera-sight.ts';
import { zoneConfidence } from './confidence.ts';
import { type CrowdMemory, emptyCamera, emptyZone, flowWindowMs, type ZoneMemory, type ZoneSample } from './crowd-memory.ts';
import type { CrowdModel, ZoneModel } from './crowd-model.ts';

type Figures = Pick<
  ZoneState,
  | 'count'
  | 'densityPerM2'
  | 'densityMeanPerM2'
  | 'occupancy'
  | 'speedMps'
  | 'speedVarianceM2S2'
  | 'pressurePerS2'
  | 'inflowPerMin'
  | 'outflowPerMin'
  | 'counterFlowShare'
  | 'direction'
  | 'dwellS'
>;

const unknownFigures: Figures = {
  count: null,
  densityPerM2: null,
  densityMeanPerM2: null,
  occupancy: null,
  speedMps: null,
  speedVarianceM2S2: null,
  pressurePerS2: null,
  inflowPerMin: null,
  outflowPerMin: null,
  counterFlowShare: null,
  direction: null,
  dwellS: null,
};

export function readZoneState(model: CrowdModel, memory: CrowdMemory, zone: ZoneModel, nowMs: number): ZoneState {
  const known = memory.zones.get(zone.config.id) ?? emptyZone;
  const sights = zone.cameraIds.map((id) => cameraSight(memory.cameras.get(id) ?? emptyCamera, nowMs, model.staleAfterMs));
  const newest = known.samples.at(-1);
  const measuredMs = newest?.atMs ?? null;
  const measurable = newest !== undefined && sights.some((sight) => sight.kind === 'fresh');
  if (!measurable) {
    const note = reasonOfNothing(zone, sights);
    return {
      ...identity(zone),
      ...unknownFigures,
      confidence: 0,
      source: 'measured',
      errorShare: null,
      saturated: false,
      measuredMs,
      stale: measuredMs !== null,
      note,
    };
  }
  return {
    ...identity(zone),
    ...figuresOf(model, zone, known, nowMs),
    confidence: confidenceOf(model, memory, zone, newest, sights, nowMs),
    source: sourceOf(newest, sights),
    // What can't be seen has no error that anyone could state.
    errorShare: newest.saturated || isPartlySeen(sights) ? null : newest.errorShare,
    saturated: newest.saturated,
    measuredMs,
    stale: false,
    note: noteOf(model, zone, newest, sights),
  };
}

function identity({ config, areaM2, cameraIds }: ZoneModel) {
  const { id, name, kind } = config;
  return { id, name, kind, platform: config.platform ?? null, capacity: config.capacity ?? null, areaM2, cameraIds };
}

/** Medians over the moment: one frame in which a train hides the platform moves nothing. */
function figuresOf(model: CrowdModel, zone: ZoneModel, { samples, inMs, outMs }: ZoneMemory, nowMs: number): Figures {
  const over = (pick: (sample: ZoneSample) => number | null) => median(samples.flatMap((sample) => pick(sample) ?? []));
  const count = Math.round(over((sample) => sample.count) ?? 0);
  const newest = samples.at(-1);
  // The newest frame decides whether a figure is known at all: a median of old ones must not outlive its cause.
  const current = (pick: (sample: ZoneSample) => number | null) =>
    newest === undefined || pick(newest) === null ? null : over(pick);
  const densityPerM2 = current((sample) => sample.densityPerM2);
  // Without calibration a few heads found may be anywhere; a map shows all of the zone that the camera sees.
  const isSpread = densityPerM2 !== null || (newest?.errorShare ?? null) !== null;
  const capacity = zone.config.capacity;
  const lastMinute = (times: readonly number[]) =>
    zone.flowsCounted ? times.filter((t) => nowMs - t < flowWindowMs).length : null;
  return {
    count,
    densityPerM2,
    densityMeanPerM2: !isSpread || zone.areaM2 === null ? null : count / zone.areaM2,
    occupancy: capacity === undefined ? null : count / capacity,
    speedMps: current((sample) => sample.speedMps),
    speedVarianceM2S2: current((sample) => sample.speedVarianceM2S2),
    pressurePerS2: current((sample) => sample.pressurePerS2),
    inflowPerMin: lastMinute(inMs),
    outflowPerMin: lastMinute(outMs),
    counterFlowShare: current((sample) => sample.counterFlowShare),
    direction: towardsEast(newest?.direction ?? null, model.planBearingRad),
    dwellS: newest?.dwellS ?? null,
  };
}

function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

/** Some of the zone's cameras missing, or a view too full: the figures are then a part of the truth, an estimate as a map's are. */
function sourceOf(newest: ZoneSample, sights: readonly CameraSight[]): FigureSource {
  return isPartlySeen(sights) || newest.saturated || newest.errorShare !== null ? 'estimated' : 'measured';
}

function isPartlySeen(sights: readonly CameraSight[]): boolean {
  return sights.some((sight) => sight.kind === 'blind');
}

function reasonOfNothing(zone: ZoneModel, sights: readonly CameraSight[]): ZoneNote {
  if (zone.bordersMissing) return 'not-calibrated';
  if (sights.length === 0) return 'no-camera';
  const notes = sights.flatMap((sight) => (sight.kind === 'blind' ? [sight.note] : []));
  // The reason that someone can act on comes first.
  const order: readonly ZoneNote[] = ['camera-lost', 'no-model'];
  return order.find((note) => notes.includes(note)) ?? 'not-measured-yet';
}

function noteOf(model: CrowdModel, zone: ZoneModel, newest: ZoneSample, sights: readonly CameraSight[]): ZoneNote | null {
  const blind = sights.find((sight) => sight.kind === 'blind');
  if (blind !== undefined) return blind.note;
  if (newest.saturated) return 'saturated';
  if (!newest.checked) return 'not-checked';
  return isCalibrated(model, zone) ? null : 'not-calibrated';
}

function isCalibrated(model: CrowdModel, zone: ZoneModel): boolean {
  return zone.grids.length > 0 && zone.cameraIds.every((id) => (model.cameras.get(id)?.homography ?? null) !== null);
}

function confidenceOf(
  model: CrowdModel,
  memory: CrowdMemory,
  zone: ZoneModel,
  newest: ZoneSample,
  sights: readonly CameraSight[],
  nowMs: number,
): number {
  return zoneConfidence({
    score: newest.score,
    ageMs: Math.max(0, nowMs - newest.atMs),
    staleAfterMs: model.staleAfterMs,
    predictedShare: newest.predictedShare,
    calibrated: isCalibrated(model, zone),
    camerasShare: sights.filter((sight) => sight.kind === 'fresh').length / sights.length,
    degraded: zone.cameraIds.some((id) => memory.cameras.get(id)?.detection?.kind === 'degraded'),
    saturated: newest.saturated,
    errorShare: newest.errorShare,
  });
}

/** From the plan's axes to east and north. */
function towardsEast(direction: readonly [number, number] | null, planBearingRad: number): readonly [number, number] | null {
  if (direction === null) return null;
  const [cos, sin] = [Math.cos(planBearingRad), Math.sin(planBearingRad)];
  return [direction[0] * cos - direction[1] * sin, direction[0] * sin + direction[1] * cos];
}
