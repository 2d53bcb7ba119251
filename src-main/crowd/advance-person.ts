/**
 * One person from one frame to the next. In: the track, and what was known of the person. Out: the person now, and which borders
 * and lines they went over. What nobody saw (a frame in which the track was only predicted) moves them, and changes no side.
 */
import type { Box, PicturePoint } from '../../src-contract/domain/geometry-types.ts';
import type { Track } from '../../src-contract/domain/track.ts';
import { footPoint } from '../../src-contract/geometry/box.ts';
import { applyHomography, localScale } from '../../src-contract/geometry/homography.ts';
import { plumbFootPoint } from '../../src-contract/geometry/vertical.ts';
import type { LineSide, Membership, PersonMemory, Standpoint } from './crowd-memory.ts';
import type { CameraModel } from './crowd-model.ts';
import { crossingBetween, sideOfLine } from './line-side.ts';
import { fitMotion, recentPath } from './motion.ts';
import { advanceMembership, depthInZone, startMembership } from './zone-membership.ts';

/** Height of a standing person, m: the scale of a picture without calibration. */
const personHeightM = 1.7;
/** A zone drawn to the picture's edge must hold feet that lie on the edge. */
const edge = 1e-4;

export interface PersonStep {
  readonly person: PersonMemory;
  readonly entered: readonly string[];
  readonly left: readonly string[];
  readonly crossed: readonly { readonly lineId: string; readonly direction: 'in' | 'out' }[];
}

/** A camera as one frame shows it. */
export interface CameraView {
  readonly camera: CameraModel;
  /** Where plumb lines meet in the picture; null without calibration. */
  readonly plumb: PicturePoint | null;
}

export function advancePerson(view: CameraView, before: PersonMemory | undefined, track: Track, atMs: number): PersonStep {
  const { camera } = view;
  const now = standpoint(view, track.box, atMs);
  const { id: trackId, score, confirmed, missedFrames, box } = track;
  const common = { trackId, score, confirmed, missedFrames, box, now };
  if (before !== undefined && missedFrames > 0) {
    const { path, motion, memberships, sides } = before;
    return { person: { ...common, path, motion, memberships, sides }, entered: [], left: [], crossed: [] };
  }
  const metresPerFraction = scaleAt(camera, now.foot, box);
  const path = recentPath(before?.path ?? [], now);
  // Until it is confirmed a track keeps the sides it was first seen on, so that a way begun unconfirmed counts later.
  const mayChange = confirmed || before === undefined;
  const memberships = mayChange ? placeInZones(camera, before, now, metresPerFraction) : before.memberships;
  const lines = mayChange ? placeAtLines(camera, before, now, metresPerFraction) : { sides: before.sides, crossed: [] };
  return {
    person: { ...common, path, motion: fitMotion(path), memberships, sides: lines.sides },
    ...changes(before, memberships),
    crossed: lines.crossed,
  };
}

function standpoint({ camera, plumb }: CameraView, box: Box, atMs: number): Standpoint {
  const [x, y] = plumb === null ? footPoint(box) : plumbFootPoint(box, plumb);
  const foot: PicturePoint = [clampToPicture(x), clampToPicture(y)];
  return { atMs, foot, ground: camera.homography === null ? null : applyHomography(camera.homography, foot) };
}

function clampToPicture(value: number): number {
  return Math.max(edge, Math.min(1 - edge, value));
}

function scaleAt({ homography }: CameraModel, foot: PicturePoint, [, y1, , y2]: Box): number {
  const calibrated = homography === null ? null : localScale(homography, foot);
  return calibrated ?? personHeightM / Math.max(1e-3, y2 - y1);
}

function placeInZones(
  camera: CameraModel,
  before: PersonMemory | undefined,
  now: Standpoint,
  metresPerFraction: number,
): Membership[] {
  return camera.zones.map((zone) => {
    const depthM = depthInZone(zone, now, metresPerFraction);
    const known = before?.memberships.find((membership) => membership.zoneId === zone.zoneId);
    if (known === undefined) return startMembership(zone.zoneId, depthM, now.atMs);
    return advanceMembership(known, depthM, now.atMs);
  });
}

function changes(before: PersonMemory | undefined, memberships: readonly Membership[]) {
  const was = (zoneId: string) => before?.memberships.find((membership) => membership.zoneId === zoneId)?.inside;
  return {
    entered: memberships.filter((m) => m.inside && was(m.zoneId) === false).map((m) => m.zoneId),
    left: memberships.filter((m) => !m.inside && was(m.zoneId) === true).map((m) => m.zoneId),
  };
}

function placeAtLines(
  camera: CameraModel,
  before: PersonMemory | undefined,
  now: Standpoint,
  metresPerFraction: number,
): { sides: LineSide[]; crossed: PersonStep['crossed'] } {
  const sides: LineSide[] = [];
  const crossed: { lineId: string; direction: 'in' | 'out' }[] = [];
  for (const line of camera.lines) {
    const known = before?.sides.find((side) => side.lineId === line.id);
    const seen = sideOfLine(line, now, metresPerFraction);
    const direction = known !== undefined && seen !== null ? crossingBetween(line, known, seen) : null;
    if (direction !== null) crossed.push({ lineId: line.id, direction });
    const side = seen ?? known;
    if (side !== undefined) sides.push(side);
  }
  return { sides, crossed };
}
