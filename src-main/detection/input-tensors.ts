/**
 * Input tensors of one model, kept by shape: a picture and where it lies go in, a tensor filled with it comes out, which holds until
 * the next picture of that shape.
 */
import { Tensor } from 'onnxruntime-node';
import { channelCount, type Picture, type PictureFormat } from './picture.ts';
import type { Placement } from './placement.ts';
import { fillPadding, fillPicture } from './preprocess.ts';

/** Shapes whose buffers are kept; cameras of one site have few. */
const mostShapes = 8;

/** Padding is written again only when another placement had the buffer before. */
export function createInputTensors(format: PictureFormat): { fill(picture: Picture, placement: Placement): Tensor } {
  const channels = channelCount(format);
  const kept = new Map<string, { readonly data: Float32Array; readonly tensor: Tensor; padding: string }>();
  return {
    fill(picture, placement) {
      const { inputWidth, inputHeight, left, top, width, height } = placement;
      const shape = `${inputWidth}x${inputHeight}`;
      let input = kept.get(shape);
      if (input === undefined) {
        if (kept.size === mostShapes) kept.clear();
        const data = new Float32Array(channels * inputWidth * inputHeight);
        input = { data, tensor: new Tensor('float32', data, [1, channels, inputHeight, inputWidth]), padding: '' };
        kept.set(shape, input);
      }
      const padding = `${left},${top},${width},${height}`;
      if (input.padding !== padding) fillPadding(input.data, format);
      input.padding = padding;
      fillPicture(input.data, picture, placement, format);
      return input.tensor;
    },
  };
}
