/** Boxes `[x1, y1, x2, y2]`, in any one unit: overlap, and where a person in a box stands. */
import type { Box, PicturePoint } from '../domain/geometry-types.ts';

export function boxArea([x1, y1, x2, y2]: Box): number {
  return Math.max(0, x2 - x1) * Math.max(0, y2 - y1);
}

/** Intersection over union, 0..1; 0 for boxes without area. */
export function boxIou(a: Box, b: Box): number {
  const width = Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
  const height = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
  if (width <= 0 || height <= 0) return 0;
  const shared = width * height;
  const union = boxArea(a) + boxArea(b) - shared;
  return union > 0 ? shared / union : 0;
}

/** Bottom centre: where an upright person's feet are. */
export function footPoint([x1, , x2, y2]: Box): PicturePoint {
  return [(x1 + x2) / 2, y2];
}
