/** An outbox in a store's file, with the transactions that its writers have, and made-up events to put into it. */
import { onTestFinished } from 'vitest';
import type { NumberedRelayEvent, RelayEvent, SinkName } from '../../src-contract/domain/outbox.ts';
import { closeConnections, openConnections } from '../../src-main/store/connections.ts';
import { migrate } from '../../src-main/store/migrate.ts';
import { migrations } from '../../src-main/store/migrations/all.ts';
import { createOutbox, type Outbox } from '../../src-main/store/outbox.ts';
import { morningMs, type Place, silentLog, temporaryPlace } from './store-fixture.ts';

export interface OpenOutbox {
  readonly outbox: Outbox;
  /** A batch's transaction, as the readings' writer has one. */
  inBatch(work: () => void): void;
  close(): void;
}

interface OpenOutboxOptions {
  readonly sinks: readonly SinkName[];
  readonly mostEvents?: number;
  readonly place?: Place;
  readonly nowMs?: () => number;
}

export function openOutbox({ sinks, mostEvents = 1_000_000, place = temporaryPlace(), nowMs }: OpenOutboxOptions): OpenOutbox {
  const connections = openConnections(place.file, silentLog, () => undefined);
  migrate(connections.durable, migrations, { ...place, folder: place.backupFolder, nowMs: morningMs });
  const inBatch = <T>(name: string, work: () => T): T => connections.batch.transaction(name, work);
  const writer = { add: (_rows: number, write: () => void) => inBatch('batch', write) };
  const outbox = createOutbox({ ...{ connections, inBatch, writer, sinks, mostEvents }, nowMs: nowMs ?? (() => morningMs) });
  let open = true;
  const close = (): void => {
    if (open) closeConnections(connections);
    open = false;
  };
  onTestFinished(close);
  return { outbox, inBatch: (work) => inBatch('batch', work), close };
}

export function makeEvent(eventId: string, change: Partial<RelayEvent> = {}): RelayEvent {
  const payload = { speed: 4.5, volume: 12 };
  return { ...{ eventId, topic: 'traffic-events', key: 'gate-1', atMs: morningMs, payload }, ...change };
}

/** `count` events, `e<from>` the first, of five sensors in turn. */
export function makeEvents(count: number, from = 1): RelayEvent[] {
  return Array.from({ length: count }, (_, i) => makeEvent(`e${from + i}`, { key: `gate-${(from + i) % 5}` }));
}

export function idsOf(events: readonly NumberedRelayEvent[]): string[] {
  return events.map(({ eventId }) => eventId);
}
