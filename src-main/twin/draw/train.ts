/**
 * A suburban train along a platform's edge. Where its side may appear is worked out once for each pixel, so that drawing it is a
 * look-up in a strip of one coach's side, whatever the train's place.
 */
import type { Pinhole } from '../scenes/camera-pose.ts';
import type { TrainState } from '../simulation/timetable.ts';
import { type Colour, colourOf, type Picture } from './picture.ts';

const sideBeyondEdgeM = 0.18;
const bottomM = -0.55;
const topM = 2.9;
const coachM = 20.8;
const trainM = 6 * coachM;
const doorHalfM = 0.75;
const doorTopM = 2.05;

const body = colourOf(0xd8d3c4);
const band = colourOf(0x6b2d5c);
const glass = colourOf(0x232a33);
const skirt = colourOf(0x3b3a3c);
const inside = colourOf(0x191715);
const gap = colourOf(0x55524c);
const roof = colourOf(0x8e8d8a);

type TrainPainter = (train: TrainState) => void;

/** Where it stands: the platform's edge, plan y, and the doors that people use, plan x. */
interface Berth {
  readonly edgeY: number;
  readonly doorsX: readonly number[];
}

export function createTrainPainter(picture: Picture, camera: Pinhole, berth: Berth): TrainPainter {
  const pixels = pixelsOfSide(camera, berth.edgeY + sideBeyondEdgeM);
  const { width, luma, cb, cr } = picture;
  return ({ offsetM, doors }) => {
    if (offsetM === null) return;
    const middleX = (berth.doorsX[0] ?? 0) + offsetM;
    for (const { at, x, z } of pixels) {
      const along = x - middleX;
      if (Math.abs(along) > trainM / 2) continue;
      const colour = sideColour(along, z, berth, doors, offsetM);
      luma[at] = colour[0];
      const [u, v] = [at % width, Math.floor(at / width)];
      if (((u | v) & 1) !== 0) continue;
      const half = (v >> 1) * (width >> 1) + (u >> 1);
      cb[half] = colour[1];
      cr[half] = colour[2];
    }
  };
}

interface SidePixel {
  readonly at: number;
  /** Plan x and height above the platform where the ray meets the side, m. */
  readonly x: number;
  readonly z: number;
}

function pixelsOfSide(camera: Pinhole, sideY: number): SidePixel[] {
  const pixels: SidePixel[] = [];
  const [ox, oy, oz] = camera.pose.position;
  for (let v = 0; v < camera.height; v++) {
    for (let u = 0; u < camera.width; u++) {
      const [dx, dy, dz] = camera.ray(u, v);
      const t = (sideY - oy) / dy;
      const z = oz + t * dz;
      // Below the platform's level the platform itself is in front.
      if (t > 0 && z > bottomM && z < topM && meetsPlatform(oz, oy, dy, dz, sideY - sideBeyondEdgeM) === false) {
        pixels.push({ at: v * camera.width + u, x: ox + t * dx, z });
      }
    }
  }
  return pixels;
}

function meetsPlatform(oz: number, oy: number, dy: number, dz: number, edgeY: number): boolean {
  return oy + (-oz / dz) * dy < edgeY;
}

function sideColour(along: number, z: number, berth: Berth, doors: number, offsetM: number): Colour {
  const fromDoor = doorDistance(along + (berth.doorsX[0] ?? 0), berth);
  const isDoor = fromDoor < doorHalfM && z > 0.02 && z < doorTopM;
  if (isDoor) return fromDoor < doorHalfM * doors ? inside : offsetM === 0 && fromDoor > doorHalfM - 0.05 ? gap : band;
  if (z < 0) return skirt;
  const inCoach = (((along + coachM / 2) % coachM) + coachM) % coachM;
  if (inCoach < 0.25) return gap;
  if (z > 2.5) return roof;
  const isWindow = z > 0.95 && z < 1.75 && (((along / 1.05) % 1) + 1) % 1 < 0.72 && fromDoor > 1.05;
  if (isWindow) return glass;
  return z > 0.35 && z < 0.75 ? band : body;
}

/** Doors repeat along the train as they do on the plan, also where nobody uses them. */
function doorDistance(x: number, berth: Berth): number {
  const [first = 0, second = first + 4.2] = berth.doorsX;
  const pitch = second - first;
  const within = (((x - first) % pitch) + pitch) % pitch;
  return Math.min(within, pitch - within);
}
