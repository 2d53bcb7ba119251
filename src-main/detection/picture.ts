/** A picture before a model and how it is laid into the model's input; shared by what prepares it and what decodes the answer. */

/** rgb: Uint8Array [height * width * 3], R G B, row-major. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
}

/** The colour planes of an input, each [inputHeight * inputWidth]. */
export interface Planes {
  readonly red: Float32Array;
  readonly green: Float32Array;
  readonly blue: Float32Array;
}

/** How the picture is laid into the input tensor, float32 [1, 3, height, width]. */
export interface PictureFormat {
  readonly colour: 'rgb' | 'bgr';
  readonly scale: '0-255' | '0-1';
  readonly letterbox: 'top-left' | 'centre' | 'stretch';
  /** Grey value 0..255 around the picture. */
  readonly pad: number;
}
