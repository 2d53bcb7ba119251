/**
 * The station's side of one model's worker: hands it pictures, waits for answers, and starts it again when it dies or falls
 * silent. In: requests. Out: answers, losses and states. What to detect next, and what a state means for a camera, is for
 * model-lane.ts and detector.ts.
 */
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { planRestart } from './restart-budget.ts';
import type { DetectRequest, WorkerMessage, WorkerSetup } from './worker-messages.ts';
import { startWorkerThread, type WorkerThread } from './worker-thread.ts';

export type ModelWorkerState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'ready' }
  /** It died too often; it is tried again, but no picture has come back yet. */
  | { readonly kind: 'failing'; readonly reason: string }
  /** The model can't be loaded; trying again would not help. */
  | { readonly kind: 'unusable'; readonly reason: string };

export type Answer = Extract<WorkerMessage, { kind: 'done' | 'error' }>;

export interface ModelWorkerLimits {
  /** A worker that is silent this long on one picture is hung. */
  readonly answerMs: number;
  /** Loading and warming up a model. */
  readonly loadMs: number;
}

export interface ModelWorkerDeps {
  readonly url: URL;
  readonly setup: Omit<WorkerSetup, 'gate'>;
  readonly limits: ModelWorkerLimits;
  readonly clock: Clock;
  readonly log: Log;
  readonly onAnswer: (answer: Answer) => void;
  /** A picture that will get no answer. */
  readonly onLost: (requestId: number) => void;
  readonly onState: (state: ModelWorkerState) => void;
}

export interface ModelWorker {
  start(): void;
  /** Waits for the picture in work, so that the process may exit afterwards. */
  stop(): Promise<void>;
  /** Pictures handed over and not answered. */
  inFlight(): number;
  isReady(): boolean;
  post(request: DetectRequest): void;
}

/** Threads stuck inside onnxruntime keep a model's memory each. With this many, no other is started until one comes out. */
const mostStuck = 2;
const stuckRetryMs = 5000;

export function createModelWorker(deps: ModelWorkerDeps): ModelWorker {
  const { setup, limits, clock, log } = deps;
  let thread: WorkerThread | null = null;
  let state: ModelWorkerState = { kind: 'starting' };
  let isReady = false;
  let stuck = 0;
  const inFlight = new Set<number>();
  let restartsMs: number[] = [];
  let watchdog: NodeJS.Timeout | undefined;
  let restart: NodeJS.Timeout | undefined;

  function setState(next: ModelWorkerState): void {
    state = next;
    deps.onState(next);
  }

  function launch(): void {
    thread = startWorkerThread({ url: deps.url, setup, onMessage: receive, onDeath: replace });
    watch(limits.loadMs, `its model was not loaded after ${limits.loadMs / 1000} s`);
  }

  /** Gives the thread up unless something is heard of it within `timeoutMs`. */
  function watch(timeoutMs: number, complaint: string): void {
    clearTimeout(watchdog);
    watchdog = setTimeout(() => replace(complaint), timeoutMs);
  }

  function watchAnswer(): void {
    if (inFlight.size > 0) watch(limits.answerMs, `no answer for ${limits.answerMs / 1000} s`);
    else clearTimeout(watchdog);
  }

  function receive(message: WorkerMessage): void {
    if (message.kind === 'done' || message.kind === 'error') inFlight.delete(message.id);
    watchAnswer();
    switch (message.kind) {
      case 'ready':
        isReady = true;
        log.info(loadedFacts(setup.path, message), 'model loaded');
        // After repeated deaths only an answered picture proves that it works again.
        setState(state.kind === 'failing' ? state : { kind: 'ready' });
        break;
      case 'failed':
        log.error({ model: setup.path, reason: message.reason }, 'model can not be used');
        letGo();
        setState({ kind: 'unusable', reason: message.reason });
        break;
      case 'done':
      case 'error':
        if (message.kind === 'done' && state.kind === 'failing') setState({ kind: 'ready' });
        deps.onAnswer(message);
        break;
      case 'alive':
        break;
    }
  }

  /** Gives up the present thread; its pictures are lost. */
  function letGo(): void {
    const given = thread;
    thread = null;
    isReady = false;
    clearTimeout(watchdog);
    const lost = [...inFlight];
    inFlight.clear();
    if (given !== null) {
      stuck++;
      void given.abandon().finally(() => stuck--);
    }
    for (const id of lost) deps.onLost(id);
  }

  function replace(reason: string): void {
    letGo();
    const { delayMs, isExhausted } = planRestart(restartsMs, clock.nowMs());
    log.warn({ model: setup.path, reason, restartInMs: Math.round(delayMs) }, 'detection worker lost');
    restart = setTimeout(relaunch, delayMs);
    const isFailing = isExhausted || state.kind === 'failing';
    setState(isFailing ? { kind: 'failing', reason: `its worker keeps stopping (last: ${reason})` } : { kind: 'starting' });
  }

  function relaunch(): void {
    if (stuck >= mostStuck) {
      setState({ kind: 'failing', reason: 'its runs do not end; restart the station, or name another model' });
      restart = setTimeout(relaunch, stuckRetryMs);
      return;
    }
    restartsMs = [...restartsMs, clock.nowMs()].slice(-10);
    launch();
  }

  return {
    start() {
      setState({ kind: 'starting' });
      launch();
    },
    async stop() {
      clearTimeout(watchdog);
      clearTimeout(restart);
      isReady = false;
      await thread?.close(limits.answerMs);
      thread = null;
    },
    inFlight: () => inFlight.size,
    isReady: () => isReady,
    post(request) {
      inFlight.add(request.id);
      thread?.post(request);
      if (inFlight.size === 1) watchAnswer();
    },
  };
}

function loadedFacts(model: string, { layout, threads, runMs, loadMs }: Extract<WorkerMessage, { kind: 'ready' }>): object {
  return { model, layout, threads, ...(runMs !== null && { runMs: Number(runMs.toFixed(1)) }), loadMs: Math.round(loadMs) };
}
