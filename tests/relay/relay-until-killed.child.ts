/**
 * Child of postgres-kill.test.ts: a real store whose outbox fills up to so many events, and the real relay to PostgreSQL. Goes on where a
 * killed one was; prints its figures as lines of JSON, and ends when all has arrived.
 */
import { join } from 'node:path';
import { createClock } from '../../src-main/clock.ts';
import { createLog } from '../../src-main/log.ts';
import { createRelay } from '../../src-main/relay/relay.ts';
import { makeSinks } from '../../src-main/relay/sinks/sinks.ts';
import { connect } from '../../src-main/store/database.ts';
import { openStore } from '../../src-main/store/open-store.ts';

const [folder = '', url = '', totalText = '', retentionText = ''] = process.argv.slice(2);
const total = Number(totalText);
const eventsPerTurn = 1000;
const sensors = 40;
const clock = createClock();
const log = createLog('silent');
const file = join(folder, 'kavach.db');
const store = openStore({
  ...{ file, backupFolder: join(folder, 'backups'), retention: JSON.parse(retentionText), log, clock },
  outbox: { sinks: ['postgres'], mostEvents: total },
});
const reader = connect({ file, mode: 'read', log });
const newest = reader.query<[], { seq: number }>("SELECT seq FROM sqlite_sequence WHERE name = 'outbox'");
const relay = createRelay({ outbox: store.outbox, sinks: makeSinks({ postgres: { url } }, 'T'), clock, log });

/** The number of an event is its place in the outbox, so that a killed child's last number is known to the next one. */
function fill(): void {
  const from = (newest.get()?.seq ?? 0) + 1;
  const count = Math.min(eventsPerTurn, total - from + 1);
  const events = Array.from({ length: Math.max(0, count) }, (_, i) => ({
    ...{
      eventId: store.outbox.eventIds.numbered('r', from + i),
      topic: 'traffic-events' as const,
      key: `gate-${(from + i) % sensors}`,
    },
    ...{ atMs: clock.nowMs(), payload: { n: from + i, speed: 4.5, volume: 12 } },
  }));
  store.outbox.queue(events);
  store.settle(clock.nowMs());
}

function tell(): void {
  const [figures] = relay.figures();
  if (figures === undefined) return;
  const added = newest.get()?.seq ?? 0;
  process.stdout.write(`${JSON.stringify({ state: figures.state.kind, sent: figures.sentTotal, added })}\n`);
  if (added >= total && figures.waitingEvents === 0) void relay.stop().then(() => process.exit(0));
}

relay.start();
setInterval(fill, 20);
setInterval(tell, 50);
