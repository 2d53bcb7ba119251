/** A text as a QR code: one SVG path over its dark modules, a unit a module, with the quiet zone that scanners want around it. Pure. */
import { create } from 'qrcode';

/** Modules; ISO/IEC 18004 asks for 4. */
const quietZone = 4;

export interface QrPath {
  /** Side of the whole picture in modules, quiet zone included. */
  readonly side: number;
  readonly path: string;
}

/** Correction level M: a scratch or a reflection on the screen may hide 15 %. */
export function qrPath(text: string): QrPath {
  const { size, data } = create(text, { errorCorrectionLevel: 'M' }).modules;
  const runs: string[] = [];
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const start = x;
      while (x < size && data[y * size + x] === 1) x += 1;
      if (x > start) runs.push(`M${start + quietZone} ${y + quietZone}h${x - start}v1h${start - x}z`);
    }
  }
  return { side: size + 2 * quietZone, path: runs.join('') };
}
