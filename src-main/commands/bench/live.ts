/**
 * Glass to glass: the twin draws the time into one camera's picture, and the control room page's own video element in Chromium shows
 * it; the delay is between the two. With detection off, which is the figure, and on. Floor: one picture's interval, because
 * fragmented MP4 holds a picture back until the next one tells its duration.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { parse, stringify } from 'yaml';
import { decodeTimecode, timecodeAgeMs, timecodeBlocks } from '../../../src-contract/timecode.ts';
import { openBrowser } from '../browser.ts';
import { repositoryRoot, runStationProcess } from '../station-process.ts';
import { median, progress, quantile, rounded } from './figures.ts';

const watchMs = 20_000;
const settleMs = 8000;
/** The demo's cameras send ten pictures a second. */
const pictureIntervalMs = 100;

export async function benchLive(): Promise<object> {
  const folder = mkdtempSync(join(tmpdir(), 'kavach-bench-'));
  const siteFile = join(folder, 'site.yaml');
  const demo = parse(readFileSync(join(repositoryRoot, 'resources/demo-site/site.yaml'), 'utf8'));
  writeFileSync(siteFile, stringify({ ...demo, twin: { ...demo.twin, timecode: true } }));
  const off = await delays(siteFile, demo.cameras[0].id, 'off');
  const on = await delays(siteFile, demo.cameras[0].id, 'on');
  rmSync(folder, { recursive: true, force: true });
  return {
    unit: 'ms from drawing to display, median, detection off',
    value: rounded(median(off)),
    floor: pictureIntervalMs,
    ratio: rounded(median(off) / pictureIntervalMs),
    p95: rounded(quantile(off, 0.95)),
    pictures: off.length,
    detectionOn: { value: rounded(median(on)), p95: rounded(quantile(on, 0.95)), pictures: on.length },
  };
}

async function delays(siteFile: string, cameraId: string, detection: 'on' | 'off'): Promise<number[]> {
  const station = await runStationProcess({ siteFile, environment: { KAVACH_DETECTION: detection, LOG_LEVEL: 'error' } });
  const browser = await openBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
    await page.goto(station.signInLink);
    await page.goto(`${station.origin}/#/cameras`);
    await page.waitForSelector(`[data-camera="${cameraId}"] video`);
    await page.waitForTimeout(settleMs);
    const readings = await watchVideo(page, `[data-camera="${cameraId}"] video`);
    const read = readings.flatMap(({ levels, atMs }) => {
      const code = decodeTimecode(levels);
      return code === null ? [] : [timecodeAgeMs(code, atMs)];
    });
    progress(
      `detection ${detection}: ${readings.length} pictures shown, ${read.length} read, median ${Math.round(median(read))} ms`,
    );
    return read;
  } finally {
    await browser.close();
    await station.stop();
  }
}

/** Each picture as it is shown: the brightness of every block's middle, and when. Runs in the page. */
function watchVideo(page: Page, selector: string): Promise<{ levels: number[]; atMs: number }[]> {
  return page.evaluate(
    ({ selector, watchMs, blocks }) =>
      new Promise<{ levels: number[]; atMs: number }[]>((done) => {
        const video = document.querySelector(selector) as HTMLVideoElement;
        const canvas = document.createElement('canvas');
        [canvas.width, canvas.height] = [blocks * 4, 40];
        const pen = canvas.getContext('2d', { willReadFrequently: true });
        const readings: { levels: number[]; atMs: number }[] = [];
        const endMs = performance.now() + watchMs;
        const look = (): void => {
          const atMs = Date.now();
          pen?.drawImage(video, 0, 0, video.videoWidth, video.videoHeight * 0.05, 0, 0, canvas.width, canvas.height);
          const row = pen?.getImageData(0, 20, canvas.width, 1).data ?? new Uint8ClampedArray();
          readings.push({ atMs, levels: Array.from({ length: blocks }, (_, i) => row[(i * 4 + 2) * 4 + 1] ?? 0) });
          if (performance.now() < endMs) video.requestVideoFrameCallback(look);
          else done(readings);
        };
        video.requestVideoFrameCallback(look);
      }),
    { selector, watchMs, blocks: timecodeBlocks },
  );
}
