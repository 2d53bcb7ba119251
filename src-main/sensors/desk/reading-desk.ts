/**
 * The readings' way: payloads of every kind of intake → read → judged → stored in batches → told. In: payloads, in order. Out: what became of
 * each, once it is on the disk, and batches of readings for sockets and conditions. Nothing waits longer than 100 ms while the store
 * takes writes; what waits is bounded, and whoever finds no room is told so, so that nothing that was taken is lost in silence.
 */
import type { RejectReason, SensorPayload, TakenPayload, ToldReading } from '../../../src-contract/domain/reading.ts';
import type { ReadingRecords } from '../../../src-contract/domain/reading-records.ts';
import { errorText } from '../../errors.ts';
import type { Log } from '../../log.ts';
import type { SensorBook } from '../book/sensor-book.ts';
import { type Prepared, type PrepareOptions, prepareBatch } from './prepare-batch.ts';
import { createRecentIds } from './recent-ids.ts';

export interface DeskFigures {
  readonly waiting: number;
  readonly stored: number;
  readonly duplicates: number;
  readonly rejected: Readonly<Partial<Record<RejectReason, number>>>;
  /** Payloads that found no room, and when the newest did. */
  readonly lost: number;
  readonly lostMs: number | null;
  /** Why nothing is being stored; null when all is well. */
  readonly fault: string | null;
}

export interface ReadingDesk {
  /** `done` is called once: when it is stored, or can't be. */
  take(payload: SensorPayload, done?: (taken: TakenPayload) => void): void;
  /** False while it would answer `full`: an intake that can make its senders wait asks first. */
  hasRoom(): boolean;
  figures(): DeskFigures;
  /** Stores what waits, as far as the store takes it; whatever comes afterwards finds no room. */
  stop(): Promise<void>;
}

export interface DeskOptions extends Omit<PrepareOptions, 'recent' | 'book'> {
  readonly book: SensorBook;
  readonly records: Pick<ReadingRecords, 'append'>;
  /** In the order of their numbers. */
  readonly onStored: (readings: readonly ToldReading[]) => void;
  readonly nowMs: () => number;
  readonly log: Log;
  readonly mostWaiting?: number;
}

/** Long enough that a transaction's cost is shared by what comes meanwhile, short enough that a sender who waits for it isn't held up. */
const batchMs = 20;
/** Some 10 ms of work, so that cameras and alarms get their turn in between. */
const mostABatch = 500;
/** Two seconds of 10,000 a second: bridges a slow disk, costs 10 MB or so. */
const usualMostWaiting = 20_000;
/** How long writing rests after the store refused. */
const restMs = 1000;
/** Ids of messages, by which one that is sent again is known for some minutes. */
const mostRecentIds = 200_000;

interface Waiting {
  readonly payload: SensorPayload;
  readonly done: ((taken: TakenPayload) => void) | undefined;
}

interface Batch {
  readonly waiting: readonly Waiting[];
  readonly prepared: readonly Prepared[];
}

export function createReadingDesk(options: DeskOptions): ReadingDesk {
  const { book, records, nowMs, log, mostWaiting = usualMostWaiting } = options;
  const preparing: PrepareOptions = { ...options, recent: createRecentIds(mostRecentIds) };
  const counts = { stored: 0, duplicates: 0, lost: 0, lostMs: null as number | null };
  const rejected: Partial<Record<RejectReason, number>> = {};
  const queue: Waiting[] = [];
  /** Taken from the queue and not stored yet. It is tried again as it is: preparing it twice would find its own messages known. */
  let batch: Batch | null = null;
  let fault: string | null = null;
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> | null = null;
  let isStopping = false;

  const waiting = (): number => queue.length + (batch?.waiting.length ?? 0);

  const arm = (delayMs: number): void => {
    if (timer !== null || running !== null || isStopping) return;
    timer = setTimeout(() => {
      timer = null;
      running = storeNext().finally(() => {
        running = null;
        if (waiting() > 0) arm(fault !== null ? restMs : queue.length >= mostABatch ? 0 : batchMs);
      });
    }, delayMs);
  };

  const storeNext = async (): Promise<void> => {
    batch ??= await nextBatch();
    const numbers = append(batch.prepared);
    if (numbers === null) return;
    const done = batch;
    batch = null;
    settle(done, numbers);
  };

  const nextBatch = async (): Promise<Batch> => {
    const taken = queue.splice(0, mostABatch);
    return {
      waiting: taken,
      prepared: await prepareBatch(
        taken.map(({ payload }) => payload),
        preparing,
      ),
    };
  };

  /** The numbers of the readings; null where the store refused. */
  const append = (prepared: readonly Prepared[]): readonly (number | null)[] | null => {
    try {
      const numbers = records.append({
        readings: prepared.flatMap((each) => (each.kind === 'reading' ? [each.stored] : [])),
        rejected: prepared.flatMap((each) => (each.kind === 'rejected' ? [each.rejected] : [])),
      });
      if (fault !== null) log.info({ waiting: waiting() }, 'readings are stored again');
      fault = null;
      return numbers;
    } catch (error) {
      if (fault === null)
        log.error({ error: errorText(error), waiting: waiting() }, 'readings could not be stored; trying again');
      fault = errorText(error);
      return null;
    }
  };

  /** Counts, remembers and answers each, then tells the new ones. */
  const settle = ({ waiting: senders, prepared }: Batch, numbers: readonly (number | null)[]): void => {
    const told: ToldReading[] = [];
    let next = 0;
    for (const [i, each] of prepared.entries()) {
      const seq = each.kind === 'reading' ? (numbers[next++] ?? null) : null;
      if (each.kind === 'reading' && seq !== null) {
        const reading: ToldReading = { ...each.stored.reading, seq, approved: each.stored.approved };
        told.push(reading);
        book.note(reading);
      }
      answer(senders[i]?.done, count(each, seq));
    }
    if (told.length > 0) options.onStored(told);
  };

  const count = (each: Prepared, seq: number | null): TakenPayload => {
    if (each.kind === 'rejected') {
      const { reason, detail } = each.rejected;
      rejected[reason] = (rejected[reason] ?? 0) + 1;
      book.noteRejected(each.rejected);
      return { kind: 'rejected', reason, detail };
    }
    if (seq === null) counts.duplicates++;
    else counts.stored++;
    return { kind: seq === null ? 'duplicate' : 'stored' };
  };

  /** A sender that has gone meanwhile must not keep the others from their answers. */
  const answer = (done: Waiting['done'], taken: TakenPayload): void => {
    try {
      done?.(taken);
    } catch (error) {
      log.warn({ error: errorText(error) }, 'the sender of a reading could not be answered');
    }
  };

  const refuse = (done: Waiting['done']): void => {
    if (counts.lostMs === null || nowMs() - counts.lostMs > 60_000)
      log.warn({ waiting: waiting() }, 'more readings come than can be stored: senders are told to wait');
    counts.lost++;
    counts.lostMs = nowMs();
    answer(done, { kind: 'full' });
  };

  const hasRoom = (): boolean => !isStopping && waiting() < mostWaiting;

  return {
    hasRoom,
    take(payload, done) {
      if (!hasRoom()) return refuse(done);
      queue.push({ payload, done });
      arm(batchMs);
    },
    figures: () => ({ ...counts, waiting: waiting(), rejected: { ...rejected }, fault }),
    async stop() {
      isStopping = true;
      if (timer !== null) clearTimeout(timer);
      await running;
      while (waiting() > 0) {
        await storeNext();
        if (fault !== null) break;
      }
      for (const { done } of [...(batch?.waiting ?? []), ...queue]) refuse(done);
    },
  };
}
