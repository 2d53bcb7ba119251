/** A small site with known geometry for the tests of crowd/, and tracks made by hand on its ground. */
import type { CameraState } from '../../src-contract/domain/camera.ts';
import type { DensityMap } from '../../src-contract/domain/detection.ts';
import type { GroundPoint } from '../../src-contract/domain/geometry-types.ts';
import type { SiteState, ZoneState } from '../../src-contract/domain/site-state.ts';
import type { Track } from '../../src-contract/domain/track.ts';
import { type SiteConfig, siteConfigSchema } from '../../src-contract/site-config.ts';
import { advanceCrowd, type CrowdInput } from '../../src-main/crowd/advance-crowd.ts';
import { type CrowdMemory, initialCrowd } from '../../src-main/crowd/crowd-memory.ts';
import { type CrowdModel, createCrowdModel } from '../../src-main/crowd/crowd-model.ts';
import { readSiteState } from '../../src-main/crowd/read-site-state.ts';
import { project, steepCamera } from '../tracking/noisy-walkers.ts';

const floor: GroundPoint[] = [
  [-4, 3],
  [4, 3],
  [4, 12],
  [-4, 12],
];

/** Four pairs of the steep camera, standing `shiftM` along the plan's x. */
export function calibration(shiftM = 0) {
  return floor.map((point) => ({ image: project(steepCamera, point, 0), ground: [point[0] + shiftM, point[1]] }));
}

/** 6 × 6 m amid the camera's view. */
export const hallGround: GroundPoint[] = [
  [-3, 4],
  [3, 4],
  [3, 10],
  [-3, 10],
];

export const hall = { id: 'hall', name: 'Hall', kind: 'waiting', capacity: 40, ground: hallGround };
/** Through the hall's middle, from far to near: crossing it left to right leads towards smaller x. */
export const middle = {
  id: 'middle',
  from: project(steepCamera, [0, 11], 0),
  to: project(steepCamera, [0, 3.5], 0),
  into: 'hall',
};
export const steep = {
  id: 'steep',
  name: 'Steep',
  source: 'twin:hall',
  calibration: calibration(),
  zones: [{ zone: 'hall' }],
  lines: [middle],
};

export function makeSite(parts: object = {}): SiteConfig {
  return siteConfigSchema.parse({
    station: { id: 'T', name: 'Test', lines: ['western'], location: [72.8, 19] },
    zones: [hall],
    cameras: [steep],
    ...parts,
  });
}

/** A confirmed track of a person who stands at a place of the steep camera's floor. */
export function trackAt(id: number, at: GroundPoint, parts: Partial<Track> = {}): Track {
  const [foot, head] = [project(steepCamera, at, 0), project(steepCamera, at, 1.7)];
  // Upright persons lean outwards in the picture: the box's middle is the body's.
  const middleX = (foot[0] + head[0]) / 2;
  const box = [middleX - 0.02, head[1], middleX + 0.02, foot[1]] as const;
  return { id, box, score: 0.8, firstSeenMs: 0, lastSeenMs: 0, hits: 5, missedFrames: 0, confirmed: true, ...parts };
}

/** A density map of the steep camera: one person in the cell where each head is seen. */
export function mapOf(standing: readonly GroundPoint[], width = 160, height = 96): DensityMap {
  const values = new Float32Array(width * height);
  for (const at of standing) {
    const [x, y] = project(steepCamera, at, 1.5);
    const cell = Math.floor(y * height) * width + Math.floor(x * width);
    if (x >= 0 && x < 1 && y >= 0 && y < 1) values[cell] = (values[cell] ?? 0) + 1;
  }
  return { width, height, values, count: values.reduce((sum, value) => sum + value, 0) };
}

/** The same number in every cell. */
export function evenMap(count: number, width = 16, height = 10): DensityMap {
  return { width, height, values: new Float32Array(width * height).fill(count / (width * height)), count };
}

export interface Crowd {
  readonly model: CrowdModel;
  memory: CrowdMemory;
  give(input: CrowdInput): void;
  frame(atMs: number, tracks: readonly Track[], cameraId?: string): void;
  map(atMs: number, map: DensityMap, cameraId?: string): void;
  camera(atMs: number, state: CameraState, cameraId?: string): void;
  read(nowMs: number): SiteState;
  zone(nowMs: number, id?: string): ZoneState;
  readonly crossings: { lineId: string; direction: 'in' | 'out' }[];
}

const usualModel = createCrowdModel(makeSite());

export function openCrowd(site?: SiteConfig): Crowd {
  const model = site === undefined ? usualModel : createCrowdModel(site);
  const crowd: Crowd = {
    model,
    memory: initialCrowd(model),
    crossings: [],
    give(input) {
      const step = advanceCrowd(model, crowd.memory, input);
      crowd.memory = step.memory;
      crowd.crossings.push(...step.crossings.map(({ lineId, direction }) => ({ lineId, direction })));
    },
    frame: (atMs, tracks, cameraId = 'steep') =>
      crowd.give({ kind: 'tracks', frame: { cameraId, atMs, pictureAspect: 16 / 9, tracks } }),
    map: (atMs, map, cameraId = 'steep') =>
      crowd.give({ kind: 'density', frame: { cameraId, atMs, pictureAspect: 16 / 9, map } }),
    camera: (atMs, state, cameraId = 'steep') => crowd.give({ kind: 'camera', cameraId, atMs, state }),
    read: (nowMs) => readSiteState(model, crowd.memory, nowMs),
    zone(nowMs, id = 'hall') {
      const zone = crowd.read(nowMs).zones.find((known) => known.id === id);
      if (zone === undefined) throw new Error(`no zone ${id}`);
      return zone;
    },
  };
  return crowd;
}
