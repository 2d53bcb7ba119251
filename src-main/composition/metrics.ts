/** What the stages measure, for GET /metrics; requests, sockets and cameras are the server's own. */
import { Counter, Gauge, type Registry } from 'prom-client';
import type { StoredTransition } from '../store/alarms.ts';
import type { Store } from '../store/open-store.ts';
import type { DetectionDesk } from './camera-desk.ts';
import type { Listeners } from './listeners.ts';

export interface StationMeasures {
  readonly cameraIds: readonly string[];
  readonly desk: DetectionDesk;
  readonly store: Pick<Store, 'health'>;
  readonly alarms: Listeners<StoredTransition>;
}

export function measureStation(registry: Registry, { cameraIds, desk, store, alarms }: StationMeasures): void {
  const registers = [registry];
  const perCamera = (name: string, help: string, pick: (cameraId: string) => number | null): void => {
    new Gauge({
      ...{ name, help, registers },
      labelNames: ['camera'],
      collect() {
        for (const camera of cameraIds) this.labels(camera).set((pick(camera) ?? 0) / 1000);
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
  const events = new Counter({
    name: 'kavach_alarm_events_total',
    help: 'Alarm events stored and announced',
    labelNames: ['event', 'kind'],
    registers,
  });
  alarms.add(({ kind, alarm }) => events.inc({ event: kind, kind: alarm.kind }));
}
