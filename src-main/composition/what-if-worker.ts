/**
 * A trial of other thresholds, in a thread of its own with a connection of its own, since a day is 350,000 ticks. In: an order. Out: how far it
 * is, then the alarms that came held against those that would have come.
 */
import { parentPort, workerData } from 'node:worker_threads';
import type { JudgedRun } from '../../src-contract/domain/judged-tick.ts';
import type { Span, WhatIf } from '../../src-contract/domain/what-if.ts';
import type { SiteConfig } from '../../src-contract/site-config.ts';
import { errorText } from '../errors.ts';
import { createLog } from '../log.ts';
import { alarmSpells } from '../replay/alarm-spells.ts';
import { compareSpells } from '../replay/compare-spells.ts';
import { readTape } from '../replay/read-tape.ts';
import { createGapFinder } from '../replay/recorded-gaps.ts';
import { replayNight } from '../replay-night.ts';
import { connect } from '../store/database.ts';
import { readJudgedRuns } from '../store/judged-runs.ts';
import { createPastAlarms } from '../store/past-alarms.ts';
import { lowerThreadPriority } from '../thread-priority.ts';

export interface WhatIfOrder {
  /** Of the store. */
  readonly file: string;
  readonly site: SiteConfig;
  readonly span: Span;
}

export type FromWhatIfWorker =
  | { readonly kind: 'progress'; readonly share: number }
  | { readonly kind: 'done'; readonly result: WhatIf }
  | { readonly kind: 'failed'; readonly reason: string };

/** Judged before the span begins, so that delays, deadbands and flows of a minute have their past by then. */
const warmUpMs = 600_000;
/** A flood of a week: more can't be compared by anyone. */
const mostSteps = 200_000;
const progressMs = 250;

function tryThresholds({ file, site, span }: WhatIfOrder, onShare: (share: number) => void): WhatIf {
  const log = createLog('silent');
  const reader = connect({ file, mode: 'read', log });
  const begin = { fromMs: span.fromMs - warmUpMs, toMs: span.toMs };
  const past = createPastAlarms(reader, log);
  const opened = past.openAt(begin.fromMs);
  const stored = past.between({ ...begin, limit: mostSteps }).events;
  const gaps = createGapFinder(span);
  const runs = function* (): Iterable<JudgedRun> {
    for (const recorded of readJudgedRuns(reader)(begin)) {
      const run = readTape(JSON.parse(recorded.text));
      if (run === null) continue;
      gaps.note(recorded);
      yield run;
    }
  };
  const onRun = (atMs: number) => onShare(Math.min(1, Math.max(0, (atMs - begin.fromMs) / (begin.toMs - begin.fromMs))));
  const steps = replayNight({ site, opened, runs: runs(), stored, onRun });
  reader.close();
  return compareSpells({
    ...{ span, gaps: gaps.all() },
    was: alarmSpells(opened, stored, span),
    wouldBe: alarmSpells(opened, steps, span),
  });
}

function tell(message: FromWhatIfWorker): void {
  parentPort?.postMessage(message);
}

lowerThreadPriority(10);
let toldMs = 0;
try {
  const result = tryThresholds(workerData as WhatIfOrder, (share) => {
    if (performance.now() - toldMs < progressMs) return;
    toldMs = performance.now();
    tell({ kind: 'progress', share });
  });
  tell({ kind: 'done', result });
} catch (error) {
  tell({ kind: 'failed', reason: errorText(error) });
}
