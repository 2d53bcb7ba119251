/** What is known of one engine: its state, and its figures with what waits for it. A change is one line in the log, not one a try. */
import type { SinkBacklog, SinkFigures, SinkName, SinkState } from '../../src-contract/domain/outbox.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';

export interface SinkStatus {
  /** So many have arrived; none when there was nothing to send. */
  arrived(events: number): void;
  failed(reason: string, retryInMs: number): void;
  figures(): SinkFigures;
}

export interface SinkStatusOptions {
  readonly name: SinkName;
  readonly backlog: () => SinkBacklog;
  readonly clock: Clock;
  readonly log: Log;
}

export function createSinkStatus({ name, backlog, clock, log }: SinkStatusOptions): SinkStatus {
  let state: SinkState = { kind: 'connecting' };
  let sentTotal = 0;
  let known = backlog();
  let lost = lossesOf(known);
  let lostMs: number | null = null;
  // The station's alarms are worked out from these figures too: a store that can't be read must not stop them, and says so itself.
  const backlogOr = (last: SinkBacklog): SinkBacklog => {
    try {
      return backlog();
    } catch {
      return last;
    }
  };
  return {
    arrived(events) {
      if (state.kind === 'waiting') log.info({ afterMs: clock.nowMs() - state.sinceMs }, 'an engine takes events again');
      state = { kind: 'sending' };
      sentTotal += events;
    },
    failed(reason, retryInMs) {
      const nowMs = clock.nowMs();
      if (state.kind !== 'waiting') log.warn({ reason }, 'an engine takes no events; trying until it does');
      const sinceMs = state.kind === 'waiting' ? state.sinceMs : nowMs;
      state = { kind: 'waiting', reason, sinceMs, retryAtMs: nowMs + retryInMs };
    },
    figures() {
      known = backlogOr(known);
      const nowMs = clock.nowMs();
      if (lossesOf(known) > lost) lostMs = nowMs;
      lost = lossesOf(known);
      const lagMs = known.oldestAddedMs === null ? 0 : Math.max(0, nowMs - known.oldestAddedMs);
      return { ...known, name, state, sentTotal, lagMs, lostMs };
    },
  };
}

function lossesOf({ droppedTotal, refusedTotal }: SinkBacklog): number {
  return droppedTotal + refusedTotal;
}
