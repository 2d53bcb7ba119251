/**
 * A person as a jointed figure of capsules: head, hair, neck, torso, arms, legs, shoes, clothes, sometimes a bag. In: where a
 * person stands, which way they face, where they are in their stride. Out: pixels. How a crowd is sorted is left to scene.ts.
 */
import type { Pinhole, Projected } from '../scenes/camera-pose.ts';
import { drawCapsule, drawShadow } from './capsule.ts';
import type { FigureLook } from './look.ts';
import type { Colour, Picture } from './picture.ts';

export interface FigurePose {
  /** Feet on the floor, plan m. */
  readonly x: number;
  readonly y: number;
  /** Height of the floor under the feet above the camera's floor, m: stairs. */
  readonly z: number;
  /** Facing, radians anticlockwise from the plan's x axis. */
  readonly heading: number;
  /** Place in the stride, radians; a full turn is two steps. */
  readonly stridePhase: number;
  /** 0 standing .. 1 walking at full stride. */
  readonly strideSize: number;
}

/** A point of the body: to its right, ahead, up (m), and the radius of the flesh around it, m. */
type Joint = readonly [right: number, ahead: number, up: number, radius: number];

interface Limb {
  readonly from: [number, number, number];
  readonly to: [number, number, number];
  colour: Colour;
  depthM: number;
}

const maxLimbs = 24;
/** The body's axis stands over the ankles, a person's position is the middle of their feet. */
const ankleBehindM = 0.04;

/** Keeps its scratch memory, so one painter a thread. */
export function createFigurePainter(picture: Picture, camera: Pinhole): (pose: FigurePose, look: FigureLook) => void {
  const pool: Limb[] = Array.from({ length: maxLimbs }, () => ({ from: [0, 0, 0], to: [0, 0, 0], colour: [0, 0, 0], depthM: 0 }));
  const order: Limb[] = [];
  const point: Projected = { u: 0, v: 0, depthM: 0 };
  return (pose, look) => {
    const [ahx, ahy] = [Math.cos(pose.heading), Math.sin(pose.heading)];
    order.length = 0;
    const place = ([right, ahead, up, radius]: Joint, circle: [number, number, number]): number => {
      const fromFeet = ahead - ankleBehindM;
      const x = pose.x + fromFeet * ahx + right * ahy;
      const y = pose.y + fromFeet * ahy - right * ahx;
      camera.project(x, y, pose.z + up, point);
      circle[0] = point.u;
      circle[1] = point.v;
      circle[2] = (radius * camera.focalPx) / point.depthM;
      return point.depthM;
    };
    forEachLimb(pose, look, (from, to, colour, nearerM = 0) => {
      const limb = pool[order.length];
      if (limb === undefined) return;
      limb.depthM = (place(from, limb.from) + place(to, limb.to)) / 2 - nearerM;
      limb.colour = colour;
      order.push(limb);
    });
    order.sort((a, b) => b.depthM - a.depthM);
    for (const limb of order) drawCapsule(picture, limb.from, limb.to, limb.colour);
  };
}

/** The patch of shade around a person's feet; drawn before anybody, so that it falls on no one. */
export function drawFootShadow(picture: Picture, camera: Pinhole, pose: FigurePose, scratch: Projected): void {
  camera.project(pose.x + 0.06, pose.y + 0.08, pose.z, scratch);
  const pxPerM = camera.focalPx / scratch.depthM;
  const squash = Math.sin((camera.pose.pitchDeg * Math.PI) / 180);
  drawShadow(picture, scratch.u, scratch.v, 0.42 * pxPerM, 0.36 * pxPerM * squash, 0.5);
}

type Emit = (from: Joint, to: Joint, colour: Colour, nearerM?: number) => void;

function forEachLimb(pose: FigurePose, look: FigureLook, emit: Emit): void {
  const h = look.heightM / 1.7;
  const w = look.build;
  legs(pose, look, h, w, emit);
  if (look.dress === 'kurta') tails(pose, look, h, w, emit);
  torso(look, h, w, emit);
  arms(pose, look, h, w, emit);
  head(look, h, emit);
  if (look.bag !== null) emit([0, -0.19 * w, 1.04 * h, 0.11], [0, -0.19 * w, 1.28 * h, 0.1], look.bag);
}

function legs(pose: FigurePose, look: FigureLook, h: number, w: number, emit: Emit): void {
  const loose = look.dress === 'kurta' ? 1.08 : 1;
  for (const side of [-1, 1]) {
    const swing = Math.sin(pose.stridePhase + (side > 0 ? Math.PI : 0)) * pose.strideSize;
    const lift = Math.max(0, Math.cos(pose.stridePhase + (side > 0 ? Math.PI : 0))) * pose.strideSize;
    const stance = side * 0.1 * w;
    const hip: Joint = [side * 0.085 * w, 0, 0.88 * h, 0.092 * w * loose];
    const knee: Joint = [stance, (0.16 * swing + 0.1 * lift) * h, 0.47 * h, 0.07 * w * loose];
    const ankle: Joint = [stance, (0.32 * swing - 0.02 * lift) * h, (0.09 + 0.1 * lift) * h, 0.052 * w * loose];
    emit(hip, knee, look.lower);
    emit(knee, ankle, look.lower);
    const heel: Joint = [stance, ankle[1] - 0.05, ankle[2] - 0.045, 0.042];
    emit(heel, [stance, ankle[1] + 0.11, ankle[2] - 0.05, 0.038], look.shoes);
  }
}

/** The tails of a long tunic, over the thighs; they part with the legs. */
function tails(pose: FigurePose, look: FigureLook, h: number, w: number, emit: Emit): void {
  for (const side of [-1, 1]) {
    const swing = Math.sin(pose.stridePhase + (side > 0 ? Math.PI : 0)) * pose.strideSize;
    emit([side * 0.07 * w, 0, 0.9 * h, 0.11 * w], [side * 0.095 * w, 0.12 * swing, 0.69 * h, 0.1 * w], look.upper, 0.02);
  }
}

function torso(look: FigureLook, h: number, w: number, emit: Emit): void {
  emit(
    [-0.06 * w, 0, 0.93 * h, 0.11 * w],
    [0.06 * w, 0, 0.93 * h, 0.11 * w],
    look.dress === 'trousers' ? look.lower : look.upper,
  );
  for (const side of [-1, 1]) {
    emit([side * 0.045 * w, 0, 1.02 * h, 0.115 * w], [side * 0.085 * w, 0, 1.3 * h, 0.115 * w], look.upper);
  }
  emit([-0.15 * w, 0, 1.37 * h, 0.085 * w], [0.15 * w, 0, 1.37 * h, 0.085 * w], look.upper);
}

function arms(pose: FigurePose, look: FigureLook, h: number, w: number, emit: Emit): void {
  for (const side of [-1, 1]) {
    const swing = Math.sin(pose.stridePhase + (side > 0 ? 0 : Math.PI)) * pose.strideSize;
    const shoulder: Joint = [side * 0.215 * w, 0, 1.37 * h, 0.062 * w];
    const elbow: Joint = [side * 0.265 * w, 0.1 * swing - 0.03, 1.09 * h, 0.048 * w];
    const hand: Joint = [side * 0.26 * w, 0.22 * swing + 0.06, 0.87 * h, 0.036];
    emit(shoulder, elbow, look.upper);
    emit(elbow, hand, look.longSleeves ? look.upper : look.skin);
    emit(hand, [hand[0], hand[1] + 0.02, hand[2] - 0.07, 0.042], look.skin);
  }
}

function head(look: FigureLook, h: number, emit: Emit): void {
  emit([0, 0, 1.42 * h, 0.06], [0, 0.01, 1.5 * h, 0.055], look.skin);
  emit([0, 0.035, 1.54 * h, 0.08], [0, 0.03, 1.6 * h, 0.095], look.skin);
  emit([0, -0.025, 1.59 * h, 0.1], [0, -0.01, 1.64 * h, 0.095], look.hair);
  if (look.longHair) emit([0, -0.08, 1.58 * h, 0.08], [0, -0.11, 1.36 * h, 0.055], look.hair);
}
