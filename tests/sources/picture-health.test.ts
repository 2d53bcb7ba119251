import { expect, it } from 'vitest';
import {
  freshHealth,
  judge,
  measure,
  type PictureFigures,
  type PictureHealth,
  samplePicture,
} from '../../src-main/sources/picture-health.ts';

const limits = { frozenAfterMs: 12_000, coveredAfterMs: 6_000 };
const lively: PictureFigures = { spread: 50, detail: 4, change: 1.4, changedShare: 0.04 };
/** An empty platform by night: nobody moves, the sensor's noise alone. */
const quiet: PictureFigures = { spread: 16, detail: 1.6, change: 0.14, changedShare: 0 };
const still: PictureFigures = { spread: 50, detail: 4, change: 0.002, changedShare: 0 };
/** A re-encoded still at its key frame. */
const pumping: PictureFigures = { ...still, change: 0.82, changedShare: 0.005 };
const black: PictureFigures = { spread: 0, detail: 0, change: 0, changedShare: 0 };
const noisyBlack: PictureFigures = { spread: 7, detail: 7, change: 5, changedShare: 0.3 };
const cloth: PictureFigures = { spread: 25, detail: 0.3, change: 0.2, changedShare: 0 };

/** Figures twice a second, by turns; the verdict after `seconds`. */
function after(seconds: number, turns: readonly PictureFigures[], before = freshHealth): ReturnType<typeof judge> {
  const startMs = (before.seen.at(-1)?.atMs ?? 0) + 500;
  let history = before;
  for (let i = 0; i <= seconds * 2; i++) history = judge(history, turns[i % turns.length] ?? lively, startMs + i * 500, limits);
  return history;
}

it.each<[string, number, PictureFigures[], PictureHealth]>([
  ['a moving picture', 60, [lively], 'good'],
  ['an empty platform by night', 60, [quiet], 'good'],
  ['a quiet platform whose noise the encoder drops now and then', 60, [quiet, quiet, still], 'good'],
  ['a still, early', 11, [still], 'good'],
  ['a still', 13, [still], 'frozen'],
  ['a still with a key frame every second', 13, [still, pumping], 'frozen'],
  ['a still in which someone walked not long ago', 11, [still], 'good'],
  ['black, early', 5, [black], 'good'],
  ['black', 7, [black], 'covered'],
  ['black with sensor noise', 7, [noisyBlack], 'covered'],
  ['black for long is covered, not frozen', 60, [black], 'covered'],
  ['a cloth with a gradient of light', 7, [cloth], 'covered'],
])('%s for %d s', (_, seconds, turns, expected) => {
  expect(after(seconds, turns).health).toBe(expected);
});

it('returns to good when it ends, and not for one key frame', () => {
  const frozen = after(13, [still]);
  expect(after(0.5, [pumping], frozen).health).toBe('frozen');
  expect(after(0, [lively], frozen).health).toBe('good');
  const covered = after(7, [black]);
  expect(after(1, [lively], covered).health).toBe('covered');
  expect(after(3, [lively], covered).health).toBe('good');
});

it('keeps a bounded history', () => {
  expect(after(600, [lively]).seen.length).toBeLessThan(30);
});

it('asks for enough pictures of a slow camera', () => {
  let history = freshHealth;
  for (let i = 0; i < 5; i++) history = judge(history, still, i * 5_000, limits);
  expect(history.health).toBe('good');
  for (let i = 5; i < 8; i++) history = judge(history, still, i * 5_000, limits);
  expect(history.health).toBe('frozen');
});

it('measures what the eye sees', () => {
  const [width, height] = [320, 180];
  const grey = new Uint8Array(width * height * 3).fill(90);
  const stripes = Uint8Array.from(grey, (_, i) => (Math.floor(i / 3) % 8 < 4 ? 40 : 200));
  const flat = samplePicture(grey, width, height, []);
  const lined = samplePicture(stripes, width, height, []);
  expect(measure(flat, null)).toEqual({ spread: 0, detail: 0, change: null, changedShare: 0 });
  expect(measure(lined, flat).spread).toBeGreaterThan(50);
  expect(measure(lined, flat).changedShare).toBe(1);
  expect(measure(lined, lined).change).toBe(0);
});

it('leaves masked places out, so that a mask hides no tampering and causes none', () => {
  const [width, height] = [320, 180];
  const halfBlack = Uint8Array.from({ length: width * height * 3 }, (_, i) => (Math.floor(i / 3) % width < 160 ? 0 : 120));
  const half = [{ x1: 0, y1: 0, x2: 0.5, y2: 1 }];
  expect(measure(samplePicture(halfBlack, width, height, []), null).spread).toBeGreaterThan(40);
  expect(measure(samplePicture(halfBlack, width, height, half), null).spread).toBe(0);
  const all = [{ x1: 0, y1: 0, x2: 1, y2: 1 }];
  const figures = measure(samplePicture(halfBlack, width, height, all), null);
  expect(judge(after(60, [figures]), figures, 1e9, limits).health).toBe('good');
});

it('takes any size of picture', () => {
  for (const [width, height] of [
    [1, 1],
    [2, 1],
    [3, 200],
    [17, 5],
  ] as const)
    expect(samplePicture(new Uint8Array(width * height * 3), width, height, []).luma.every((value) => value === 0)).toBe(true);
});
