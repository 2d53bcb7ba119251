/**
 * What of traffic goes to other engines beside its readings: each sensor's minutes, once they are over, and forecasts of it. In: the store's
 * roll-ups and what the forecasts' desk says. Out: events in the outbox. A minute is the same event when it is made again after a restart.
 */

import { kilometresPerHour } from '../../src-contract/api/traffic-row.ts';
import type { RelayEvent } from '../../src-contract/domain/outbox.ts';
import type { Prediction } from '../../src-contract/domain/prediction.ts';
import type { Rollup } from '../../src-contract/domain/reading-records.ts';
import type { Clock } from '../clock.ts';
import type { SensorBook } from '../sensors/book/sensor-book.ts';
import type { Store } from '../store/open-store.ts';
import type { Part } from './parts.ts';

interface TrafficEventsOptions {
  readonly store: Pick<Store, 'readings' | 'outbox'>;
  readonly book: Pick<SensorBook, 'list' | 'find'>;
  readonly clock: Clock;
}

const lookEveryMs = 10_000;
/** What comes later than this after a minute's end is in the station's own figures alone. */
const graceS = 30;
/** At the start, so much is made again: what a killed station had not sent. */
const madeAgainS = 600;

/** Expects the outbox to leave out what no engine asks for. */
export function trafficMinutesPart({ store, book, clock }: TrafficEventsOptions): Part {
  let doneS = Math.floor(clock.nowMs() / 60_000) * 60 - madeAgainS;
  let timer: NodeJS.Timeout | undefined;
  const look = (): void => {
    const lastS = Math.floor((clock.nowMs() / 1000 - graceS) / 60) * 60;
    // After a long sleep of the machine, what lies before has no reading anyhow.
    doneS = Math.max(doneS, lastS - madeAgainS);
    for (; doneS < lastS; doneS += 60) store.outbox.queue(minutesOf(doneS));
  };
  const minutesOf = (atS: number): RelayEvent[] =>
    book.list().flatMap(({ id, type }) => (type === 'traffic' ? (minuteOf(id, atS) ?? []) : []));
  const minuteOf = (sensorId: string, atS: number): RelayEvent | null => {
    const read = (field: string): Rollup | undefined =>
      store.readings.rollups({ type: 'traffic', sensorId, field, step: 'minute', fromS: atS, toS: atS + 60 })[0];
    const speed = read('speed');
    if (speed === undefined) return null;
    return {
      eventId: store.outbox.eventIds.named('m', `${atS}-${sensorId}`),
      ...{ topic: 'processed-traffic-aggregates', key: sensorId, atMs: atS * 1000 },
      payload: minutePayload(sensorId, atS, speed, read('volume')),
    };
  };
  return {
    name: 'traffic minutes',
    start() {
      timer = setInterval(look, lookEveryMs);
    },
    stop: () => clearInterval(timer),
  };
}

function minutePayload(sensorId: string, atS: number, speed: Rollup, volume: Rollup | undefined): RelayEvent['payload'] {
  const iso = (seconds: number): string => new Date(seconds * 1000).toISOString();
  return {
    ...{ sensor_id: sensorId, window_start: iso(atS), window_end: iso(atS + 60), reading_count: speed.n },
    avg_speed: kilometresPerHour(speed.sum / speed.n),
    min_speed: kilometresPerHour(speed.min),
    max_speed: kilometresPerHour(speed.max),
    avg_volume: volume === undefined ? null : Math.round((1000 * volume.sum) / volume.n) / 1000,
  };
}

/** Forecasts of zones and lines stay here: the topic is of traffic. */
export function predictionEvents(
  predictions: readonly Prediction[],
  { book, store }: Pick<TrafficEventsOptions, 'book' | 'store'>,
): RelayEvent[] {
  return predictions
    .filter(({ seriesId }) => book.find(seriesId)?.type === 'traffic')
    .map(({ id, seriesId, madeMs, atMs, horizonMinutes, value, intervals, method, hasSkill, confidence }) => ({
      eventId: store.outbox.eventIds.numbered('p', id),
      ...{ topic: 'traffic-predictions', key: seriesId, atMs: madeMs },
      payload: {
        ...{ sensor_id: seriesId, made_at: new Date(madeMs).toISOString(), predicted_for: new Date(atMs).toISOString() },
        ...{
          horizon_minutes: horizonMinutes,
          predicted_speed: kilometresPerHour(value),
          confidence,
          method,
          has_skill: hasSkill,
        },
        intervals: intervals.map(({ level, lower, upper }) => ({
          ...{ level, lower: kilometresPerHour(lower), upper: kilometresPerHour(upper) },
        })),
      },
    }));
}
