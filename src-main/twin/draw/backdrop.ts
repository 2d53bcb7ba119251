/**
 * What stands still in a camera's picture, painted once at start by casting a ray through every pixel (four, averaged): tiled
 * platform with its yellow warning strip and edge, the track below it, or the footbridge's deck and railings over the tracks.
 */
import type { Pinhole } from '../scenes/camera-pose.ts';
import type { PlatformPlan } from '../scenes/scene.ts';
import { type Colour, colourOf, type Picture, shaded } from './picture.ts';
import { fraction, meet, meetSide, noise, type Surface, tileOf } from './surface.ts';

const raysPerSide = 2;

export function paintBackdrop(picture: Picture, camera: Pinhole, surface: Surface): void {
  const { width, height, luma, cb, cr } = picture;
  const sums = new Float32Array((width * height) / 2);
  for (let v = 0; v < height; v++) {
    for (let u = 0; u < width; u++) {
      const [y, b, r] = pixelColour(camera, surface, u, v);
      luma[v * width + u] = y;
      const half = ((v >> 1) * (width >> 1) + (u >> 1)) * 2;
      sums[half] = (sums[half] ?? 0) + b / 4;
      sums[half + 1] = (sums[half + 1] ?? 0) + r / 4;
    }
  }
  for (let i = 0; i < cb.length; i++) {
    cb[i] = sums[2 * i] ?? 128;
    cr[i] = sums[2 * i + 1] ?? 128;
  }
}

function pixelColour(camera: Pinhole, surface: Surface, u: number, v: number): Colour {
  let [y, b, r] = [0, 0, 0];
  for (let i = 0; i < raysPerSide; i++) {
    for (let j = 0; j < raysPerSide; j++) {
      const ray = camera.ray(u + (i + 0.5) / raysPerSide - 0.5, v + (j + 0.5) / raysPerSide - 0.5);
      const colour = surface(camera.pose.position, ray);
      y += colour[0];
      b += colour[1];
      r += colour[2];
    }
  }
  const n = raysPerSide * raysPerSide;
  return [y / n, b / n, r / n];
}

const paving = [0x8f8c84, 0x96938a, 0x8a877f, 0x929087].map(colourOf);
const joint = colourOf(0x6f6d67);
const warning = colourOf(0xc9a227);
const edgeLine = colourOf(0xd6d3ca);
const coping = colourOf(0x7b7872);
const ballast = colourOf(0x5a544d);
const rail = colourOf(0x9b938a);
const sleeper = colourOf(0x47423d);
const arrow = colourOf(0xb8b5ab);
const deckPlates = [0x747a7d, 0x7a8083, 0x70767a].map(colourOf);
const railing = colourOf(0x3f5a66);

/** The level of the rails below a platform, m. */
const railLevelM = -1.05;

/** Platforms: tiles up to the edge, then the track bed a metre lower. */
export function platformSurface(plan: PlatformPlan): Surface {
  const arrowAt = [plan.stairs.up[0] - 4.6, plan.stairs.up[1]] as const;
  return (origin, ray) => {
    const [x, y] = meet(origin, ray, 0);
    if (y < plan.edgeY) return platformColour(x, y - plan.edgeY, x - arrowAt[0], y - arrowAt[1]);
    const [tx, ty] = meet(origin, ray, railLevelM);
    return trackColour(tx, ty - plan.edgeY);
  };
}

function platformColour(x: number, fromEdge: number, arrowX: number, arrowY: number): Colour {
  const grain = noise(x * 30, fromEdge * 30) * 0.05 + noise(x * 1.3, fromEdge * 1.3) * 0.08;
  if (fromEdge > -0.12) return shaded(edgeLine, 0.95 + grain);
  if (fromEdge > -0.5) return shaded(coping, 1 + grain);
  if (fromEdge > -0.95) {
    const blister = fraction(x / 0.1) < 0.55 && fraction(fromEdge / 0.1) < 0.55 ? 1.08 : 0.94;
    return shaded(warning, blister + grain);
  }
  if (isArrow(arrowX, arrowY)) return shaded(arrow, 0.95 + grain);
  if (fraction(x / 0.6) < 0.03 || fraction(fromEdge / 0.6) < 0.03) return shaded(joint, 1 + grain);
  return shaded(tileOf(paving, Math.floor(x / 0.6), Math.floor(fromEdge / 0.6)), 0.97 + grain);
}

/** An arrow on the floor that points to the stairs (+x). */
function isArrow(x: number, y: number): boolean {
  if (x > -0.7 && x < 0.1) return Math.abs(y) < 0.09;
  return x >= 0.1 && x < 0.6 && Math.abs(y) < (0.6 - x) * 0.6;
}

function trackColour(x: number, fromEdge: number): Colour {
  const grain = 0.85 + noise(x * 14, fromEdge * 14) * 0.4;
  const [near, far] = [fromEdge - 1.0, fromEdge - 2.68];
  if (Math.abs(near) < 0.05 || Math.abs(far) < 0.05) return shaded(rail, 1);
  if (fromEdge > 0.5 && fromEdge < 3.2 && fraction(x / 0.65) < 0.36) return shaded(sleeper, grain);
  return shaded(ballast, grain);
}

/** The level of the tracks or the water below a footbridge, m. */
const belowDeckM = -7;
const railingHeightM = 1.15;

/** Tracks from above, across the footbridge. */
export function tracksBelow(x: number, y: number): Colour {
  return shaded(trackColour(y, 4 * fraction(x / 4.5)), 0.6);
}

/** The footbridge: steel plates between two railings; beyond them what lies far below. */
export function deckSurface(minX: number, maxX: number, below: (x: number, y: number) => Colour): Surface {
  return (origin, ray) => {
    for (const x of [minX, maxX]) {
      const [y, z] = meetSide(origin, ray, x);
      if (z > 0 && z < railingHeightM && isRailing(y, z)) return railing;
    }
    const [x, y] = meet(origin, ray, 0);
    if (x > minX && x < maxX) return deckColour(x, y, (minX + maxX) / 2);
    return below(...meet(origin, ray, belowDeckM));
  };
}

function isRailing(y: number, z: number): boolean {
  return z > railingHeightM - 0.07 || Math.abs(z - 0.15) < 0.025 || fraction(y / 0.16) < 0.2 || fraction(y / 2) < 0.04;
}

function deckColour(x: number, y: number, middleX: number): Colour {
  const grain = noise(x * 26, y * 26) * 0.06 + noise(x * 0.9, y * 0.9) * 0.08;
  if (Math.abs(x - middleX) < 0.05 && fraction(y / 1.2) < 0.6) return shaded(edgeLine, 0.95);
  if (fraction(y / 1.5) < 0.02 || fraction(x / 1.5) < 0.015) return shaded(joint, 0.85);
  return shaded(tileOf(deckPlates, Math.floor(x / 1.5), Math.floor(y / 1.5)), 0.97 + grain);
}
