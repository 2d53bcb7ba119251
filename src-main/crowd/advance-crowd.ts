/**
 * The crowd's reducer. In: a tracked frame, the density map of one, or a change of a camera or its detection. Out: the memory after it, and the line
 * crossings it showed. What is known at a given time is read-site-state's.
 */
import type { CameraState } from '../../src-contract/domain/camera.ts';
import type { DensityFrame, DetectionState } from '../../src-contract/domain/detection.ts';
import type { LineCrossing } from '../../src-contract/domain/site-state.ts';
import type { TrackedFrame } from '../../src-contract/domain/track.ts';
import { plumbPoint } from '../../src-contract/geometry/vertical.ts';
import { advancePerson, type PersonStep } from './advance-person.ts';
import { type CrowdMemory, emptyCamera, emptyLine, emptyZone, flowWindowMs } from './crowd-memory.ts';
import type { CrowdModel } from './crowd-model.ts';
import { isCounted, measureZone } from './measure-zone.ts';
import { advanceSaturation } from './saturation.ts';
import { type ZoneFlow, zoneFlows } from './zone-flow.ts';

export type CrowdInput =
  | { readonly kind: 'tracks'; readonly frame: TrackedFrame }
  | { readonly kind: 'density'; readonly frame: DensityFrame }
  | { readonly kind: 'camera'; readonly cameraId: string; readonly atMs: number; readonly state: CameraState }
  | { readonly kind: 'detection'; readonly cameraId: string; readonly atMs: number; readonly state: DetectionState };

export interface CrowdStep {
  readonly memory: CrowdMemory;
  readonly crossings: readonly LineCrossing[];
}

/** Samples that the smoothed figures are made of. A median over 1.5 s lags by 0.75 s, and forgets a lost frame or two. */
const sampleWindowMs = 1500;

/** Inputs of cameras that the site doesn't have, and frames no newer than the camera's last, change nothing. */
export function advanceCrowd(model: CrowdModel, memory: CrowdMemory, input: CrowdInput): CrowdStep {
  if (input.kind === 'tracks') return advanceFrame(model, memory, input.frame);
  if (input.kind === 'density') return advanceMap(model, memory, input.frame);
  const camera = memory.cameras.get(input.cameraId);
  if (camera === undefined) return { memory, crossings: [] };
  const changed = input.kind === 'camera' ? { ...camera, state: input.state } : { ...camera, detection: input.state };
  return { memory: { ...memory, cameras: new Map(memory.cameras).set(input.cameraId, changed) }, crossings: [] };
}

function advanceFrame(model: CrowdModel, memory: CrowdMemory, frame: TrackedFrame): CrowdStep {
  const cameraModel = model.cameras.get(frame.cameraId);
  const before = memory.cameras.get(frame.cameraId) ?? emptyCamera;
  if (cameraModel === undefined || (before.lastFrameMs !== null && frame.atMs <= before.lastFrameMs))
    return { memory, crossings: [] };
  const { homography, headLimit } = cameraModel;
  const plumb = homography === null ? null : plumbPoint(homography, frame.pictureAspect);
  const view = { camera: cameraModel, plumb };
  const steps = frame.tracks.map((track) => advancePerson(view, before.persons.get(track.id), track, frame.atMs));
  const persons = new Map(steps.map(({ person }) => [person.trackId, person]));
  const heads = [...persons.values()].filter(isCounted).map(({ box }) => box);
  const saturation = advanceSaturation(before.saturation, heads, headLimit, frame.atMs);
  const cameras = new Map(memory.cameras).set(frame.cameraId, { ...before, lastFrameMs: frame.atMs, persons, saturation });
  const crossings = steps.flatMap((step) => crossingsOf(step, frame));
  const flows = zoneFlows(model, memory, cameraModel, steps);
  const seen = { ...memory, cameras, lines: countCrossings(memory, crossings, frame.atMs) };
  return { memory: { ...seen, zones: sampleZones(model, seen, flows, frame.atMs) }, crossings };
}

/** A map shows how many stand where; nobody is followed in it, so nobody crosses anything. */
function advanceMap(model: CrowdModel, memory: CrowdMemory, frame: DensityFrame): CrowdStep {
  const { cameraId, atMs } = frame;
  const cameraModel = model.cameras.get(cameraId);
  const before = memory.cameras.get(cameraId) ?? emptyCamera;
  const isOld = before.lastFrameMs !== null && atMs <= before.lastFrameMs;
  if (cameraModel === undefined || cameraModel.density === null || isOld) return { memory, crossings: [] };
  const density = cameraModel.density.measure(frame);
  const seen = { ...memory, cameras: new Map(memory.cameras).set(cameraId, { ...before, lastFrameMs: atMs, density }) };
  const noFlows = new Map(cameraModel.zones.map(({ zoneId }) => [zoneId, { in: 0, out: 0 }]));
  return { memory: { ...seen, zones: sampleZones(model, seen, noFlows, atMs) }, crossings: [] };
}

function crossingsOf({ person, crossed }: PersonStep, { cameraId, atMs }: TrackedFrame): LineCrossing[] {
  return crossed.map(({ lineId, direction }) => ({ lineId, cameraId, trackId: person.trackId, direction, atMs }));
}

function countCrossings(memory: CrowdMemory, crossings: readonly LineCrossing[], atMs: number): CrowdMemory['lines'] {
  if (crossings.length === 0) return memory.lines;
  const lines = new Map(memory.lines);
  for (const { lineId, direction } of crossings) {
    const line = lines.get(lineId) ?? emptyLine;
    const changed =
      direction === 'in'
        ? { ...line, inTotal: line.inTotal + 1, inMs: withEvents(line.inMs, 1, atMs) }
        : { ...line, outTotal: line.outTotal + 1, outMs: withEvents(line.outMs, 1, atMs) };
    lines.set(lineId, changed);
  }
  return lines;
}

function withEvents(times: readonly number[], added: number, atMs: number): number[] {
  return [...times.filter((t) => atMs - t < flowWindowMs), ...new Array<number>(added).fill(atMs)];
}

function sampleZones(
  model: CrowdModel,
  memory: CrowdMemory,
  flows: ReadonlyMap<string, ZoneFlow>,
  atMs: number,
): CrowdMemory['zones'] {
  const zones = new Map(memory.zones);
  for (const zone of model.zones) {
    const flow = flows.get(zone.config.id);
    if (flow === undefined) continue;
    const known = zones.get(zone.config.id) ?? emptyZone;
    const sample = measureZone(model, memory, zone, Math.max(atMs, known.samples.at(-1)?.atMs ?? atMs));
    zones.set(zone.config.id, {
      samples: [...known.samples.filter((s) => sample.atMs - s.atMs < sampleWindowMs), sample],
      inMs: withEvents(known.inMs, flow.in, atMs),
      outMs: withEvents(known.outMs, flow.out, atMs),
    });
  }
  return zones;
}
