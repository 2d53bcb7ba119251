/** Trials of other thresholds, one at a time. In: thresholds and a span. Out: where the trial stands; it changes nothing of the station. */
import { Worker } from 'node:worker_threads';
import type { Span, Thresholds, WhatIf, WhatIfState } from '../../src-contract/domain/what-if.ts';
import type { SiteConfig } from '../../src-contract/site-config.ts';
import type { Clock } from '../clock.ts';
import { errorText, KavachError } from '../errors.ts';
import type { Log } from '../log.ts';
import { withThresholds } from '../replay/with-thresholds.ts';
import type { WhatIfPort } from '../server/replay-port.ts';
import type { FromWhatIfWorker, WhatIfOrder } from './what-if-worker.ts';

interface WhatIfOptions {
  readonly file: string;
  readonly site: () => SiteConfig;
  readonly workerUrl: URL;
  readonly clock: Clock;
  readonly log: Log;
}

interface WhatIfDesk extends WhatIfPort {
  stop(): Promise<void>;
}

/** Runs are read and judged one at a time; more than this would be taken from cameras and alarms. */
const resourceLimits = { maxOldGenerationSizeMb: 512 };
/** A day is 350,000 ticks; what takes longer than this on a busy machine is asked of a shorter span. */
const mostMs = 30 * 60_000;
const ended = 'The trial was ended before it was done.';

export function createWhatIfDesk(options: WhatIfOptions): WhatIfDesk {
  const { clock, log } = options;
  let state: WhatIfState = { kind: 'idle' };
  let running: { readonly abort: AbortController; readonly done: Promise<void> } | null = null;

  const run = async (thresholds: Thresholds, span: Span, signal: AbortSignal): Promise<void> => {
    try {
      const result = await judgeAgain(options, thresholds, span, signal, (share) => {
        if (state.kind === 'running') state = { ...state, share };
      });
      state = { kind: 'done', atMs: clock.nowMs(), thresholds, result };
    } catch (error) {
      const reason = errorText(error);
      if (!signal.aborted) log.warn({ reason }, 'a trial of thresholds failed');
      state = signal.aborted ? { kind: 'idle' } : { kind: 'failed', atMs: clock.nowMs(), reason };
    } finally {
      running = null;
    }
  };
  const cancel = async (): Promise<void> => {
    running?.abort.abort(new Error(ended));
    await running?.done;
    state = { kind: 'idle' };
  };

  return {
    state: () => state,
    start(thresholds, span) {
      if (running !== null)
        throw new KavachError('CONFLICT', 'Thresholds are being tried out already. Wait for the end, or cancel it.');
      const abort = new AbortController();
      state = { kind: 'running', startedMs: clock.nowMs(), share: 0 };
      running = { abort, done: run(thresholds, span, abort.signal) };
    },
    cancel,
    stop: cancel,
  };
}

async function judgeAgain(
  { file, site, workerUrl }: WhatIfOptions,
  thresholds: Thresholds,
  span: Span,
  signal: AbortSignal,
  onShare: (share: number) => void,
): Promise<WhatIf> {
  const order: WhatIfOrder = { file, site: withThresholds(site(), thresholds), span };
  const worker = new Worker(workerUrl, { workerData: order, resourceLimits });
  const tooLong = AbortSignal.timeout(mostMs);
  try {
    return await new Promise<WhatIf>((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason));
      tooLong.addEventListener('abort', () => reject(new Error('it took longer than half an hour; try a shorter span')));
      worker.on('message', (message: FromWhatIfWorker) => {
        if (message.kind === 'progress') onShare(message.share);
        else if (message.kind === 'done') resolve(message.result);
        else reject(new Error(message.reason));
      });
      worker.once('error', reject);
      worker.once('exit', () => reject(new Error(ended)));
    });
  } finally {
    await worker.terminate();
  }
}
