/** Clips around what happened, from a real stream: what comes before and after, one clip for overlapping causes, cut streams, kills and a full disk. */

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statfsSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { createStreamRing } from '../../src-main/evidence/stream-ring.ts';
import { until } from '../fixtures/until.ts';
import { temporaryFolder } from '../store/store-fixture.ts';
import { causeAt, openEvidence, probe, readStream, type Stream } from './evidence-fixture.ts';

let stream: Stream;
beforeAll(async () => {
  stream = await readStream(12);
});

test('a clip begins on the key frame before the moment, ends after it, and is whole for players', async () => {
  const { tell, play, recorder, clock, clips, shelf } = openEvidence();
  await shelf.open(true);
  tell({ kind: 'head', codec: 'h264', data: stream.head });
  play(stream, 0, 65);
  const cause = causeAt(clock.atMs);
  recorder.keep(['c1', 'unknown'], cause);
  expect(clips()[0]).toMatchObject({ state: 'recording', causes: [cause] });
  play(stream, 65, 120);
  await recorder.stop();
  const [clip] = clips();
  expect(clip).toMatchObject({ state: 'kept', cameraId: 'c1', codec: 'h264', missingMs: 0, lostFrames: 0, causes: [cause] });
  const file = shelf.pathOf(clip ?? { id: '' });
  const { frames, lengthS, startS } = probe(file);
  // Three seconds before, or up to a second more to the key frame; two after.
  expect(frames).toBe(clip?.frames);
  expect(frames).toBeGreaterThanOrEqual(50);
  expect(frames).toBeLessThanOrEqual(62);
  expect(startS).toBe(0);
  expect(Math.abs(lengthS - frames / 10)).toBeLessThan(0.15);
  expect(clip?.sha256).toBe(createHash('sha256').update(readFileSync(file)).digest('hex'));
});

test('causes that overlap share one clip; a stream that begins anew begins another', async () => {
  const { tell, play, recorder, clock, clips, records, shelf } = openEvidence();
  await shelf.open(true);
  tell({ kind: 'head', codec: 'h264', data: stream.head });
  play(stream, 0, 40);
  recorder.keep(['c1'], causeAt(clock.atMs, 'a1'));
  play(stream, 40, 50);
  recorder.keep(['c1'], causeAt(clock.atMs, 'i1', 'incident'));
  expect(clips()).toHaveLength(1);
  tell({ kind: 'end' });
  tell({ kind: 'head', codec: 'h264', data: stream.head });
  play(stream, 0, 30);
  await recorder.stop();
  expect(clips().map(({ causes }) => causes.map(({ id }) => id))).toEqual([
    ['a1', 'i1'],
    ['a1', 'i1'],
  ]);
  expect(records.ofCause({ kind: 'incident', id: 'i1' })).toHaveLength(2);
});

test('a camera without pictures is waited for, and what is missing is said', async () => {
  const { tell, play, recorder, clock, clips, shelf } = openEvidence({ rules: { afterMs: 6000 } });
  await shelf.open(true);
  recorder.keep(['c1'], causeAt(clock.atMs));
  expect(clips()).toHaveLength(0);
  clock.atMs += 4000;
  tell({ kind: 'head', codec: 'h264', data: stream.head });
  play(stream, 0, 30);
  await recorder.stop();
  expect(clips()[0]).toMatchObject({ missingMs: 7000 });
});

test('what a killed station left is made whole at the next start; what nobody knows is removed', async () => {
  const { tell, play, recorder, clock, clips, folder, records, shelf } = openEvidence();
  await shelf.open(true);
  tell({ kind: 'head', codec: 'h264', data: stream.head });
  play(stream, 0, 40);
  recorder.keep(['c1'], causeAt(clock.atMs));
  play(stream, 40, 55);
  await recorder.stop();
  const [clip] = clips();
  if (clip === undefined) throw new Error('no clip');
  const [whole, part] = [shelf.pathOf(clip), join(folder, `${clip.id}.part`)];
  // As it stood in the middle of a frame.
  writeFileSync(part, readFileSync(whole));
  truncateSync(part, clip.bytes - 100);
  rmSync(whole);
  records.change({ ...clip, state: 'recording', sha256: null });
  writeFileSync(join(folder, 'stranger.mp4'), 'x');
  await shelf.open(true);
  expect(clips()[0]).toMatchObject({ state: 'kept', frames: clip.frames - 1 });
  expect(probe(whole).frames).toBe(clip.frames - 1);
  expect(readdirSync(folder)).toEqual([`${clip.id}.mp4`]);
});

test('the ring holds its time and its bytes, and counts what had to go early', () => {
  const ring = createStreamRing({ keepMs: 1000, mostBytes: 5000 });
  const frame = (atMs: number, keyframe: boolean) => ring.add({ atMs, keyframe, data: Buffer.alloc(500) });
  frame(0, false);
  expect(ring.figures()).toEqual({ bytes: 0, frames: 0, cutTotal: 0 });
  for (let at = 0; at <= 2000; at += 200) frame(at, at % 400 === 0);
  expect(ring.since(1300)[0]?.atMs).toBe(1200);
  expect(ring.since(0)[0]?.atMs).toBe(800);
  for (let at = 2010; at <= 2100; at += 10) frame(at, at % 20 === 0);
  expect(ring.figures().bytes).toBeLessThanOrEqual(5000);
  expect(ring.figures().cutTotal).toBeGreaterThan(0);
});

test('a disk that is really full: what is locked stays, the oldest goes, and recording goes on', async (context) => {
  const folder = join(temporaryFolder(), 'disk');
  mkdirSync(folder);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'kavach-test', folder], { stdio: 'ignore' });
  } catch {
    process.stderr.write('clips: mounting a tmpfs is not allowed here, so the test with a real full disk is skipped\n');
    return context.skip('no permission to mount a tmpfs');
  }
  onTestFinished(() => void execFileSync('umount', ['-l', folder]));
  const room = (): number => statfsSync(folder).bavail * statfsSync(folder).bsize;
  const kept = openEvidence({ folder, limits: { keepFreeBytes: 600_000 } });
  const { tell, play, recorder, clock, clips, records, shelf } = kept;
  await shelf.open(true);
  let made = 0;
  const record = async (): Promise<void> => {
    made += 1;
    tell({ kind: 'head', codec: 'h264', data: stream.head });
    play(stream, 0, 30);
    recorder.keep(['c1'], causeAt(clock.atMs, `a${made}`));
    play(stream, 30, 60);
    await until('the clip to be finished', () => records.recording().length === 0);
  };
  await record();
  await record();
  const [second, first] = clips();
  if (first === undefined || second === undefined) throw new Error('no clips');
  records.lock({ kind: 'alarm', id: 'a1', reason: 'for the court', by: 'asha', atMs: clock.atMs });
  const ballast = join(folder, 'ballast');
  writeFileSync(ballast, Buffer.alloc(Math.max(0, room() - 20_000)));
  await record();
  // The disk refused, and the clip is whole as far as it came, or is not there at all.
  expect(clock.refusals).toBeGreaterThan(0);
  clock.free = room();
  await shelf.tidy();
  expect(records.find(second.id)).toBeNull();
  expect(existsSync(shelf.pathOf(first))).toBe(true);
  expect(probe(shelf.pathOf(first)).frames).toBe(first.frames);
  expect(shelf.disk()).toMatchObject({ droppedForDisk: expect.any(Number) });
  truncateSync(ballast, 0);
  clock.free = room();
  clock.atMs += 5000;
  await record();
  expect(clips()[0]).toMatchObject({ state: 'kept', causes: [{ id: `a${made}` }] });
});
