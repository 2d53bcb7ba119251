/**
 * Alarm events without gaps: live ones come in, and where one is missing (a lost link, a skipped number) the feed asks the station
 * for all since the last and puts them first. Out go events in order of `seq`, each once. What to do with them is left to the caller.
 */
import type { AlarmEventReply } from '../../src-contract/api/alarms.ts';

export interface AlertFeedOptions {
  /** Events after `seq`, oldest first, and whether there are more. Rejects when the station can't be asked. */
  readonly fetchSince: (seq: number) => Promise<{ events: readonly AlarmEventReply[]; more: boolean }>;
  /** Never empty, always in order. */
  readonly onEvents: (events: readonly AlarmEventReply[]) => void;
}

export interface AlertFeed {
  /** Where to begin: the number that came with the full list. */
  start(seq: number): void;
  push(event: AlarmEventReply): void;
  /** The link is back: ask for what was missed. Rejects when the station can't be asked; the next push or resume asks again. */
  resume(): Promise<void>;
  /** Number of the newest event that was handed out; null before the start. */
  seq(): number | null;
}

/** Live events that wait while the missing ones are asked for. More than this and the oldest are asked for again anyway. */
const waitingLimit = 500;

export function createAlertFeed({ fetchSince, onEvents }: AlertFeedOptions): AlertFeed {
  let lastSeq: number | null = null;
  let waiting: AlarmEventReply[] = [];
  let asking: Promise<void> | null = null;

  /** Hands out what follows on without a gap; what lies behind a gap keeps waiting. */
  const flush = () => {
    if (lastSeq === null) return;
    const ready: AlarmEventReply[] = [];
    for (const event of waiting.toSorted((a, b) => a.seq - b.seq)) {
      if (event.seq !== lastSeq + 1) continue;
      lastSeq = event.seq;
      ready.push(event);
    }
    const newest = lastSeq;
    waiting = waiting.filter((event) => event.seq > newest).slice(-waitingLimit);
    if (ready.length > 0) onEvents(ready);
  };

  const ask = async () => {
    while (lastSeq !== null) {
      const reply = await fetchSince(lastSeq);
      // The station may have dropped old events (retention): its answer counts, whatever its first number.
      const first = reply.events[0];
      if (first !== undefined && first.seq > lastSeq + 1) lastSeq = first.seq - 1;
      waiting.push(...reply.events);
      flush();
      if (!reply.more || reply.events.length === 0) return;
    }
  };

  const resume = () => {
    asking ??= ask().finally(() => {
      asking = null;
    });
    return asking;
  };

  return {
    start(seq) {
      lastSeq = seq;
      flush();
      if (waiting.length > 0) resume().catch(() => {});
    },
    push(event) {
      waiting.push(event);
      if (lastSeq === null) {
        waiting = waiting.slice(-waitingLimit);
        return;
      }
      flush();
      if (waiting.length > 0) resume().catch(() => {});
    },
    resume,
    seq: () => lastSeq,
  };
}
