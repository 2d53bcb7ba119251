/**
 * Imports of a timetable, one at a time, in a thread of their own. In: a feed as somebody sent it. Out: where the import stands, and
 * the timetable once it is read; a feed that can't be taken, a cancelled or an overdue import changes nothing.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { StoredTimetable, TimetableImport } from '../../../src-contract/domain/train.ts';
import type { Clock } from '../../clock.ts';
import { errorText, KavachError } from '../../errors.ts';
import type { Log } from '../../log.ts';
import type { FromImportWorker, ImportOrder, ReadTimetable } from './import-messages.ts';
import { localDate } from './service-time.ts';

interface ImportOptions {
  /** Made for an import and removed after it. */
  readonly folder: string;
  readonly workerUrl: URL;
  readonly station: Omit<ImportOrder['station'], 'chosenStop'> & { readonly timezone: string };
  readonly lines: ImportOrder['lines'];
  readonly onRead: (stored: StoredTimetable) => void;
  readonly clock: Clock;
  readonly log: Log;
  readonly mostMs?: number;
}

export interface SentFeed {
  readonly bytes: Uint8Array;
  readonly fileName: string;
  readonly by: string;
  /** The feed's own id of this station; null to look for it. */
  readonly stopId: string | null;
}

export interface TimetableImports {
  state(): TimetableImport;
  /** Throws CONFLICT while one is running. */
  start(feed: SentFeed): TimetableImport;
  /** False when none is running. */
  cancel(): Promise<boolean>;
  stop(): Promise<void>;
}

/** A million stop times took 15 s, so that 40 million fit: more than a country has. */
const usualMostMs = 10 * 60_000;
/** What the library and the trains of a large junction need; more would be taken from cameras and alarms. */
const resourceLimits = { maxOldGenerationSizeMb: 512 };

export function createTimetableImports(options: ImportOptions): TimetableImports {
  const { clock, log, folder } = options;
  let state: TimetableImport = { kind: 'idle' };
  let running: { readonly abort: AbortController; readonly ended: Promise<void> } | null = null;

  const run = async (feed: SentFeed, signal: AbortSignal): Promise<void> => {
    try {
      await rm(folder, { recursive: true, force: true });
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeFile(join(folder, 'feed.zip'), feed.bytes);
      const read = await readInWorker(options, feed, signal, (step) => {
        if (state.kind === 'running') state = { ...state, step };
      });
      options.onRead({
        timetable: read.timetable,
        facts: { ...read.facts, importedMs: clock.nowMs(), importedBy: feed.by, fileName: feed.fileName },
      });
      log.info({ trips: read.facts.trips, file: feed.fileName }, 'a timetable was imported');
      state = { kind: 'idle' };
    } catch (error) {
      const reason = errorText(error);
      log.warn({ file: feed.fileName, reason }, 'a timetable could not be imported');
      state = { kind: 'failed', reason, atMs: clock.nowMs() };
    } finally {
      running = null;
      await rm(folder, { recursive: true, force: true }).catch((error: unknown) =>
        log.warn({ error: errorText(error) }, 'the folder of an import could not be removed'),
      );
    }
  };
  const cancel = async (): Promise<boolean> => {
    if (running === null) return false;
    const { abort, ended } = running;
    abort.abort(new Error('The import was cancelled. The timetable is as it was.'));
    await ended;
    return true;
  };

  return {
    state: () => state,
    start(feed) {
      if (running !== null) throw new KavachError('CONFLICT', 'A timetable is being imported. Wait for its end, or cancel it.');
      const abort = new AbortController();
      state = { kind: 'running', step: 'unpacking', startedMs: clock.nowMs() };
      running = { abort, ended: run(feed, abort.signal) };
      return state;
    },
    cancel,
    stop: async () => void (await cancel()),
  };
}

async function readInWorker(
  { folder, workerUrl, station, lines, clock, mostMs = usualMostMs }: ImportOptions,
  { stopId }: SentFeed,
  signal: AbortSignal,
  onStep: (step: Extract<TimetableImport, { kind: 'running' }>['step']) => void,
): Promise<ReadTimetable> {
  const { timezone, ...look } = station;
  const order: ImportOrder = {
    ...{ folder, lines },
    station: { ...look, chosenStop: stopId },
    today: localDate(clock.nowMs(), timezone),
  };
  signal.throwIfAborted();
  const worker = new Worker(workerUrl, { workerData: order, resourceLimits });
  const tooLong = AbortSignal.timeout(mostMs);
  try {
    return await new Promise<ReadTimetable>((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason));
      tooLong.addEventListener('abort', () =>
        reject(new Error(`The import took longer than ${mostMs / 60_000} min and was ended.`)),
      );
      worker.on('message', (message: FromImportWorker) => {
        if (message.kind === 'step') onStep(message.step);
        else if (message.kind === 'done') resolve(message);
        else reject(new Error(message.reason));
      });
      worker.once('error', reject);
      worker.once('exit', () => reject(new Error('the import ended before it was done')));
    });
  } finally {
    await worker.terminate();
  }
}
