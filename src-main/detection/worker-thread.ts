/**
 * One thread of a model's worker, from its start to its end: messages in and out, and an end that can't take the process with
 * it. Whether and when to start another is model-worker.ts's.
 */
import { Worker } from 'node:worker_threads';
import { errorText } from '../errors.ts';
import { condemn, createGate } from './native-gate.ts';
import type { DetectRequest, WorkerMessage, WorkerOrder, WorkerSetup } from './worker-messages.ts';

export interface WorkerThreadDeps {
  readonly url: URL;
  readonly setup: Omit<WorkerSetup, 'gate'>;
  readonly onMessage: (message: WorkerMessage) => void;
  /** It ended without being asked; called once, and never after `close` or `abandon`. */
  readonly onDeath: (reason: string) => void;
}

export interface WorkerThread {
  post(request: DetectRequest): void;
  /** Asks it to end after its present picture and waits for that, at most `patienceMs`; then `abandon`. */
  close(patienceMs: number): Promise<void>;
  /** Ends it now, or, when it is stuck inside onnxruntime, leaves it to end when it comes out. Resolves when it has ended. */
  abandon(): Promise<void>;
}

export function startWorkerThread({ url, setup, onMessage, onDeath }: WorkerThreadDeps): WorkerThread {
  const gate = createGate();
  const worker = new Worker(url, { workerData: { ...setup, gate } satisfies WorkerSetup });
  let isWanted = true;
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  const die = (reason: string) => {
    if (!isWanted) return;
    isWanted = false;
    onDeath(reason);
  };
  worker.on('message', (message: WorkerMessage) => isWanted && onMessage(message));
  worker.on('error', (error) => die(`it failed: ${errorText(error)}`));
  worker.on('exit', (code) => die(`it ended with code ${code}`));

  function order(what: WorkerOrder, transfer: ArrayBuffer[] = []): void {
    worker.postMessage(what, transfer);
  }

  async function abandon(): Promise<void> {
    isWanted = false;
    if (condemn(gate)) await worker.terminate();
    else {
      order({ kind: 'close' });
      worker.unref();
      await ended;
    }
  }

  return {
    abandon,
    post(request) {
      const { buffer } = request.picture.rgb;
      order({ kind: 'detect', request }, buffer instanceof ArrayBuffer ? [buffer] : []);
    },
    async close(patienceMs) {
      isWanted = false;
      order({ kind: 'close' });
      let timer: NodeJS.Timeout | undefined;
      const patience = new Promise<'late'>((resolve) => {
        timer = setTimeout(() => resolve('late'), patienceMs);
      });
      const outcome = await Promise.race([ended, patience]);
      clearTimeout(timer);
      if (outcome === 'late') void abandon();
    },
  };
}
