/** The thread that reads a timetable, so that the station goes on meanwhile. In: an order. Out: each step, and the timetable or why not. */
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { FeedRefused, type FromImportWorker, type ImportOrder } from './import-messages.ts';
import { unpackFeed } from './unpack-feed.ts';

const port = parentPort;
if (port === null) throw new Error('trains/import-worker.ts runs as a worker thread only');
const say = (message: FromImportWorker): void => port.postMessage(message);

async function run(order: ImportOrder): Promise<void> {
  try {
    say({ kind: 'step', step: 'unpacking' });
    await unpackFeed(join(order.folder, 'feed.zip'), order.folder);
    say({ kind: 'step', step: 'reading' });
    // The library takes a second to load: what is no feed is refused without it.
    const { loadFeed, readTimetable } = await import('./read-feed.ts');
    await loadFeed(order);
    say({ kind: 'step', step: 'choosing' });
    say({ kind: 'done', ...readTimetable(order) });
  } catch (error) {
    if (!(error instanceof FeedRefused)) throw error;
    say({ kind: 'refused', reason: error.message });
  }
}

await run(workerData as ImportOrder);
