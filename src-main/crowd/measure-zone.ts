/**
 * A zone at the instant of a frame. In: the persons that its cameras see now, and their density maps. Out: one sample: count, densest cell, motion. What
 * the samples of a moment say together is read-site-state's.
 */
import type { GroundPoint } from '../../src-contract/domain/geometry-types.ts';
import type { DensestCell, DensityGrid } from '../../src-contract/geometry/density.ts';
import { cameraSight } from './camera-sight.ts';
import type { CrowdMemory, Motion, PersonMemory, ZoneSample } from './crowd-memory.ts';
import type { CrowdModel, ZoneModel } from './crowd-model.ts';
import { type Member, mergePersons } from './merge-persons.ts';
import { mainStream, meanSpeed, velocityVariance } from './motion.ts';
import { type CameraMass, type ZoneMasses, zoneMasses } from './zone-mass.ts';

/** A person hidden for this many frames is still there: someone walked past. */
const mostMissedFrames = 3;
/** Fewer velocities in a cell are no crowd whose pressure could be told. */
const leastInCell = 4;

export function isCounted(person: PersonMemory): boolean {
  return person.confirmed && person.missedFrames <= mostMissedFrames;
}

/** Each person in the zone once, from the cameras that can be believed at `atMs`; without those whom a density map shows. */
export function zoneMembers(
  model: CrowdModel,
  memory: CrowdMemory,
  zone: ZoneModel,
  { sees }: ZoneMasses,
  atMs: number,
): Member[] {
  const members: Member[] = [];
  for (const cameraId of zone.cameraIds) {
    const camera = memory.cameras.get(cameraId);
    if (camera === undefined || cameraSight(camera, atMs, model.staleAfterMs).kind === 'blind') continue;
    for (const person of camera.persons.values()) {
      const membership = person.memberships.find((m) => m.zoneId === zone.config.id);
      const isShown = person.now.ground !== null && sees(person.now.ground);
      if (membership?.inside && isCounted(person) && !isShown) members.push({ cameraId, person, membership });
    }
  }
  return mergePersons(members);
}

export function measureZone(model: CrowdModel, memory: CrowdMemory, zone: ZoneModel, atMs: number): ZoneSample {
  const dense = zoneMasses(model, memory, zone, atMs);
  const members = zoneMembers(model, memory, zone, dense, atMs);
  const motions = members.flatMap(({ person }) => (person.motion === null ? [] : [person.motion]));
  const densest = densestOfZone(zone, members, dense.masses);
  const n = members.length;
  return {
    atMs,
    count: dense.masses.reduce((sum, mass) => sum + mass.count, n),
    densityPerM2: isMeasuredOnGround(model, memory, zone, atMs) ? (densest?.densityPerM2 ?? 0) : null,
    speedMps: meanSpeed(motions),
    speedVarianceM2S2: velocityVariance(motions),
    pressurePerS2: pressureIn(densest, members),
    ...mainStream(motions),
    dwellS: n === 0 ? null : members.reduce((sum, { membership }) => sum + (atMs - membership.sinceMs), 0) / n / 1000,
    score: n === 0 ? null : members.reduce((sum, { person }) => sum + person.score, 0) / n,
    predictedShare: n === 0 ? 0 : members.filter(({ person }) => person.missedFrames > 0).length / n,
    saturated: isSaturated(model, memory, zone, atMs),
    checked: dense.masses.every((mass) => mass.isChecked),
    errorShare: dense.masses.length === 0 ? null : Math.max(...dense.masses.map((mass) => mass.errorShare)),
  };
}

function isSaturated(model: CrowdModel, memory: CrowdMemory, zone: ZoneModel, atMs: number): boolean {
  return zone.cameraIds.some((id) => {
    const camera = memory.cameras.get(id);
    return camera?.saturation.isSaturated === true && cameraSight(camera, atMs, model.staleAfterMs).kind === 'fresh';
  });
}

/** Density is known when a calibrated camera can be believed now. */
function isMeasuredOnGround(model: CrowdModel, memory: CrowdMemory, zone: ZoneModel, atMs: number): boolean {
  return zone.cameraIds.some((id) => {
    const camera = memory.cameras.get(id);
    const calibrated = (model.cameras.get(id)?.homography ?? null) !== null && zone.grids.length > 0;
    return calibrated && camera !== undefined && cameraSight(camera, atMs, model.staleAfterMs).kind === 'fresh';
  });
}

interface DensestPlace extends DensestCell {
  readonly cellM: number;
}

function densestOfZone(zone: ZoneModel, members: readonly Member[], masses: readonly CameraMass[]): DensestPlace | null {
  let best: DensestPlace | null = null;
  for (const { cameraId, grid } of zone.grids) {
    const isHere = (one: { readonly cameraId: string }) => cameraId === null || one.cameraId === cameraId;
    const found = densestPlace(grid, members.filter(isHere), masses.filter(isHere));
    if (best === null || found.densityPerM2 > best.densityPerM2) best = { ...found, cellM: grid.cellM };
  }
  return best;
}

/** Persons found one by one and persons of density maps together. */
function densestPlace(grid: DensityGrid, members: readonly Member[], masses: readonly CameraMass[]): DensestCell {
  const places = members.flatMap(({ person }) => (person.now.ground === null ? [] : [person.now.ground]));
  if (masses.length === 0) return grid.densest(places);
  const at = [...places];
  const persons: number[] = places.map(() => 1);
  for (const mass of masses) {
    at.push(...(mass.places?.at ?? []));
    for (const here of mass.places?.persons ?? []) persons.push(here);
  }
  return grid.densest(at, persons);
}

/**
 * Crowd pressure P = ρ·Var(v) (Helbing, Johansson, Al-Abideen, Physical Review E 75, 046109, 2007), of the densest cell and those
 * in it: over a whole zone two calm streams would pass for turbulence.
 */
function pressureIn(densest: DensestPlace | null, members: readonly Member[]): number | null {
  if (densest === null || densest.cell === null) return null;
  const { cell, cellM, densityPerM2 } = densest;
  const reachM = 0.75 * cellM;
  const isNear = ([x, y]: GroundPoint) => Math.abs(x - cell.centre[0]) <= reachM && Math.abs(y - cell.centre[1]) <= reachM;
  const motions: Motion[] = members.flatMap(({ person }) =>
    person.motion !== null && person.now.ground !== null && isNear(person.now.ground) ? [person.motion] : [],
  );
  const variance = motions.length < leastInCell ? null : velocityVariance(motions);
  return variance === null ? null : densityPerM2 * variance;
}
