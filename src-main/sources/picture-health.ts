/**
 * Pictures → is the camera frozen or covered? A picture becomes a grid of grey points (`samplePicture`), two of them a few
 * figures (`measure`), and figures over time a verdict (`judge`, pure). Thresholds come from measurements, named at each.
 * Not found: a frozen camera that still draws a running clock, or a moving picture played in a loop. Taken for frozen: a scene
 * where nothing moves for 12 s, from an encoder so starved (x264 at crf 30) that not even the sensor's noise is left.
 */
import type { MaskBox } from './mask-boxes.ts';

export type PictureHealth = 'good' | 'frozen' | 'covered';

/** Uint8Array of luma at fixed places, 0..255, and how much each differs from its neighbours, on average. */
export interface PictureSample {
  readonly luma: Uint8Array;
  /** Mean absolute difference to a neighbour two pixels (of 640) away, grey levels. */
  readonly detail: number;
}

export interface PictureFigures {
  /** Standard deviation of luma. */
  readonly spread: number;
  readonly detail: number;
  /** Mean absolute change of a point since the sample before; null for a first sample or another size. */
  readonly change: number | null;
  /** Share of the points that changed by more than 4 levels, 0..1. */
  readonly changedShare: number;
}

export interface HealthLimits {
  readonly frozenAfterMs: number;
  readonly coveredAfterMs: number;
}

export interface HealthHistory {
  readonly health: PictureHealth;
  /** Newest last, no older than the longest limit needs. */
  readonly seen: readonly { readonly atMs: number; readonly figures: PictureFigures }[];
}

const columns = 128;
const rows = 72;

/** A real station clip with nobody moving has a mean change of 0.06 and more; a re-encoded still stays at 0.002. */
const stillChange = 0.05;
/** A still pumps by up to 0.82 and 0.5 % of the points at its key frames; a live picture passes this with one walker. */
const movedChange = 1.5;
const movedShare = 0.02;
/** Of a still's samples 50 % and more are still (key frame every second), of a noisy night at 500 kbit/s 7 %. */
const stillShareToFreeze = 0.4;
/** Black, white or cloth: below 8, with sensor noise. A dim night platform has 16, everyday pictures 36 and more. */
const coveredSpread = 10;
/** A hand or cloth with a gradient of light has no detail (heavy blur: 0.7; bars of colour 0.6, with a spread of 71). */
const coveredDetail = 0.5;
const coveredDetailSpread = 35;
/** Fewest samples a verdict rests on; a camera slower than a picture every two seconds takes longer. */
const minSamples = 6;
/** This many of the newest samples end a bad verdict. */
const samplesToRecover = 4;

export const freshHealth: HealthHistory = { health: 'good', seen: [] };

/** rgb: Uint8Array [height*width*3]. Points under a mask are left out: they are black whatever the camera sees. */
export function samplePicture(rgb: Uint8Array, width: number, height: number, masks: readonly MaskBox[]): PictureSample {
  const luma = new Uint8Array(columns * rows);
  const reach = Math.max(1, Math.round(width / 320));
  let points = 0;
  let differences = 0;
  for (let row = 0; row < rows; row++) {
    const y = Math.min(Math.floor(((row + 0.5) * height) / rows), Math.max(0, height - 1 - reach));
    for (let column = 0; column < columns; column++) {
      const x = Math.min(Math.floor(((column + 0.5) * width) / columns), Math.max(0, width - 1 - reach));
      if (isMasked(masks, (column + 0.5) / columns, (row + 0.5) / rows)) continue;
      const at = (y * width + x) * 3;
      const here = lumaAt(rgb, at);
      const right = Math.abs(here - lumaAt(rgb, at + reach * 3));
      differences += (right + Math.abs(here - lumaAt(rgb, at + reach * width * 3))) / 2;
      luma[points++] = here;
    }
  }
  return { luma: luma.subarray(0, points), detail: points === 0 ? 0 : differences / points };
}

export function measure(sample: PictureSample, before: PictureSample | null): PictureFigures {
  const { luma, detail } = sample;
  const comparable = before !== null && before.luma.length === luma.length && luma.length > 0;
  let sum = 0;
  let squares = 0;
  let change = 0;
  let changed = 0;
  for (const [i, value] of luma.entries()) {
    sum += value;
    squares += value * value;
    if (!comparable) continue;
    const difference = Math.abs(value - (before.luma[i] ?? 0));
    change += difference;
    if (difference > 4) changed++;
  }
  const points = luma.length;
  // A picture that is masked all over says nothing: it is then neither covered nor frozen.
  if (luma.length === 0) return { spread: 255, detail: 255, change: null, changedShare: 0 };
  const spread = Math.sqrt(Math.max(0, squares / points - (sum / points) ** 2));
  return { spread, detail, change: comparable ? change / points : null, changedShare: changed / points };
}

/** Adds one picture's figures; `history` starts as `freshHealth`. */
export function judge(history: HealthHistory, figures: PictureFigures, atMs: number, limits: HealthLimits): HealthHistory {
  const keepMs = Math.max(limits.frozenAfterMs, limits.coveredAfterMs);
  const all = [...history.seen, { atMs, figures }];
  const firstNeeded = all.findLastIndex((one) => one.atMs <= atMs - keepMs);
  const seen = all.slice(Math.max(0, Math.min(firstNeeded, all.length - minSamples)));
  return { health: verdict(history.health, seen, atMs, limits), seen };
}

function verdict(health: PictureHealth, seen: HealthHistory['seen'], atMs: number, limits: HealthLimits): PictureHealth {
  const since = (ms: number): PictureFigures[] | null => {
    const from = seen.findLastIndex((one) => one.atMs <= atMs - ms);
    if (from < 0 || seen.length < minSamples) return null;
    return seen.slice(Math.min(from, seen.length - minSamples)).map((one) => one.figures);
  };
  const newest = seen.slice(-samplesToRecover).map((one) => one.figures);
  if (since(limits.coveredAfterMs)?.every(isCovered)) return 'covered';
  if (health === 'covered' && newest.some(isCovered)) return 'covered';
  const window = since(limits.frozenAfterMs);
  if (window !== null && !window.some(hasMoved) && shareOf(window, isStill) >= stillShareToFreeze) return 'frozen';
  if (health === 'frozen' && !newest.some(hasMoved) && newest.some(isStill)) return 'frozen';
  return 'good';
}

function isCovered({ spread, detail }: PictureFigures): boolean {
  return spread < coveredSpread || (detail < coveredDetail && spread < coveredDetailSpread);
}

function isStill({ change }: PictureFigures): boolean {
  return change !== null && change < stillChange;
}

function hasMoved({ change, changedShare }: PictureFigures): boolean {
  return change === null || change > movedChange || changedShare > movedShare;
}

function shareOf<T>(items: readonly T[], test: (item: T) => boolean): number {
  return items.filter(test).length / items.length;
}

function lumaAt(rgb: Uint8Array, at: number): number {
  return ((rgb[at] ?? 0) * 77 + (rgb[at + 1] ?? 0) * 150 + (rgb[at + 2] ?? 0) * 29) >> 8;
}

function isMasked(masks: readonly MaskBox[], x: number, y: number): boolean {
  return masks.some((box) => x >= box.x1 && x <= box.x2 && y >= box.y1 && y <= box.y2);
}
