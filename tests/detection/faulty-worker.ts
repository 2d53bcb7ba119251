/**
 * The real worker, with faults that a picture of a certain width sets off: it dies, it hangs in code of its own, or it stays
 * long inside onnxruntime.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { enterNative, leaveNative } from '../../src-main/detection/native-gate.ts';
import type { WorkerOrder, WorkerSetup } from '../../src-main/detection/worker-messages.ts';

export const faultWidths = { dies: 8, hangs: 16, stuckInside: 24 };

const { gate } = workerData as WorkerSetup;
parentPort?.on('message', (order: WorkerOrder) => {
  if (order.kind !== 'detect') return;
  const { width } = order.request.picture;
  if (width === faultWidths.dies) throw new Error('planted');
  while (width === faultWidths.hangs);
  if (width === faultWidths.stuckInside && enterNative(gate)) {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1500);
    leaveNative(gate);
  }
});
await import('../../src-main/detection/worker.ts');
