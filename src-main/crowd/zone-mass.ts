/**
 * The dense crowd of one zone now. In: the newest density maps of its cameras. Out: persons and where they stand, each place from one
 * camera: where two calibrated views overlap, the camera that comes first in the site counts.
 */
import type { GroundPoint } from '../../src-contract/domain/geometry-types.ts';
import { applyHomography, type Homography } from '../../src-contract/geometry/homography.ts';
import { cameraSight } from './camera-sight.ts';
import type { CrowdMemory } from './crowd-memory.ts';
import type { CrowdModel, ZoneModel } from './crowd-model.ts';
import type { ZoneMass } from './density-view.ts';

export interface CameraMass extends ZoneMass {
  readonly cameraId: string;
  readonly errorShare: number;
  readonly isChecked: boolean;
}

export interface ZoneMasses {
  readonly masses: readonly CameraMass[];
  /** Whether a density map shows who stands here: then a detector's find of them would be a second one. */
  sees(at: GroundPoint): boolean;
}

/** From the cameras that can be believed at `atMs`. */
export function zoneMasses(model: CrowdModel, memory: CrowdMemory, zone: ZoneModel, atMs: number): ZoneMasses {
  const masses: CameraMass[] = [];
  const views: Homography[] = [];
  const sees = (at: GroundPoint) => views.some((headsInPicture) => isInPicture(headsInPicture, at));
  for (const cameraId of zone.cameraIds) {
    const view = model.cameras.get(cameraId)?.density ?? null;
    const camera = memory.cameras.get(cameraId);
    const mass = camera?.density?.zones.find(({ zoneId }) => zoneId === zone.config.id);
    if (view === null || camera?.density == null || mass === undefined) continue;
    if (cameraSight(camera, atMs, model.staleAfterMs).kind === 'blind') continue;
    masses.push({
      ...(views.length === 0 ? mass : unseen(mass, sees)),
      cameraId,
      errorShare: view.errorShare,
      isChecked: view.isChecked,
    });
    if (camera.density.headsInPicture !== null) views.push(camera.density.headsInPicture);
  }
  return { masses, sees };
}

/** The part of it that no camera before has counted. */
function unseen(mass: ZoneMass, sees: (at: GroundPoint) => boolean): ZoneMass {
  if (mass.places === null) return mass;
  const { at, persons } = mass.places;
  const left = persons.map((here, i) => {
    const place = at[i];
    return place !== undefined && sees(place) ? 0 : here;
  });
  return {
    ...mass,
    count: Math.max(
      0,
      left.reduce((sum, here) => sum + here, 0),
    ),
    places: { at, persons: left },
  };
}

function isInPicture(headsInPicture: Homography, at: GroundPoint): boolean {
  const seen = applyHomography(headsInPicture, at);
  return seen !== null && seen[0] >= 0 && seen[0] <= 1 && seen[1] >= 0 && seen[1] <= 1;
}
