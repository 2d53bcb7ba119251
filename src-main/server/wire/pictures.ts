/** Frames → JPEG, and tracks → the boxes drawn over a live picture. A frame or a track list that several viewers want is made once. */
import sharp from 'sharp';
import type { LiveServerMessage } from '../../../src-contract/api/sockets.ts';
import type { Frame } from '../../../src-contract/domain/frame.ts';
import type { TrackedFrame } from '../../../src-contract/domain/track.ts';
import { isoTime, known, unit } from './figures.ts';

export type EncodeJpeg = (frame: Frame) => Promise<Uint8Array>;

/** Encodes each frame at most once, however many ask for it; the weak map lets frames go. */
export function createJpegEncoder(): EncodeJpeg {
  const encoded = new WeakMap<Frame, Promise<Uint8Array>>();
  return (frame) => {
    const before = encoded.get(frame);
    if (before !== undefined) return before;
    const raw = { width: frame.width, height: frame.height, channels: 3 } as const;
    const jpeg = sharp(frame.rgb, { raw }).jpeg({ quality: 82 }).toBuffer();
    encoded.set(frame, jpeg);
    return jpeg;
  };
}

export function createOverlayEncoder(): (frame: TrackedFrame) => Buffer {
  const encoded = new WeakMap<TrackedFrame, Buffer>();
  return (frame) => {
    const text = encoded.get(frame) ?? Buffer.from(JSON.stringify(overlayMessage(frame)));
    encoded.set(frame, text);
    return text;
  };
}

/** Only confirmed tracks: the others are often nothing, and boxes that flicker teach people to ignore boxes. */
function overlayMessage(frame: TrackedFrame): LiveServerMessage {
  const tracks = frame.tracks.filter((track) => track.confirmed);
  return {
    type: 'overlay',
    timestamp: isoTime(frame.atMs),
    tracks: tracks.map(({ id, box, score, missedFrames }) => ({
      id,
      box: [known(box[0]), known(box[1]), known(box[2]), known(box[3])],
      score: unit(score),
      predicted: missedFrames > 0,
    })),
  };
}
