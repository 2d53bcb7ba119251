/** What a page in the browser costs: how long its frames take, and what its memory grows by. */
import type { Page } from 'playwright-core';
import { progress, quantile, rounded } from './figures.ts';

export const settleMs = 8_000;

/** Milliseconds from one frame to the next. */
export interface Frames {
  readonly p50: number;
  readonly p95: number;
  readonly count: number;
}

/** A page to look at; it is closed after each look, so that no other draws along. */
export type OpenPage = () => Promise<Page>;

const rounds = 3;

/** Of each page in turn, in several rounds: what else the machine does meanwhile then meets all of them. `lengthMs`: of each, all rounds together. */
export async function measureFrames<N extends string>(
  pages: Readonly<Record<N, OpenPage>>,
  lengthMs: number,
): Promise<Record<N, Frames>> {
  const names = Object.keys(pages) as N[];
  const gaps = new Map<N, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const name of names) {
      const page = await pages[name]();
      await page.waitForTimeout(settleMs);
      gaps.get(name)?.push(...(await gapsOf(page, lengthMs / rounds)));
      await page.close();
      progress(`round ${round + 1}, ${name}: ${JSON.stringify(summed(gaps.get(name) ?? []))}`);
    }
  }
  return Object.fromEntries(names.map((name) => [name, summed(gaps.get(name) ?? [])])) as Record<N, Frames>;
}

function summed(gaps: readonly number[]): Frames {
  return { p50: rounded(quantile(gaps, 0.5)), p95: rounded(quantile(gaps, 0.95)), count: gaps.length };
}

function gapsOf(page: Page, lengthMs: number): Promise<number[]> {
  return page.evaluate(
    (length) =>
      new Promise<number[]>((done) => {
        const gaps: number[] = [];
        const began = performance.now();
        let last = began;
        const step = (now: number): void => {
          gaps.push(now - last);
          last = now;
          if (now - began < length) requestAnimationFrame(step);
          else done(gaps);
        };
        requestAnimationFrame(step);
      }),
    lengthMs,
  );
}

/** MiB at the beginning and after each minute: what fills up once, such as the last hour of a chart, grows and then stands still. */
export type HeapGrowth = readonly number[];

const minuteMs = 60_000;

/** Of what is still held after a collection. */
export async function heapGrowth(page: Page, minutes: number): Promise<HeapGrowth> {
  const devtools = await page.context().newCDPSession(page);
  const mib: number[] = [];
  const note = async (): Promise<void> => {
    await devtools.send('HeapProfiler.collectGarbage');
    const { usedSize } = await devtools.send('Runtime.getHeapUsage');
    mib.push(rounded(usedSize / 2 ** 20));
    progress(`heap after ${mib.length - 1} min: ${mib.at(-1)} MiB`);
  };
  await note();
  for (let minute = 0; minute < minutes; minute++) {
    await page.waitForTimeout(minuteMs);
    await note();
  }
  return mib;
}
