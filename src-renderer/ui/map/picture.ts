/** A square picture for the map, drawn rather than loaded. */

/** Pixels of a picture to one of the page. */
export const imageRatio = 2;

export type Draw = (context: OffscreenCanvasRenderingContext2D) => void;

export function picture(sizePx: number, draw: Draw): ImageData {
  const context = new OffscreenCanvas(sizePx, sizePx).getContext('2d');
  if (context === null) return new ImageData(sizePx, sizePx);
  draw(context);
  return context.getImageData(0, 0, sizePx, sizePx);
}
