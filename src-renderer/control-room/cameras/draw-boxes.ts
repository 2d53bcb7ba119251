/** Draws the boxes of the newest detection over a picture. In: tracks in fractions of the picture; out: pixels of the canvas. */
import type { LiveOverlay } from '../../client/live-picture.ts';

/** A box that is older than this is not where the person is. */
export const overlayShownMs = 1_200;

/** A white line with a dark halo is seen on any picture. */
const colours = { line: '#ffffff', halo: 'rgb(0 0 0 / 60%)' };

export function drawBoxes(context: CanvasRenderingContext2D, tracks: LiveOverlay['tracks']): void {
  const { width, height } = context.canvas;
  const unit = Math.max(1, width / 640);
  for (const { box, predicted } of tracks) {
    const [x1, y1, x2, y2] = box;
    const at = [x1 * width, y1 * height, (x2 - x1) * width, (y2 - y1) * height] as const;
    // Where the tracker only expects somebody, the line is broken.
    context.setLineDash(predicted ? [4 * unit, 3 * unit] : []);
    context.strokeStyle = colours.halo;
    context.lineWidth = 3 * unit;
    context.strokeRect(...at);
    context.strokeStyle = colours.line;
    context.lineWidth = 1.25 * unit;
    context.strokeRect(...at);
  }
}
