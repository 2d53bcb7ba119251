/** A real stream, cut into frames as a camera's is; a recorder and a shelf over a real store in a folder of their own; a clock by hand. */
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ClipCause, KeptClip } from '../../src-contract/domain/evidence.ts';
import { type ClipRules, createClipRecorder } from '../../src-main/evidence/clip-recorder.ts';
import { createClipShelf } from '../../src-main/evidence/clip-shelf.ts';
import type { StreamEvent } from '../../src-main/evidence/stream-ring.ts';
import { createFmp4Splitter } from '../../src-main/sources/fmp4.ts';
import { createTestMedia } from '../fixtures/media.ts';
import { morningMs, openTestStore, silentLog, temporaryFolder } from '../store/store-fixture.ts';

export interface Stream {
  readonly head: Uint8Array;
  readonly frames: readonly Extract<StreamEvent, { kind: 'frame' }>[];
}

/** Ten pictures a second, a key frame each second. */
export async function readStream(seconds: number): Promise<Stream> {
  const media = createTestMedia();
  const clip = await media.clip({ name: 'stream.mp4', fps: 10, seconds, gop: 10 });
  const fragmented = join(media.folder, 'fragmented.mp4');
  const flags = '+frag_keyframe+empty_moov+default_base_moof+frag_every_frame';
  execFileSync('ffmpeg', ['-v', 'error', '-i', clip, '-c', 'copy', '-movflags', flags, '-f', 'mp4', fragmented]);
  let head = new Uint8Array();
  const frames: Extract<StreamEvent, { kind: 'frame' }>[] = [];
  const splitter = createFmp4Splitter({
    onInit: (init) => {
      head = new Uint8Array(init);
    },
    onFragment: ({ keyframe, data }) => frames.push({ kind: 'frame', keyframe, data }),
    onBroken: (reason) => {
      throw new Error(reason);
    },
  });
  splitter.push(readFileSync(fragmented));
  media.remove();
  return { head, frames };
}

export const dayMs = 86_400_000;
const rules: ClipRules = { beforeMs: 3000, afterMs: 2000, ringBytes: 4 * 2 ** 20 };
const limits = { keepMs: 30 * dayMs, mostBytes: 1e9, keepFreeBytes: 1000 };

export function openEvidence(
  given: { readonly folder?: string; readonly rules?: Partial<ClipRules>; readonly limits?: Partial<typeof limits> } = {},
) {
  const folder = given.folder ?? temporaryFolder();
  const store = openTestStore();
  const records = store.evidence;
  const clock = { atMs: morningMs, free: 1e9, refusals: 0 };
  const nowMs = () => clock.atMs;
  const shelf = createClipShelf({
    ...{ folder, records, nowMs, log: silentLog, freeBytes: () => clock.free },
    limits: { ...limits, ...given.limits },
  });
  const recorder = createClipRecorder({
    ...{ folder, records, newId: randomUUID, nowMs, log: silentLog, rules: { ...rules, ...given.rules } },
    onFull: () => {
      clock.refusals += 1;
    },
  });
  let hear: (event: StreamEvent) => void = () => undefined;
  const leave = recorder.follow('c1', (listener) => {
    hear = listener;
    return () => undefined;
  });
  /** Frames a tenth of a second apart. */
  const play = ({ frames }: Stream, from: number, to: number): void => {
    for (const frame of frames.slice(from, to)) {
      hear(frame);
      clock.atMs += 100;
      recorder.advance();
    }
  };
  const clips = (): readonly KeptClip[] => records.list({ limit: 100 }).clips;
  return { folder, store, records, clock, shelf, recorder, play, clips, leave, tell: (event: StreamEvent) => hear(event) };
}

export function causeAt(atMs: number, id = 'a1', kind: ClipCause['kind'] = 'alarm'): ClipCause {
  return { kind, id, atMs };
}

export function makeClip(id: string, fromMs: number, bytes = 1000): KeptClip {
  return {
    ...{ id, cameraId: 'c1', state: 'kept', fromMs, toMs: fromMs + 30_000, codec: 'h264', frames: 10, bytes, sha256: 'ab' },
    ...{ missingMs: 0, lostFrames: 0, causes: [causeAt(fromMs, `cause of ${id}`)], locks: [] },
  };
}

/** What ffprobe says of a file: frames that can be decoded, and its length. */
export function probe(file: string): { readonly frames: number; readonly lengthS: number; readonly startS: number } {
  const entries = 'stream=nb_read_frames:format=duration,start_time';
  const out = execFileSync('ffprobe', ['-v', 'error', '-count_frames', '-show_entries', entries, '-of', 'json', file], {
    encoding: 'utf8',
  });
  const { streams, format } = JSON.parse(out);
  return { frames: Number(streams[0].nb_read_frames), lengthS: Number(format.duration), startS: Number(format.start_time) };
}
