/** Planned events on the disk. A row that can't be read is left out with a line in the log. */
import { type EventRecords, type PlannedEvent, plannedEventSchema } from '../../src-contract/domain/planned-event.ts';
import type { Log } from '../log.ts';
import type { Connections } from './connections.ts';
import type { Durably } from './full-disk.ts';

interface PlannedEventsOptions {
  readonly connections: Connections;
  readonly durably: Durably;
  readonly log: Log;
}

export function createPlannedEvents({ connections: { durable, reader }, durably, log }: PlannedEventsOptions): EventRecords {
  const all = reader.query<[], { id: string; event: string }>('SELECT id, event FROM planned_events');
  const save = durable.query<[string, string | null, string]>(
    `INSERT INTO planned_events (id, calendar_uid, event) VALUES (?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET calendar_uid = excluded.calendar_uid, event = excluded.event`,
  );
  const remove = durable.query<[string]>('DELETE FROM planned_events WHERE id = ?');

  const read = ({ id, event }: { id: string; event: string }): PlannedEvent[] => {
    const { data, error } = plannedEventSchema.safeParse(JSON.parse(event));
    if (data === undefined) log.error({ id, error: error?.message }, 'a planned event could not be read');
    return data === undefined ? [] : [data];
  };

  return {
    all: () => all.all().flatMap(read),
    change: ({ save: changed, remove: removed }) =>
      durably('plannedEvents.change', () => {
        for (const id of removed) remove.run(id);
        for (const event of changed) save.run(event.id, event.calendarUid, JSON.stringify(event));
      }),
  };
}
