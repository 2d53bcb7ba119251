/**
 * The file of one clip while it is recorded. In: the stream's head and frames. Out: `<id>.mp4`, on the disk under that name only when it
 * is whole. The disk may be slow: what waits for it is bounded, and frames that find no room are counted. A disk that refuses ends the
 * file after its last whole frame; what was written stays.
 */
import { type FileHandle, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { errorText } from '../errors.ts';
import { hashFile, nameDurably } from './durable-file.ts';
import { fragmentTime, headOfLength, movedFragment, trackScale, wholePart } from './fmp4-file.ts';
import type { RingFrame } from './stream-ring.ts';

export interface FinishedFile {
  readonly bytes: number;
  readonly frames: number;
  readonly sha256: string;
}

export interface ClipFile {
  write(frame: RingFrame): void;
  /** Why nothing more is written; null while all is well. */
  fault(): string | null;
  lostFrames(): number;
  /** Null when not one frame could be written: then there is no file. */
  finish(): Promise<FinishedFile | null>;
}

/** Ten seconds of a heavy stream. */
const mostWaitingBytes = 48 * 2 ** 20;
/** The last frame is shown for about so long. */
const lastFrameMs = 40;

export function clipPath(folder: string, id: string): string {
  return join(folder, `${id}.mp4`);
}

export function partPath(folder: string, id: string): string {
  return join(folder, `${id}.part`);
}

export function createClipFile({ folder, id, head }: { folder: string; id: string; head: Buffer }): ClipFile {
  const part = partPath(folder, id);
  const scale = trackScale(head);
  let handle: FileHandle | null = null;
  let written = 0;
  let frames = 0;
  let waitingBytes = 0;
  let lost = 0;
  let isSkipping = false;
  let fault: string | null = null;
  let firstTime: bigint | null = null;
  let lengthMs = 0;

  const fail = (error: unknown): void => {
    fault ??= errorText(error);
  };
  let last: Promise<void> = open(part, 'w', 0o600).then(async (opened) => {
    handle = opened;
    await opened.write(head, 0, head.length, 0);
    written = head.length;
  });
  last = last.catch(fail);

  const put = async (data: Buffer, atMs: number): Promise<void> => {
    waitingBytes -= data.length;
    if (handle === null || fault !== null) return;
    const { bytesWritten } = await handle.write(data, 0, data.length, written);
    if (bytesWritten < data.length) throw new Error('the disk took only a part of a frame');
    written += data.length;
    frames += 1;
    lengthMs = atMs;
  };

  return {
    write({ data, keyframe }) {
      isSkipping = waitingBytes + data.length > mostWaitingBytes || (isSkipping && !keyframe);
      if (isSkipping || fault !== null) {
        lost += 1;
        return;
      }
      const time = fragmentTime(data);
      firstTime ??= time;
      const moved = time > firstTime ? time - firstTime : 0n;
      const fragment = movedFragment(data, moved);
      waitingBytes += fragment.length;
      last = last.then(() => put(fragment, (Number(moved) * 1000) / scale)).catch(fail);
    },
    fault: () => fault,
    lostFrames: () => lost,
    async finish() {
      await last;
      const file = handle as FileHandle | null;
      if (file === null || frames === 0) {
        await file?.close();
        await rm(part, { force: true });
        return null;
      }
      await file.truncate(written);
      return finishFile(file, { folder, id, head, bytes: written, frames, lengthMs });
    },
  };
}

interface WholeFile {
  readonly folder: string;
  readonly id: string;
  readonly head: Buffer;
  readonly bytes: number;
  readonly frames: number;
  readonly lengthMs: number;
}

async function finishFile(file: FileHandle, { folder, id, head, bytes, frames, lengthMs }: WholeFile): Promise<FinishedFile> {
  await file.write(headOfLength(head, lengthMs + lastFrameMs), 0, head.length, 0);
  await nameDurably(file, partPath(folder, id), clipPath(folder, id));
  return { bytes, frames, sha256: await hashFile(clipPath(folder, id)) };
}

/** What a killed station left of a clip becomes one that ends earlier; null when not one frame of it is whole. */
export async function salvageClip(folder: string, id: string): Promise<(FinishedFile & { readonly lengthMs: number }) | null> {
  const file = await open(partPath(folder, id), 'r+');
  const content = await file.readFile();
  const { bytes, headBytes, frames, lengthMs } = wholePart(content);
  if (frames === 0) {
    await file.close();
    await rm(partPath(folder, id), { force: true });
    return null;
  }
  await file.truncate(bytes);
  const head = content.subarray(0, headBytes);
  return { ...(await finishFile(file, { folder, id, head, bytes, frames, lengthMs })), lengthMs };
}
