/** Every layout that the product can read, by the name that a card uses. */
import { detr } from './detr.ts';
import { endToEnd } from './end-to-end.ts';
import type { Layout, LayoutName } from './layout.ts';
import { yolov5 } from './yolov5.ts';
import { yolov8 } from './yolov8.ts';
import { yolox } from './yolox.ts';

export const layouts = { yolox, yolov5, yolov8, 'end-to-end': endToEnd, detr } satisfies Record<LayoutName, Layout>;
