/** The patterns of the bands and the flow arrow, drawn once a theme: bands are told apart without their colour. */
import { type Draw, imageRatio, picture } from './picture.ts';

export interface MapColours {
  readonly page: string;
  readonly line: string;
  readonly lineStrong: string;
  readonly text: string;
  readonly text2: string;
  readonly accent: string;
  readonly hatch: string;
  readonly surface: string;
  readonly surface3: string;
  readonly bands: Readonly<Record<string, string>>;
}

export function readColours(element: Element): MapColours {
  const style = getComputedStyle(element);
  const token = (name: string) => style.getPropertyValue(name).trim();
  return {
    page: token('--page'),
    line: token('--line'),
    lineStrong: token('--line-strong'),
    text: token('--text'),
    text2: token('--text-2'),
    accent: token('--accent'),
    hatch: token('--hatch'),
    surface: token('--surface'),
    surface3: token('--surface-3'),
    bands: {
      unknown: token('--band-unknown'),
      green: token('--band-green'),
      amber: token('--band-amber'),
      orange: token('--band-orange'),
      red: token('--band-red'),
      black: token('--band-black'),
    },
  };
}

const tile = 16 * imageRatio;

/** Name → pixels. `hatch-*` tile without a seam. */
export function mapImages(colours: MapColours): ReadonlyMap<string, ImageData> {
  const { bands } = colours;
  return new Map([
    ['hatch-unknown', pattern((c) => diagonals(c, colours.hatch, 2.5, [0]))],
    ['hatch-amber', pattern((c) => dots(c, bands['amber'] ?? ''))],
    ['hatch-orange', pattern((c) => diagonals(c, bands['orange'] ?? '', 3, [0]))],
    ['hatch-red', pattern((c) => crossed(c, bands['red'] ?? '', 3))],
    ['hatch-black', pattern((c) => crossed(c, bands['red'] ?? '', 6))],
    ['flow-arrow', arrow(colours.text, colours.page)],
  ]);
}

function pattern(draw: Draw): ImageData {
  return picture(tile, draw);
}

function diagonals(context: OffscreenCanvasRenderingContext2D, colour: string, width: number, offsets: readonly number[]): void {
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.beginPath();
  for (const offset of offsets) {
    for (const shift of [-tile, 0, tile]) {
      context.moveTo(shift + offset - 4, tile + 4);
      context.lineTo(shift + offset + tile + 4, -4);
    }
  }
  context.stroke();
}

function crossed(context: OffscreenCanvasRenderingContext2D, colour: string, width: number): void {
  diagonals(context, colour, width, [0]);
  context.scale(-1, 1);
  context.translate(-tile, 0);
  diagonals(context, colour, width, [0]);
}

function dots(context: OffscreenCanvasRenderingContext2D, colour: string): void {
  context.fillStyle = colour;
  for (const [x, y] of [
    [tile / 4, tile / 4],
    [(tile * 3) / 4, (tile * 3) / 4],
  ] as const) {
    context.beginPath();
    context.arc(x, y, 3, 0, Math.PI * 2);
    context.fill();
  }
}

/** Points up; the map turns it. */
function arrow(colour: string, halo: string): ImageData {
  return picture(64, (context) => {
    const path = new Path2D('M32 6 50 28H38v28H26V28H14Z');
    context.lineJoin = 'round';
    context.strokeStyle = halo;
    context.lineWidth = 7;
    context.stroke(path);
    context.fillStyle = colour;
    context.fill(path);
  });
}
