/** The corner text that recorders burn into pictures: which camera, and what time. A 5 × 7 dot font of what that needs. */
import type { Picture } from './picture.ts';

/** Seven rows a sign, five dots a row, the leftmost dot in the highest bit. */
const font: Readonly<Record<string, readonly number[]>> = {
  '0': [14, 17, 19, 21, 25, 17, 14],
  '1': [4, 12, 4, 4, 4, 4, 14],
  '2': [14, 17, 1, 2, 4, 8, 31],
  '3': [31, 2, 4, 2, 1, 17, 14],
  '4': [2, 6, 10, 18, 31, 2, 2],
  '5': [31, 16, 30, 1, 1, 17, 14],
  '6': [6, 8, 16, 30, 17, 17, 14],
  '7': [31, 1, 2, 4, 8, 8, 8],
  '8': [14, 17, 17, 14, 17, 17, 14],
  '9': [14, 17, 17, 15, 1, 2, 12],
  ':': [0, 4, 4, 0, 4, 4, 0],
  A: [14, 17, 17, 31, 17, 17, 17],
  B: [30, 17, 17, 30, 17, 17, 30],
  D: [30, 17, 17, 17, 17, 17, 30],
  E: [31, 16, 16, 30, 16, 16, 31],
  F: [31, 16, 16, 30, 16, 16, 16],
  G: [14, 17, 16, 23, 17, 17, 15],
  I: [14, 4, 4, 4, 4, 4, 14],
  O: [14, 17, 17, 17, 17, 17, 14],
  P: [30, 17, 17, 30, 16, 16, 16],
  R: [30, 17, 17, 30, 20, 18, 17],
  S: [15, 16, 16, 14, 1, 1, 30],
  T: [31, 4, 4, 4, 4, 4, 4],
  W: [17, 17, 17, 21, 21, 21, 10],
};

const dotPx = 1;
const white = 225;
const black = 24;

/** Top left corner at (x, y) px; unknown signs are spaces. */
export function drawCaption(picture: Picture, text: string, x: number, y: number): void {
  for (const [i, sign] of [...text].entries()) {
    const rows = font[sign];
    if (rows !== undefined) drawSign(picture, rows, x + i * 6 * dotPx, y);
  }
}

/** Light dots with a dark dot below and to the right, so that they read on any ground. */
function drawSign({ luma, width }: Picture, rows: readonly number[], x: number, y: number): void {
  for (const [value, offset] of [
    [black, 1],
    [white, 0],
  ] as const) {
    for (const [row, bits] of rows.entries()) {
      for (let column = 0; column < 5; column++) {
        if (((bits >> (4 - column)) & 1) === 1) luma[(y + row + offset) * width + x + column + offset] = value;
      }
    }
  }
}
