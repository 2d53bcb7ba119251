/**
 * The one shape that people are drawn of: a tapered capsule (two circles and the skin between them), lit as a round body, with
 * soft edges. In: circles in px. Out: pixels in the picture. This is the twin's hot loop: plain numbers, no objects.
 */
import type { Colour, Picture } from './picture.ts';

/** Direction of the light in the picture: from above and left, towards the camera. Unit length. */
const [lightX, lightY, lightZ] = [-0.46, -0.55, 0.697];
const [ambient, diffuse] = [0.6, 0.52];

/** Circles (ax, ay, ra) and (bx, by, rb), px. */
export function drawCapsule(
  picture: Picture,
  [ax, ay, ra]: readonly [number, number, number],
  [bx, by, rb]: readonly [number, number, number],
  colour: Colour,
): void {
  const { width, height, luma, cb, cr } = picture;
  const x0 = Math.max(0, Math.floor(Math.min(ax - ra, bx - rb) - 0.5));
  const x1 = Math.min(width - 1, Math.ceil(Math.max(ax + ra, bx + rb) + 0.5));
  const y0 = Math.max(0, Math.floor(Math.min(ay - ra, by - rb) - 0.5));
  const y1 = Math.min(height - 1, Math.ceil(Math.max(ay + ra, by + rb) + 0.5));
  const [ux, uy] = [bx - ax, by - ay];
  const perLength2 = 1 / Math.max(1e-6, ux * ux + uy * uy);
  const [colourY, colourCb, colourCr] = colour;
  const halfWidth = width >> 1;
  for (let y = y0; y <= y1; y++) {
    const ey = y - ay;
    for (let x = x0; x <= x1; x++) {
      const ex = x - ax;
      const along = Math.min(1, Math.max(0, (ex * ux + ey * uy) * perLength2));
      const r = ra + along * (rb - ra);
      const [qx, qy] = [ex - along * ux, ey - along * uy];
      const distance2 = qx * qx + qy * qy;
      const outer = r + 0.5;
      if (distance2 >= outer * outer) continue;
      const inner = r - 0.5;
      const cover = inner > 0 && distance2 <= inner * inner ? 1 : Math.min(1, outer - Math.sqrt(distance2));
      const across2 = Math.min(1, distance2 / (r * r));
      const lit = (qx * lightX + qy * lightY) / r + Math.sqrt(1 - across2) * lightZ;
      const value = 16 + (colourY - 16) * (ambient + diffuse * (lit > 0 ? lit : 0));
      const at = y * width + x;
      const under = luma[at] ?? 0;
      luma[at] = under + (value - under) * cover;
      if (((x | y) & 1) === 0) {
        const half = (y >> 1) * halfWidth + (x >> 1);
        const [underCb, underCr] = [cb[half] ?? 0, cr[half] ?? 0];
        cb[half] = underCb + (colourCb - underCb) * cover;
        cr[half] = underCr + (colourCr - underCr) * cover;
      }
    }
  }
}

/** A soft dark patch: an ellipse on the picture, px; `depth` 0..1 is how dark its middle is. */
export function drawShadow(picture: Picture, x: number, y: number, radiusX: number, radiusY: number, depth: number): void {
  const { width, height, luma } = picture;
  const x0 = Math.max(0, Math.floor(x - radiusX));
  const x1 = Math.min(width - 1, Math.ceil(x + radiusX));
  const y0 = Math.max(0, Math.floor(y - radiusY));
  const y1 = Math.min(height - 1, Math.ceil(y + radiusY));
  for (let py = y0; py <= y1; py++) {
    const ey = (py - y) / radiusY;
    for (let px = x0; px <= x1; px++) {
      const ex = (px - x) / radiusX;
      const inside = 1 - ex * ex - ey * ey;
      if (inside <= 0) continue;
      const at = py * width + px;
      const under = luma[at] ?? 0;
      luma[at] = 16 + (under - 16) * (1 - depth * inside);
    }
  }
}
