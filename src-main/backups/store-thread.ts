/** One order to the worker and its answer. In: an order, a way to cancel. Out: the answer; rejects with the reason where it is no good. */
import { Worker } from 'node:worker_threads';
import type { AnswerTo, FromStoreWorker, StoreOrder } from './worker-messages.ts';

interface Work {
  readonly signal: AbortSignal;
  readonly onShare?: (share: number) => void;
}

export type StoreThread = <O extends StoreOrder>(order: O, work: Work) => Promise<AnswerTo<O>>;

export function createStoreThread(workerUrl: URL): StoreThread {
  return async <O extends StoreOrder>(order: O, { signal, onShare }: Work): Promise<AnswerTo<O>> => {
    signal.throwIfAborted();
    const worker = new Worker(workerUrl, { workerData: order });
    try {
      return await new Promise<AnswerTo<O>>((resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason), { once: true });
        worker.on('message', (message: FromStoreWorker) => {
          if (message.kind === 'progress') onShare?.(message.share);
          else if (message.kind === 'done') resolve(message.answer as AnswerTo<O>);
          else reject(new Error(message.reason));
        });
        worker.once('error', reject);
        worker.once('exit', () => reject(new Error('the thread that reads stores ended early')));
      });
    } finally {
      await worker.terminate();
    }
  };
}
