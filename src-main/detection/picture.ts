/** A picture before a model and how it is laid into the model's input; shared by what prepares it and what decodes the answer. */

/** rgb: Uint8Array [height * width * 3], R G B, row-major. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
}

/** Of each channel in the order R, G, B, whatever the order of the planes; one number is for all of them. Grey values 0..255. */
export type ChannelValues = number | readonly [number, number, number];

/** What the values run over: as they are, over 255, or (value − mean) / std. */
export type PixelScale = '0-255' | '0-1' | { readonly mean: ChannelValues; readonly std: ChannelValues };

/**
 * What a model's input is: `planes`, float32 [1, 3, height, width] (gray: [1, 1, height, width]), or `pixels`, uint8 [1, height, width, 3],
 * which is what a picture is already.
 */
export type InputKind = 'planes' | 'pixels';

/** How the picture is laid into the input tensor. The scale is for planes: pixels are 0..255. */
export interface PictureFormat {
  readonly colour: 'rgb' | 'bgr' | 'gray';
  readonly scale: PixelScale;
  readonly letterbox: 'top-left' | 'centre' | 'stretch';
  /** Grey value 0..255 around the picture. */
  readonly pad: number;
}

export function channelCount({ colour }: Pick<PictureFormat, 'colour'>): 1 | 3 {
  return colour === 'gray' ? 1 : 3;
}
