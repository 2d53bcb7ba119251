/** Every layout that the product can read, by the name that a card uses. */
import { density } from './density.ts';
import { detr } from './detr.ts';
import { endToEnd } from './end-to-end.ts';
import type { Layout, LayoutName } from './layout.ts';
import { ultraface } from './ultraface.ts';
import { yolov5 } from './yolov5.ts';
import { yolov8 } from './yolov8.ts';
import { yolox } from './yolox.ts';
import { yunet } from './yunet.ts';

export const layouts = { yolox, yolov5, yolov8, 'end-to-end': endToEnd, detr, ultraface, yunet, density } satisfies Record<
  LayoutName,
  Layout
>;

/** The same without the names' own types. */
export function layoutOf(name: LayoutName): Layout {
  return layouts[name];
}
