/**
 * What of a picture must not be recognised: faces that a face model found, and the head end of each person's box, whichever is known.
 * In: findings of pictures a fifth of a second apart. Out: boxes in fractions of the picture, each with the time that it is hidden. A
 * box is held before and after it was found, so that a look that missed somebody leaves nobody bare. Pure.
 */
import type { Box } from '../../../src-contract/domain/geometry-types.ts';

export interface PictureFind {
  readonly faces: readonly Box[];
  readonly bodies: readonly Box[];
}

export interface Look {
  readonly atS: number;
  /** Null: nobody could look, so all of the picture is hidden. */
  readonly found: PictureFind | null;
  /** Width over height. */
  readonly aspect: number;
}

export interface HiddenPart {
  readonly fromS: number;
  readonly toS: number;
  readonly box: Box;
}

/** Looks a second. */
export const looksPerS = 5;
/** Three looks either way: somebody who walks 1.5 m/s is a metre further, which the margins cover at a platform camera's distance. */
const holdS = 0.65;
/** Of the box's own size, on each side. */
const faceMargin = 0.3;
const headMargin = 0.15;
/** Height over width of a person who is seen whole, and of one of whom only head and shoulders are. */
const wholeShape = 2;
const bustShape = 1.2;
const headOfWhole = 0.3;
const headOfBust = 0.65;

export const wholePicture: Box = [0, 0, 1, 1];

export function hiddenIn({ found, aspect }: Pick<Look, 'found' | 'aspect'>): Box[] {
  if (found === null) return [wholePicture];
  const heads = found.bodies.map((body) => grown(headPart(body, aspect), headMargin));
  return [...found.faces.map((face) => grown(face, faceMargin)), ...heads];
}

export function hiddenParts(looks: readonly Look[]): HiddenPart[] {
  return looks.flatMap((look) => hiddenIn(look).map((box) => ({ fromS: look.atS - holdS, toS: look.atS + holdS, box })));
}

export function hiddenAt(parts: readonly HiddenPart[], atS: number): Box[] {
  return parts.filter(({ fromS, toS }) => fromS <= atS && atS <= toS).map(({ box }) => box);
}

/** The less of a person is in the box, the larger a share of it is the head. */
function headPart([x1, y1, x2, y2]: Box, aspect: number): Box {
  const shape = (y2 - y1) / Math.max(1e-6, (x2 - x1) * aspect);
  const share = Math.min(1, Math.max(0, (wholeShape - shape) / (wholeShape - bustShape)));
  return [x1, y1, x2, y1 + (y2 - y1) * (headOfWhole + (headOfBust - headOfWhole) * share)];
}

function grown([x1, y1, x2, y2]: Box, margin: number): Box {
  const [wide, high] = [(x2 - x1) * margin, (y2 - y1) * margin];
  return [Math.max(0, x1 - wide), Math.max(0, y1 - high), Math.min(1, x2 + wide), Math.min(1, y2 + high)];
}
