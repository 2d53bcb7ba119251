/** `--normalise`: how grey values 0..255 become a model's input. */
import type { ChannelValues, PixelScale } from '../../detection/picture.ts';

/** `0-255`, `0-1`, or MEAN/STD of values 0..255, one number or three (R,G,B) each: `127/128`. Throws with what is allowed. */
export function parseNormalisation(text: string): PixelScale {
  if (text === '0-255' || text === '0-1') return text;
  const [mean, std, ...rest] = text.split('/').map(parseValues);
  if (mean === undefined || std === undefined || mean === null || std === null || rest.length > 0) {
    throw new Error(
      `--normalise is "${text}"; allowed: 0-255, 0-1, or MEAN/STD in grey values, as 127/128 or 124,116,104/58,57,57`,
    );
  }
  return { mean, std };
}

function parseValues(text: string): ChannelValues | null {
  const values = text.split(',').map(Number);
  if (!values.every(Number.isFinite)) return null;
  const [a, b, c] = values;
  if (a !== undefined && values.length === 1) return a;
  return a !== undefined && b !== undefined && c !== undefined && values.length === 3 ? [a, b, c] : null;
}
