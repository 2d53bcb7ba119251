/**
 * How persons move. In: where one was found lately, or the velocities of many. Out: a velocity with its own error, and the
 * figures of a crowd: speed, variance, direction, counter-flow.
 */
import type { GroundPoint } from '../../src-contract/domain/geometry-types.ts';
import type { Motion, Standpoint } from './crowd-memory.ts';

/** Long enough for a steady slope, short enough to see a stop. */
const windowMs = 1200;
/** A slow camera has too few places in that window: then the last few within this time. */
const slowWindowMs = 5000;
const leastPlaces = 3;
const mostPlaces = 16;
/** Who is slower stands: a standing person's foot point drifts by this much. */
const walkingMps = 0.3;
/** With fewer walkers one person's way would be a share of the crowd. */
const leastWalkers = 4;
/** Against the main direction means more than 120° off it; who crosses sideways is not against. */
const againstCosine = -0.5;

/** The places that `fitMotion` needs from here on, oldest first. */
export function recentPath(path: readonly Standpoint[], now: Standpoint): Standpoint[] {
  const places = [...path, now].slice(-mostPlaces);
  const recent = places.filter((place) => now.atMs - place.atMs <= windowMs);
  if (recent.length >= leastPlaces) return recent;
  return places.slice(-leastPlaces).filter((place) => now.atMs - place.atMs <= slowWindowMs);
}

/** Straight line through the places by least squares; null while there are too few. */
export function fitMotion(path: readonly Standpoint[]): Motion | null {
  const places = path.flatMap(({ atMs, ground }) => (ground === null ? [] : [{ s: atMs / 1000, x: ground[0], y: ground[1] }]));
  const n = places.length;
  if (n < leastPlaces) return null;
  const mean = (pick: (place: (typeof places)[number]) => number) => places.reduce((sum, place) => sum + pick(place), 0) / n;
  const [s0, x0, y0] = [mean((p) => p.s), mean((p) => p.x), mean((p) => p.y)];
  const spread = places.reduce((sum, p) => sum + (p.s - s0) ** 2, 0);
  if (spread < 1e-3) return null;
  const vx = places.reduce((sum, p) => sum + (p.s - s0) * (p.x - x0), 0) / spread;
  const vy = places.reduce((sum, p) => sum + (p.s - s0) * (p.y - y0), 0) / spread;
  const residual = places.reduce((sum, p) => sum + (p.x - x0 - vx * (p.s - s0)) ** 2 + (p.y - y0 - vy * (p.s - s0)) ** 2, 0);
  return { velocity: [vx, vy], errorM2S2: residual / (n - 2) / spread };
}

export function meanSpeed(motions: readonly Motion[]): number | null {
  if (motions.length === 0) return null;
  return motions.reduce((sum, { velocity }) => sum + Math.hypot(...velocity), 0) / motions.length;
}

/**
 * Variance of the velocities about their mean, x and y added, (m/s)²; null for fewer than two. The estimates' own error is taken
 * off: in a standing crowd it alone would pass for turbulence.
 */
export function velocityVariance(motions: readonly Motion[]): number | null {
  const n = motions.length;
  if (n < 2) return null;
  const vx = motions.reduce((sum, { velocity }) => sum + velocity[0], 0) / n;
  const vy = motions.reduce((sum, { velocity }) => sum + velocity[1], 0) / n;
  const scatter = motions.reduce((sum, { velocity }) => sum + (velocity[0] - vx) ** 2 + (velocity[1] - vy) ** 2, 0) / (n - 1);
  const error = motions.reduce((sum, { errorM2S2 }) => sum + errorM2S2, 0) / n;
  return Math.max(0, scatter - error);
}

export interface Stream {
  /** Unit vector. */
  readonly direction: GroundPoint | null;
  /** 0..0.5; null with too few walkers. */
  readonly counterFlowShare: number | null;
}

/**
 * Main direction of those who walk, and the share who go against it. The axis is the mean of doubled angles, which opposite
 * streams share (Mardia and Jupp, Directional Statistics, 2000); the stronger of its two senses is the main direction.
 */
export function mainStream(motions: readonly Motion[]): Stream {
  const walkers = motions.map(({ velocity }) => velocity).filter((v) => Math.hypot(...v) >= walkingMps);
  if (walkers.length === 0) return { direction: null, counterFlowShare: null };
  const angles = walkers.map(([vx, vy]) => Math.atan2(vy, vx));
  const axis =
    Math.atan2(
      angles.reduce((sum, a) => sum + Math.sin(2 * a), 0),
      angles.reduce((sum, a) => sum + Math.cos(2 * a), 0),
    ) / 2;
  const along = angles.filter((a) => Math.cos(a - axis) >= 0).length;
  const main = along * 2 >= angles.length ? axis : axis + Math.PI;
  const against = angles.filter((a) => Math.cos(a - main) < againstCosine).length;
  return {
    direction: [Math.cos(main), Math.sin(main)],
    counterFlowShare: walkers.length < leastWalkers ? null : Math.min(0.5, against / walkers.length),
  };
}
