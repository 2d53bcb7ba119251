/** What the stages measure, for GET /metrics; requests, sockets and cameras are the server's own. */
import { Counter, Gauge, type Registry } from 'prom-client';
import type { SinkFigures } from '../../src-contract/domain/outbox.ts';
import type { StoredTransition } from '../store/alarms.ts';
import type { Store } from '../store/open-store.ts';
import type { DetectionDesk } from './camera-desk.ts';
import type { Listeners } from './listeners.ts';

export interface StationMeasures {
  readonly cameraIds: () => readonly string[];
  readonly desk: DetectionDesk;
  readonly store: Pick<Store, 'health'>;
  readonly alarms: Listeners<StoredTransition>;
  readonly relay: () => readonly SinkFigures[];
}

export function measureStation(registry: Registry, { cameraIds, desk, store, alarms, relay }: StationMeasures): void {
  const registers = [registry];
  const perCamera = (name: string, help: string, pick: (cameraId: string) => number | null): void => {
    new Gauge({
      ...{ name, help, registers },
      labelNames: ['camera'],
      collect() {
        for (const camera of cameraIds()) this.labels(camera).set((pick(camera) ?? 0) / 1000);
      },
    });
  };
  perCamera(
    'kavach_frame_inference_seconds',
    'Preparing, running and decoding one frame; smoothed',
    (id) => desk.counters(id)?.meanInferenceMs ?? null,
  );
  perCamera(
    'kavach_frame_delay_seconds',
    'From the decoder to the detections; smoothed',
    (id) => desk.counters(id)?.meanTotalMs ?? null,
  );
  new Gauge({
    ...{ name: 'kavach_store_queue_rows', help: 'Rows that wait to be written', registers },
    collect() {
      this.set(store.health().queueDepth);
    },
  });
  new Gauge({
    ...{
      name: 'kavach_store_dropped_rows',
      help: 'Rows lost since the start: the queue was full, or they could not be written',
      registers,
    },
    collect() {
      this.set(store.health().droppedTotal);
    },
  });
  measureRelay(registry, relay);
  const events = new Counter({
    name: 'kavach_alarm_events_total',
    help: 'Alarm events stored and announced',
    labelNames: ['event', 'kind'],
    registers,
  });
  alarms.add(({ kind, alarm }) => events.inc({ event: kind, kind: alarm.kind }));
}

const relayTotals = [
  ['kavach_relay_sent_total', 'Events that have arrived at an engine since the start', 'sentTotal'],
  ['kavach_relay_dropped_total', 'Events that had to make room before they were sent, ever', 'droppedTotal'],
  ['kavach_relay_refused_total', 'Events that an engine would not take, ever', 'refusedTotal'],
] as const;

function measureRelay(registry: Registry, relay: () => readonly SinkFigures[]): void {
  const registers = [registry];
  const labelNames = ['sink'];
  const gauge = (name: string, help: string, pick: (figures: SinkFigures) => number): void => {
    new Gauge({
      ...{ name, help, labelNames, registers },
      collect() {
        for (const figures of relay()) this.labels(figures.name).set(pick(figures));
      },
    });
  };
  gauge('kavach_relay_lag_events', 'Events that wait for an engine', ({ waitingEvents }) => waitingEvents);
  gauge('kavach_relay_lag_seconds', 'Age of the oldest event that waits for an engine', ({ lagMs }) => lagMs / 1000);
  gauge('kavach_relay_connected', '1 while an engine takes what is sent', ({ state }) => (state.kind === 'sending' ? 1 : 0));
  for (const [name, help, field] of relayTotals) {
    new Counter({
      ...{ name, help, labelNames, registers },
      collect() {
        this.reset();
        for (const figures of relay()) this.labels(figures.name).inc(figures[field]);
      },
    });
  }
}
