/**
 * Gathers judged ticks into runs. In: ticks as they are judged. Out: a written run whenever one is full, the zones change or the time leaps. What
 * a killed station had not handed over is a gap of at most one run.
 */
import type { JudgedTick } from '../../src-contract/domain/judged-tick.ts';
import type { RecordedRun } from '../../src-contract/domain/replay-records.ts';
import { sameZones, writeTape } from './write-tape.ts';

/** 60 ticks: what is lost with the power is 15 s at most. On the demo a zone's tick takes 6.7 bytes so, 9 MB a day for its four zones. */
const runMs = 15_000;
/** Ticks come every quarter of a second; after a longer pause the next ones are a stretch of their own. */
const longestPauseMs = 5000;

interface TapeRecorder {
  add(tick: JudgedTick): void;
  /** Hands over what is gathered. */
  flush(): void;
}

export function createTapeRecorder(onRun: (run: RecordedRun) => void): TapeRecorder {
  let ticks: JudgedTick[] = [];
  let isFresh = true;

  const flush = (): void => {
    const [first, last] = [ticks[0], ticks.at(-1)];
    if (first === undefined || last === undefined) return;
    onRun({
      ...{ fromMs: first.atMs, toMs: last.atMs, ticks: ticks.length },
      text: JSON.stringify(writeTape({ isFresh, ticks })),
    });
    ticks = [];
    isFresh = false;
  };

  return {
    add(tick) {
      const [first, last] = [ticks[0], ticks.at(-1)];
      const isNext =
        first === undefined ||
        (last !== undefined &&
          sameZones(first, tick) &&
          tick.atMs - first.atMs < runMs &&
          tick.atMs - last.atMs <= longestPauseMs);
      if (!isNext) flush();
      ticks.push(tick);
    },
    flush,
  };
}
