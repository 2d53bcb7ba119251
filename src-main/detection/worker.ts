/**
 * The worker thread of one model: loads it, warms it up, answers each picture in the order they came. Pictures go back with
 * the answer. Watching it, and starting it again, is model-worker.ts's.
 */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { errorText } from '../errors.ts';
import { lowerThreadPriority } from '../thread-priority.ts';
import { enterNative, leaveNative } from './native-gate.ts';
import type { OpenModel } from './open-model.ts';
import { openReadyModel } from './thread-choice.ts';
import type { DetectRequest, WorkerMessage, WorkerOrder, WorkerSetup } from './worker-messages.ts';

/** Behind the cameras, but never starved. */
const backgroundNiceness = 5;

function say(port: MessagePort, message: WorkerMessage, rgb?: Uint8Array): void {
  port.postMessage(message, rgb !== undefined && rgb.buffer instanceof ArrayBuffer ? [rgb.buffer] : []);
}

async function answer(port: MessagePort, model: OpenModel, { id, picture, options }: DetectRequest): Promise<void> {
  try {
    const outcome = await model.detect(picture, options, () => say(port, { kind: 'alive', id }));
    say(port, { kind: 'done', id, rgb: picture.rgb, outcome }, picture.rgb);
  } catch (error) {
    say(port, { kind: 'error', id, rgb: picture.rgb, reason: errorText(error) }, picture.rgb);
  }
}

function serve(port: MessagePort, setup: WorkerSetup): void {
  if (setup.isBackground === true) lowerThreadPriority(backgroundNiceness);
  /** Runs one piece of work at a time inside the gate; ends the thread instead when the station has given it up. */
  let last: Promise<void> = Promise.resolve();
  const inGate = (work: () => Promise<void>) => {
    last = last.then(async () => {
      if (!enterNative(setup.gate)) return port.close();
      await work().finally(() => leaveNative(setup.gate));
    });
  };
  let model: OpenModel | null = null;
  port.on('message', (order: WorkerOrder) => {
    if (order.kind === 'close') last = last.then(() => port.close());
    else inGate(async () => (model === null ? undefined : answer(port, model, order.request)));
  });
  inGate(async () => {
    const startMs = performance.now();
    try {
      const ready = await openReadyModel(setup);
      model = ready.model;
      const { threads, runMs } = ready;
      say(port, { kind: 'ready', layout: model.layout, threads, runMs, loadMs: performance.now() - startMs });
    } catch (error) {
      say(port, { kind: 'failed', reason: errorText(error) });
      port.close();
    }
  });
}

if (parentPort === null) throw new Error('detection/worker.ts runs as a worker thread only');
serve(parentPort, workerData as WorkerSetup);
