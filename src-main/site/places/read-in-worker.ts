/**
 * Has an extract read in a thread of its own. In: the file. Out: its places and ways in batches once all of it is read and sound, then what
 * it says of itself. Rejects with the file's fault; with a cancelled order; with a file over which the thread falls silent.
 */
import { Worker } from 'node:worker_threads';
import type { PlaceImports } from '../../../src-contract/domain/place-records.ts';
import type { FromExtractWorker, ReadFacts } from './extract-messages.ts';
import { ExtractRefused } from './osm-element.ts';

export interface ReadOrder {
  readonly workerUrl: URL;
  readonly bytes: Uint8Array;
  readonly records: Pick<PlaceImports, 'clear' | 'stagePlaces' | 'stageWays'>;
  readonly onProgress: (share: number) => void;
  readonly signal: AbortSignal;
  readonly mostSilenceMs?: number;
}

/** A full file (64 MB of JSON, 600,000 nodes) took some 250 MB; more would be taken from cameras and alarms. */
const resourceLimits = { maxOldGenerationSizeMb: 768 };
/** The longest block of a file, or the sorting at its end, takes some seconds. */
const usualMostSilenceMs = 60_000;

export async function readInWorker(order: ReadOrder): Promise<ReadFacts> {
  const { workerUrl, bytes, records, onProgress, signal, mostSilenceMs = usualMostSilenceMs } = order;
  signal.throwIfAborted();
  const worker = new Worker(workerUrl, { workerData: bytes, resourceLimits });
  let isStaging = false;
  let share = 0;
  let silence: NodeJS.Timeout | undefined;
  /** The first batch: the file is sound, and what was staged before gives way. */
  const stage = (write: () => void): void => {
    if (!isStaging) records.clear();
    isStaging = true;
    write();
  };
  try {
    return await new Promise<ReadFacts>((resolve, reject) => {
      const listen = (): void => {
        clearTimeout(silence);
        const where = `byte ${Math.round(share * bytes.length)}: nothing past here can be read`;
        silence = setTimeout(() => reject(new ExtractRefused(where)), mostSilenceMs);
      };
      const take = (message: FromExtractWorker): void => {
        listen();
        if (message.kind === 'progress') {
          share = message.share;
          onProgress(share);
        } else if (message.kind === 'places') stage(() => records.stagePlaces(message.places));
        else if (message.kind === 'ways') stage(() => records.stageWays(message.ways));
        else if (message.kind === 'done') resolve(message);
        else reject(new ExtractRefused(message.reason));
      };
      listen();
      signal.addEventListener('abort', () => reject(signal.reason));
      worker.on('message', (message: FromExtractWorker) => {
        try {
          take(message);
        } catch (error) {
          reject(error);
        }
      });
      worker.once('error', reject);
      worker.once('exit', () => reject(new Error('the reading ended before it was done')));
    });
  } finally {
    clearTimeout(silence);
    await worker.terminate();
  }
}
