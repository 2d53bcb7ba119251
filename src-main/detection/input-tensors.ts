/**
 * Input tensors of one model, kept by shape: a picture and where it lies go in, a tensor filled with it comes out, which holds until
 * the next picture of that shape.
 */
import { Tensor } from 'onnxruntime-node';
import { channelCount, type InputKind, type Picture, type PictureFormat } from './picture.ts';
import { fillPixels } from './pixel-rows.ts';
import type { Placement } from './placement.ts';
import { fillPadding, fillPicture } from './preprocess.ts';

/** Shapes whose buffers are kept; cameras of one site have few. */
const mostShapes = 8;

type Input =
  | { readonly kind: 'planes'; readonly data: Float32Array; readonly tensor: Tensor }
  | { readonly kind: 'pixels'; readonly data: Uint8Array; readonly tensor: Tensor };

/** All zero. */
export function blankInput(kind: InputKind, channels: 1 | 3, width: number, height: number): Input {
  const length = channels * width * height;
  if (kind === 'pixels') {
    const data = new Uint8Array(length);
    return { kind, data, tensor: new Tensor('uint8', data, [1, height, width, channels]) };
  }
  const data = new Float32Array(length);
  return { kind, data, tensor: new Tensor('float32', data, [1, channels, height, width]) };
}

/** Padding is written again only when another placement had the buffer before. */
export function createInputTensors(
  format: PictureFormat,
  kind: InputKind,
): { fill(picture: Picture, placement: Placement): Tensor } {
  const kept = new Map<string, { readonly input: Input; padding: string }>();
  return {
    fill(picture, placement) {
      const { inputWidth, inputHeight, left, top, width, height } = placement;
      const shape = `${inputWidth}x${inputHeight}`;
      let place = kept.get(shape);
      if (place === undefined) {
        if (kept.size === mostShapes) kept.clear();
        place = { input: blankInput(kind, channelCount(format), inputWidth, inputHeight), padding: '' };
        kept.set(shape, place);
      }
      const padding = `${left},${top},${width},${height}`;
      const isPadded = place.padding === padding;
      place.padding = padding;
      const { input } = place;
      if (input.kind === 'pixels') {
        if (!isPadded) input.data.fill(format.pad);
        fillPixels(input.data, picture, placement, format);
      } else {
        if (!isPadded) fillPadding(input.data, format);
        fillPicture(input.data, picture, placement, format);
      }
      return input.tensor;
    },
  };
}
