/**
 * A fog model in the rule's place. In: readings. Out: for each what the model says, or null, and then the rule decides: where a reading lacks a
 * feature, where the model is broken, starting, or doesn't answer in time. It never rejects and never ends the station; what is wrong with it is
 * its state.
 */
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ReadingPrediction } from '../../src-contract/domain/reading.ts';
import { errorText } from '../errors.ts';
import type { Log } from '../log.ts';
import type { PredictBatch } from './desk/prepare-batch.ts';
import { type FogCard, fogPrediction, outputWidth, readFogCard } from './fog-card.ts';
import type { FogWorkerSetup, FromFogWorker, ToFogWorker } from './fog-messages.ts';

export type FogModelState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'ready' }
  /** It didn't answer in time, or its thread ended; tried again. */
  | { readonly kind: 'failing'; readonly reason: string }
  /** Trying again would not help. */
  | { readonly kind: 'unusable'; readonly reason: string };

export interface FogModel {
  readonly name: string;
  readonly predict: PredictBatch;
  state(): FogModelState;
  /** Batches that were left to the rule since the start, because it gave no answer. */
  leftToRule(): number;
  start(): void;
  stop(): Promise<void>;
}

export interface FogModelOptions {
  /** Absolute. */
  readonly path: string;
  readonly workerUrl: URL;
  readonly log: Log;
  readonly answerMs?: number;
}

/** A reading is stored within 100 ms as a rule; a model may not hold it up much longer. */
const usualAnswerMs = 500;
/** 1, 2, 4, 8, 16, 32 s and so on: five in the first minute at most. */
const restart = { firstMs: 1000, mostMs: 60_000 } as const;
const closeMs = 1000;

type Answer = Float32Array | null;

export function createFogModel({ path, workerUrl, log, answerMs = usualAnswerMs }: FogModelOptions): FogModel {
  const name = basename(path).replace(/\.onnx$/i, '');
  const pending = new Map<number, (answer: Answer) => void>();
  let state: FogModelState = { kind: 'starting' };
  let card: FogCard | null = null;
  let worker: Worker | null = null;
  let restarts = 0;
  let nextId = 0;
  let leftToRule = 0;
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;

  const setState = (next: FogModelState): void => {
    if ('reason' in next && state.kind !== next.kind)
      log.error({ model: path, reason: next.reason }, 'the fog model gives no answer; the rule decides');
    state = next;
  };

  const receive = (message: FromFogWorker): void => {
    switch (message.kind) {
      case 'ready':
        setState({ kind: 'ready' });
        log.info({ model: path }, 'fog model loaded');
        break;
      case 'failed':
        setState({ kind: 'unusable', reason: message.reason });
        break;
      case 'done':
        restarts = 0;
        // Also one that comes too late: the model works again.
        if (state.kind === 'failing') setState({ kind: 'ready' });
        settle(message.id, message.values);
        break;
      case 'error':
        setState({ kind: 'failing', reason: message.reason });
        settle(message.id, null);
        break;
    }
  };
  const settle = (id: number, answer: Answer): void => {
    pending.get(id)?.(answer);
    pending.delete(id);
  };

  const launch = (setup: FogWorkerSetup): void => {
    const started = new Worker(workerUrl, { workerData: setup });
    worker = started;
    let fault = 'its thread ended';
    started.on('message', receive);
    started.on('error', (error) => {
      fault = errorText(error);
    });
    started.on('exit', () => {
      worker = null;
      for (const id of [...pending.keys()]) settle(id, null);
      if (isStopped || state.kind === 'unusable') return;
      setState({ kind: 'failing', reason: fault });
      timer = setTimeout(() => launch(setup), Math.min(restart.mostMs, restart.firstMs * 2 ** restarts++));
    });
  };

  const ask = (rows: Float32Array, count: number): Promise<Answer> => {
    const asked = worker;
    // One that hangs holds up one batch, not every batch behind it.
    if (asked === null || state.kind === 'starting' || pending.size > 0) return Promise.resolve(null);
    const id = nextId++;
    return new Promise((resolve) => {
      const limit = setTimeout(() => {
        setState({ kind: 'failing', reason: `no answer within ${answerMs} ms` });
        resolve(null);
      }, answerMs);
      pending.set(id, (answer) => {
        clearTimeout(limit);
        resolve(answer);
      });
      asked.postMessage({ kind: 'predict', id, rows, count } satisfies ToFogWorker, [rows.buffer as ArrayBuffer]);
    });
  };

  const predict: PredictBatch = async (readings) => {
    const nothing = readings.map(() => null);
    if (card === null || state.kind === 'unusable') return nothing;
    const { features, output } = card;
    const whole = readings.flatMap((reading, i) => (features.every((field) => field in reading.values) ? [i] : []));
    if (whole.length === 0) return nothing;
    const rows = Float32Array.from(whole.flatMap((i) => features.map((field) => readings[i]?.values[field] ?? 0)));
    const values = await ask(rows, whole.length);
    if (values === null) {
      leftToRule++;
      return nothing;
    }
    const predictions: (ReadingPrediction | null)[] = nothing;
    const width = outputWidth[output];
    for (const [row, i] of whole.entries())
      predictions[i] = fogPrediction([...values.subarray(row * width, (row + 1) * width)], output, `model:${name}`);
    return predictions;
  };

  return {
    ...{ name, predict, state: () => state, leftToRule: () => leftToRule },
    start() {
      try {
        if (!existsSync(path)) throw new Error(`there is no ${path}: correct FOG_MODEL_PATH`);
        card = readFogCard(path);
        launch({ path, features: card.features.length, width: outputWidth[card.output] });
      } catch (error) {
        setState({ kind: 'unusable', reason: errorText(error) });
      }
    },
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      const ending = worker;
      if (ending === null) return;
      // Never terminated: a thread that is ended inside onnxruntime takes the process with it.
      ending.postMessage({ kind: 'close' } satisfies ToFogWorker);
      ending.unref();
      await Promise.race([
        new Promise((ended) => ending.once('exit', ended)),
        new Promise((late) => setTimeout(late, closeMs).unref()),
      ]);
    },
  };
}
