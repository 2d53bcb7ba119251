/**
 * The picture that a twin camera draws: planar YCbCr 4:2:0, as the encoder takes it, so that nothing is converted on the way.
 * BT.601, limited range: what players assume of a small picture that says nothing.
 */

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** Uint8Array [width * height * 3 / 2]: all of Y, then Cb, then Cr, the last two at half width and height. */
  readonly bytes: Uint8Array;
  /** Views into `bytes`. */
  readonly luma: Uint8Array;
  readonly cb: Uint8Array;
  readonly cr: Uint8Array;
}

/** Y 16..235, Cb and Cr 16..240. */
export type Colour = readonly [y: number, cb: number, cr: number];

/** Width and height are even. */
export function createPicture(width: number, height: number): Picture {
  const size = width * height;
  const bytes = new Uint8Array((size * 3) / 2);
  return {
    width,
    height,
    bytes,
    luma: bytes.subarray(0, size),
    cb: bytes.subarray(size, (size * 5) / 4),
    cr: bytes.subarray((size * 5) / 4),
  };
}

/** 0xRRGGBB to BT.601 limited range. */
export function colourOf(rgb: number): Colour {
  const [r, g, b] = [(rgb >> 16) & 255, (rgb >> 8) & 255, rgb & 255];
  return [
    16 + (65.738 * r + 129.057 * g + 25.064 * b) / 256,
    128 + (-37.945 * r - 74.494 * g + 112.439 * b) / 256,
    128 + (112.439 * r - 94.154 * g - 18.285 * b) / 256,
  ];
}

/** The same hue and saturation, lighter or darker. */
export function shaded([y, cb, cr]: Colour, factor: number): Colour {
  const chroma = Math.min(1, factor);
  return [16 + (y - 16) * factor, 128 + (cb - 128) * chroma, 128 + (cr - 128) * chroma];
}
