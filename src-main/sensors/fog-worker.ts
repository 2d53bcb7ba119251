/**
 * The fog model's thread: loads it, tries it once, answers each batch in turn. onnxruntime's `run` blocks the thread that calls it, so that alone
 * is done here. Watching it is fog-model.ts's.
 */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { errorText } from '../errors.ts';
import type { FogWorkerSetup, FromFogWorker, ToFogWorker } from './fog-messages.ts';

async function openSession({ path, features, width }: FogWorkerSetup) {
  const session = await InferenceSession.create(path, { intraOpNumThreads: 1, interOpNumThreads: 1 });
  const input = session.inputNames[0] ?? '';
  const run = async (rows: Float32Array, count: number): Promise<Float32Array> => {
    const outputs = await session.run({ [input]: new Tensor('float32', rows, [count, features]) });
    // Exports of scikit-learn give a label beside the scores; what is wanted has figures, so many a row.
    const found = Object.values(outputs).find(({ data }) => data instanceof Float32Array && data.length === count * width);
    if (found?.data instanceof Float32Array) return Float32Array.from(found.data);
    throw new Error(`it gives nothing of ${width} figures a row: correct "output" in its card`);
  };
  await run(new Float32Array(features), 1);
  return run;
}

function serve(port: MessagePort, setup: FogWorkerSetup): void {
  const say = (message: FromFogWorker): void => port.postMessage(message);
  const opened = openSession(setup);
  opened.then(
    () => say({ kind: 'ready' }),
    (error: unknown) => {
      say({ kind: 'failed', reason: errorText(error) });
      port.close();
    },
  );
  let last: Promise<unknown> = opened.catch(() => undefined);
  port.on('message', (order: ToFogWorker) => {
    last = last.then(async () => {
      if (order.kind === 'close') return port.close();
      try {
        const run = await opened;
        say({ kind: 'done', id: order.id, values: await run(order.rows, order.count) });
      } catch (error) {
        say({ kind: 'error', id: order.id, reason: errorText(error) });
      }
    });
  });
}

if (parentPort === null) throw new Error('sensors/fog-worker.ts runs as a worker thread only');
serve(parentPort, workerData as FogWorkerSetup);
