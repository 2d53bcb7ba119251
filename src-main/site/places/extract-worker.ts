/** The thread that reads an extract, so that the station goes on meanwhile. In: the file. Out: how far it is, then all of it in batches, or why not. */
import { parentPort, workerData } from 'node:worker_threads';
import type { FromExtractWorker } from './extract-messages.ts';
import { ExtractRefused } from './osm-element.ts';
import { readExtract } from './read-extract.ts';

const port = parentPort;
if (port === null) throw new Error('places/extract-worker.ts runs as a worker thread only');
const say = (message: FromExtractWorker): void => port.postMessage(message);
/** What the other side writes in one go, some 10 ms. */
const batchSize = 200;
const sayEveryMs = 200;

function run(bytes: Uint8Array): void {
  let saidMs = 0;
  const progress = (share: number): void => {
    if (performance.now() - saidMs < sayEveryMs) return;
    saidMs = performance.now();
    say({ kind: 'progress', share });
  };
  const { places, ways, ...facts } = readExtract(bytes, progress);
  for (let i = 0; i < places.length; i += batchSize) say({ kind: 'places', places: places.slice(i, i + batchSize) });
  for (let i = 0; i < ways.length; i += batchSize) say({ kind: 'ways', ways: ways.slice(i, i + batchSize) });
  say({ kind: 'done', ...facts });
}

try {
  run(workerData as Uint8Array);
} catch (error) {
  if (!(error instanceof ExtractRefused)) throw error;
  say({ kind: 'refused', reason: error.message });
}
