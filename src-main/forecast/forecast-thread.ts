/**
 * The station's side of the forecast worker. In: orders, taken one at a time, urgent ones first. Out: a promise of each answer. A worker
 * that dies, or takes too long for one order, costs that order alone; the next order starts another, until too many were lost in a
 * short time: then orders are refused for a while, and the state says why.
 */
import { Worker } from 'node:worker_threads';
import type { ForecastWorkerState } from '../../src-contract/domain/prediction.ts';
import type { Clock } from '../clock.ts';
import { errorText, KavachError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { AnswerTo, ForecastAnswer, ForecastOrder } from './worker-messages.ts';

export interface ForecastThreadOptions {
  readonly workerUrl: URL;
  readonly clock: Clock;
  readonly log: Log;
  /** Longest time for one order; a backtest took up to 30 s on a slow core, at a tenth of one five minutes. */
  readonly answerMs?: number;
}

export interface ForecastThread {
  /** Rejects with UNAVAILABLE while no worker may be started, and with the reason when this order's worker was lost. */
  ask<O extends ForecastOrder>(order: O, urgency: 'urgent' | 'usual'): Promise<AnswerTo<O>>;
  state(): ForecastWorkerState;
  /** Orders that wait or are worked on. */
  pending(): number;
  stop(): Promise<void>;
}

interface Waiting {
  readonly order: ForecastOrder;
  readonly resolve: (answer: ForecastAnswer) => void;
  readonly reject: (error: Error) => void;
}

const usualAnswerMs = 6 * 60_000;
const mostLosses = 5;
const windowMs = 10 * 60_000;
/** 57 days of one series and its models take some 60 MB. */
const resourceLimits = { maxOldGenerationSizeMb: 256 };

export function createForecastThread({ workerUrl, clock, log, answerMs = usualAnswerMs }: ForecastThreadOptions): ForecastThread {
  const queue: Waiting[] = [];
  let worker: Worker | null = null;
  let inWork: Waiting | null = null;
  let watchdog: NodeJS.Timeout | undefined;
  let losses: { readonly atMs: number; readonly reason: string }[] = [];
  let isStopped = false;

  const state = (): ForecastWorkerState => {
    const recent = losses.filter(({ atMs }) => clock.nowMs() - atMs < windowMs);
    const [oldest, newest] = [recent.at(-mostLosses), recent.at(-1)];
    if (oldest === undefined || newest === undefined) return { kind: 'ready' };
    return { kind: 'down', reason: newest.reason, retryMs: oldest.atMs + windowMs };
  };

  const lose = (lost: Worker, reason: string): void => {
    if (worker !== lost) return;
    worker = null;
    clearTimeout(watchdog);
    void lost.terminate();
    losses = [...losses, { atMs: clock.nowMs(), reason }].slice(-mostLosses);
    log.warn({ reason }, 'the forecast worker was lost');
    inWork?.reject(new KavachError('PROCESSING_ERROR', `The forecast worker was lost: ${reason}.`));
    inWork = null;
    goOn();
  };

  const launch = (): Worker => {
    const made = new Worker(workerUrl, { resourceLimits });
    made.on('message', (answer: ForecastAnswer) => {
      if (worker !== made) return;
      clearTimeout(watchdog);
      inWork?.resolve(answer);
      inWork = null;
      goOn();
    });
    made.on('error', (error) => lose(made, errorText(error)));
    made.on('exit', (code) => lose(made, `it ended with code ${code}`));
    return made;
  };

  function goOn(): void {
    while (inWork === null) {
      const next = queue.shift();
      if (next === undefined) return;
      const present = state();
      if (present.kind === 'down' || isStopped) next.reject(refusal(present));
      else work(next);
    }
  }

  function work(next: Waiting): void {
    inWork = next;
    worker ??= launch();
    const asked = worker;
    watchdog = setTimeout(() => lose(asked, `no answer within ${answerMs / 1000} s`), answerMs);
    const { order } = next;
    asked.postMessage(order, [order.series.values.buffer]);
  }

  return {
    ask: <O extends ForecastOrder>(order: O, urgency: 'urgent' | 'usual') =>
      new Promise<AnswerTo<O>>((resolve, reject) => {
        // The worker answers an order of one kind with an answer of the same kind, and one at a time.
        const waiting: Waiting = { order, resolve: resolve as Waiting['resolve'], reject };
        if (urgency === 'urgent') queue.unshift(waiting);
        else queue.push(waiting);
        goOn();
      }),
    state,
    pending: () => queue.length + (inWork === null ? 0 : 1),
    async stop() {
      isStopped = true;
      clearTimeout(watchdog);
      const last = worker;
      worker = null;
      const stopped = new KavachError('UNAVAILABLE', 'The station is being stopped.');
      inWork?.reject(stopped);
      inWork = null;
      goOn();
      await last?.terminate();
    },
  };
}

function refusal(state: ForecastWorkerState): KavachError {
  const why = state.kind === 'down' ? `the worker was lost too often (last: ${state.reason})` : 'the station is being stopped';
  return new KavachError('UNAVAILABLE', `No forecasts at present: ${why}. Try again in some minutes.`);
}
