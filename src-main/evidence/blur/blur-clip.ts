/**
 * A clip or a picture → a copy in which nobody is to be recognised: looked at five times a second for faces and heads, then written anew
 * with those hidden. In: the file, and who finds people in a picture. Out: an H.264 MP4, or a JPEG. Where nobody could look the whole
 * picture is hidden: it never fails open.
 */
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import sharp from 'sharp';
import { runFfmpeg } from './ffmpeg-run.ts';
import { type HiddenPart, hiddenAt, hiddenIn, hiddenParts, type Look, looksPerS, type PictureFind } from './hidden-parts.ts';
import { hideParts } from './mosaic.ts';
import { changedFrames } from './raw-video.ts';

/** Null when the picture could not be looked at. */
export type FindPeople = (jpeg: Buffer) => Promise<PictureFind | null>;

export interface BlurTools {
  readonly ffmpegPath: string;
  readonly find: FindPeople;
}

export interface BlurJob {
  readonly from: string;
  readonly to: string;
  readonly framesPerS: number;
  /** ffmpeg filters that blacken what the camera's masks hide now. */
  readonly masks: readonly string[];
  readonly signal: AbortSignal;
}

export interface Blurred {
  readonly looks: number;
  /** Looks that failed: there all of the picture is hidden. */
  readonly blind: number;
  readonly parts: number;
}

/** Said where a copy is refused because nobody could look. */
export const nothingFinds =
  'Faces can’t be hidden: no model for faces or persons is at hand. Put one into the models folder, or have an administrator state a purpose.';

const lookWidthPx = 960;
const copyWidthPx = 1920;

export async function blurClip({ ffmpegPath, find }: BlurTools, job: BlurJob): Promise<Blurred> {
  const looks = await lookThrough(ffmpegPath, find, job);
  const parts = hiddenParts(looks);
  await writeCopy(ffmpegPath, job, parts);
  return { looks: looks.length, blind: looks.filter(({ found }) => found === null).length, parts: parts.length };
}

async function lookThrough(ffmpegPath: string, find: FindPeople, { from, signal }: BlurJob): Promise<Look[]> {
  const filters = `fps=${looksPerS},scale=w='min(${lookWidthPx},iw)':h=-2`;
  const pictures = ['-nostdin', '-i', from, '-an', '-vf', filters, '-c:v', 'mjpeg', '-q:v', '3', '-f', 'image2pipe', 'pipe:1'];
  const run = runFfmpeg(ffmpegPath, pictures, signal);
  const looks: Look[] = [];
  for await (const jpeg of jpegsIn(run.output)) {
    const { width = 16, height = 9 } = await sharp(jpeg).metadata();
    looks.push({ atS: looks.length / looksPerS, found: await find(jpeg), aspect: width / height });
    signal.throwIfAborted();
  }
  await run.ended;
  return looks;
}

async function writeCopy(ffmpegPath: string, job: BlurJob, parts: readonly HiddenPart[]): Promise<void> {
  const { from, to, framesPerS, masks, signal } = job;
  const filters = [`fps=${framesPerS}`, `scale=w='min(${copyWidthPx},iw)':h=-2`, ...masks, 'format=yuv420p'].join(',');
  const raw = runFfmpeg(ffmpegPath, ['-nostdin', '-i', from, '-an', '-vf', filters, '-f', 'yuv4mpegpipe', 'pipe:1'], signal);
  const encoder = ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '23', '-pix_fmt', 'yuv420p', '-threads', '1'];
  const written = ['-f', 'yuv4mpegpipe', '-i', 'pipe:0', ...encoder, '-movflags', '+faststart', '-f', 'mp4', '-y', to];
  const out = runFfmpeg(ffmpegPath, written, signal);
  const hide = changedFrames(raw.output, ({ atS, planes }) => {
    const boxes = hiddenAt(parts, atS);
    for (const plane of planes) hideParts(plane, boxes);
  });
  for await (const bytes of hide) if (!out.input.write(bytes)) await Promise.race([once(out.input, 'drain'), out.ended]);
  out.input.end();
  await raw.ended;
  await out.ended;
}

/** A JPEG picture with the same done to it. */
export async function blurPicture({ find }: Pick<BlurTools, 'find'>, jpeg: Buffer): Promise<Buffer> {
  const { data, info } = await sharp(jpeg).toColourspace('srgb').removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const boxes = hiddenIn({ found: await find(jpeg), aspect: width / height });
  hideParts({ width, height, channels, samples: data }, boxes);
  return sharp(data, { raw: { width, height, channels } }).jpeg({ quality: 85 }).toBuffer();
}

/** One picture of a clip; throws when it has none there. */
export async function stillOf(
  ffmpegPath: string,
  { from, atS, widthPx }: { from: string; atS: number; widthPx: number },
): Promise<Buffer> {
  const scale = `scale=w='min(${widthPx},iw)':h=-2`;
  const args = [
    '-nostdin',
    '-ss',
    atS.toFixed(3),
    '-i',
    from,
    '-frames:v',
    '1',
    '-vf',
    scale,
    '-q:v',
    '4',
    '-c:v',
    'mjpeg',
    '-f',
    'image2pipe',
    'pipe:1',
  ];
  const run = runFfmpeg(ffmpegPath, args, AbortSignal.timeout(20_000));
  const jpeg = await buffer(run.output);
  await run.ended;
  if (jpeg.length === 0) throw new Error('the clip has no picture at that time');
  return jpeg;
}

/** Cuts a stream of JPEGs at their ends: inside one, the byte FF is always followed by another than D9. */
async function* jpegsIn(stream: Readable): AsyncGenerator<Buffer> {
  let waiting: Buffer = Buffer.alloc(0);
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    // The mark may lie across two chunks.
    let from = Math.max(0, waiting.length - 1);
    waiting = Buffer.concat([waiting, chunk]);
    for (let end = waiting.indexOf(endOfJpeg, from); end >= 0; end = waiting.indexOf(endOfJpeg, from)) {
      yield waiting.subarray(0, end + 2);
      waiting = waiting.subarray(end + 2);
      from = 0;
    }
  }
}
const endOfJpeg = Buffer.from([0xff, 0xd9]);
