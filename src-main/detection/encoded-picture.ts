/**
 * One JPEG or PNG file from anywhere → a small RGB picture for a model. In: bytes that nobody has looked at. Out: the picture with the
 * size that it was sent in, or a refusal that says what to do. What can't be read, or would grow too large, costs its header alone.
 */
import sharp, { type Sharp } from 'sharp';
import type { PictureFault } from '../../src-contract/domain/frame-analysis.ts';
import { errorText } from '../errors.ts';
import type { Picture } from './picture.ts';

export interface Refusal {
  readonly kind: 'refused';
  readonly code: PictureFault;
  readonly message: string;
}

export type DecodedPicture = {
  readonly kind: 'decoded';
  readonly picture: Picture;
  /** As sent, px. */
  readonly width: number;
  readonly height: number;
};

/** 40 megapixels, more than any camera of a station has. A progressive JPEG of that size takes some 240 MB while it is decoded. */
export const mostPixels = 40_000_000;
/** What person models of any size were trained at; a larger picture would only take longer. */
const longSidePx = 640;
const decodeLimitS = 10;
const signatures = { jpeg: [0xff, 0xd8, 0xff], png: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] };

/** Only these two: every further decoder (SVG above all) would be a door of its own. */
export function isJpegOrPng(encoded: Uint8Array): boolean {
  return Object.values(signatures).some((signature) => signature.every((byte, i) => encoded[i] === byte));
}

export function refusal(code: PictureFault, message: string): Refusal {
  return { kind: 'refused', code, message };
}

/** Decodes one picture at a time, whoever asks, so that large ones can't add up; and on one thread, beside the cameras' work. */
export function createPictureDecoder(): (encoded: Uint8Array) => Promise<DecodedPicture | Refusal> {
  sharp.concurrency(1);
  sharp.cache(false);
  let last: Promise<unknown> = Promise.resolve();
  return (encoded) => {
    const decoding = last.then(() => decode(encoded));
    last = decoding;
    return decoding;
  };
}

/** Never rejects. */
async function decode(encoded: Uint8Array): Promise<DecodedPicture | Refusal> {
  try {
    const { width, height } = await sharp(encoded, { limitInputPixels: false }).metadata();
    if (width * height > mostPixels) {
      return refusal(
        'FRAME_TOO_LARGE',
        `The picture has ${width} × ${height} pixels; send at most ${mostPixels / 1e6} megapixels.`,
      );
    }
    const { data, info } = await small(encoded).raw().toBuffer({ resolveWithObject: true });
    if (info.channels !== 3) throw new Error(`it has ${info.channels} colour channels`);
    // A copy, because memory that sharp made can't be handed to a worker.
    const picture = { width: info.width, height: info.height, rgb: new Uint8Array(data) };
    return { kind: 'decoded', picture, width, height };
  } catch (error) {
    const reason = errorText(error).split('\n')[0]?.slice(0, 200) ?? '';
    return refusal(
      'INVALID_FRAME',
      `The picture can't be read: it is broken or cut short (${reason}). Send a whole JPEG or PNG.`,
    );
  }
}

/** `error`: a picture that is cut short fails, stray bytes between two markers, as some cameras write, don't. No orientation is applied. */
function small(encoded: Uint8Array): Sharp {
  return sharp(encoded, { limitInputPixels: mostPixels, failOn: 'error', sequentialRead: true })
    .timeout({ seconds: decodeLimitS })
    .resize({ width: longSidePx, height: longSidePx, fit: 'inside', withoutEnlargement: true })
    .removeAlpha()
    .toColourspace('srgb');
}
