/**
 * Whether a person is in a zone, with inertia, so that nobody who stands on the border flickers. In: how deep inside their feet
 * are now. Out: the membership after that.
 */

import type { Polygon } from '../../src-contract/domain/geometry-types.ts';
import { distanceToBorder, type Point, pointInPolygon } from '../../src-contract/geometry/polygon.ts';
import type { CameraZone } from './camera-zone.ts';
import type { Membership, Standpoint } from './crowd-memory.ts';

/** Foot points err by 0.1 m or so: this far beyond the border in two frames is no noise. */
const clearM = 0.15;
const clearFrames = 2;
/** This far beyond it one frame is enough, so that a slow camera doesn't lag. */
const certainM = 0.5;
/** Who stays just beyond the border this long is beyond it. */
const patienceMs = 1500;

/** Metres inside the zone's nearest border, negative outside. metresPerFraction: what a unit of the picture is at the feet. */
export function depthInZone(zone: CameraZone, { foot, ground }: Standpoint, metresPerFraction: number): number {
  const onGround = zone.ground === null ? Infinity : ground === null ? -Infinity : signedDepth(ground, zone.ground);
  const onPicture = zone.picture === null ? Infinity : signedDepth(foot, zone.picture) * metresPerFraction;
  return Math.min(onGround, onPicture);
}

function signedDepth(point: Point, polygon: Polygon<Point>): number {
  const distance = distanceToBorder(point, polygon);
  return pointInPolygon(point, polygon) ? distance : -distance;
}

export function startMembership(zoneId: string, depthM: number, atMs: number): Membership {
  return { zoneId, inside: depthM >= 0, sinceMs: atMs, contrary: null };
}

export function advanceMembership(membership: Membership, depthM: number, atMs: number): Membership {
  const beyondM = membership.inside ? -depthM : depthM;
  if (beyondM <= 0) return membership.contrary === null ? membership : { ...membership, contrary: null };
  const sinceMs = membership.contrary?.sinceMs ?? atMs;
  const frames = (membership.contrary?.frames ?? 0) + 1;
  const flips = beyondM >= certainM || (beyondM >= clearM && frames >= clearFrames) || atMs - sinceMs >= patienceMs;
  if (!flips) return { ...membership, contrary: { sinceMs, frames } };
  return { zoneId: membership.zoneId, inside: !membership.inside, sinceMs, contrary: null };
}
