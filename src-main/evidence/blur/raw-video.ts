/**
 * Raw video between two ffmpegs (YUV4MPEG2, 4:2:0): each frame passes through here and may be changed. In: the bytes of one. Out: the
 * same for the other, frame by frame, with the time of each.
 */
import type { Readable } from 'node:stream';
import type { Plane } from './mosaic.ts';

export interface RawFrame {
  readonly atS: number;
  /** Y, U, V; changed in place. */
  readonly planes: readonly Plane[];
}

interface Shape {
  readonly width: number;
  readonly height: number;
  readonly framesPerS: number;
}

const frameHead = 'FRAME';

export async function* changedFrames(video: Readable, change: (frame: RawFrame) => void): AsyncGenerator<Buffer> {
  let waiting: Buffer = Buffer.alloc(0);
  let shape: Shape | null = null;
  let frame = 0;
  for await (const chunk of video as AsyncIterable<Buffer>) {
    waiting = waiting.length === 0 ? chunk : Buffer.concat([waiting, chunk]);
    for (;;) {
      const lineEnd = waiting.indexOf(10);
      if (lineEnd < 0) break;
      const line = waiting.toString('latin1', 0, lineEnd);
      if (shape === null) {
        shape = shapeOf(line);
        yield waiting.subarray(0, lineEnd + 1);
        waiting = waiting.subarray(lineEnd + 1);
        continue;
      }
      if (!line.startsWith(frameHead)) throw new Error('the raw video is out of step');
      const end = lineEnd + 1 + bytesOf(shape);
      if (waiting.length < end) break;
      const whole = Buffer.from(waiting.subarray(0, end));
      change({ atS: frame / shape.framesPerS, planes: planesOf(shape, whole.subarray(lineEnd + 1)) });
      frame += 1;
      yield whole;
      waiting = waiting.subarray(end);
    }
  }
  if (frame === 0) throw new Error('it holds no picture that can be read');
}

function shapeOf(line: string): Shape {
  const field = (letter: string): string => new RegExp(` ${letter}(\\S+)`).exec(line)?.[1] ?? '';
  const [frames = 0, seconds = 1] = field('F').split(':').map(Number);
  const shape = { width: Number(field('W')), height: Number(field('H')), framesPerS: frames / seconds };
  if (!line.startsWith('YUV4MPEG2') || !(shape.width > 0 && shape.height > 0 && shape.framesPerS > 0))
    throw new Error('ffmpeg gave no raw video');
  return shape;
}

function bytesOf({ width, height }: Shape): number {
  return width * height + 2 * Math.ceil(width / 2) * Math.ceil(height / 2);
}

function planesOf({ width, height }: Shape, samples: Buffer): Plane[] {
  const [halfWidth, halfHeight] = [Math.ceil(width / 2), Math.ceil(height / 2)];
  const [luma, chroma] = [width * height, halfWidth * halfHeight];
  const half = { width: halfWidth, height: halfHeight, channels: 1 };
  return [
    { width, height, channels: 1, samples: samples.subarray(0, luma) },
    { ...half, samples: samples.subarray(luma, luma + chroma) },
    { ...half, samples: samples.subarray(luma + chroma, luma + 2 * chroma) },
  ];
}
