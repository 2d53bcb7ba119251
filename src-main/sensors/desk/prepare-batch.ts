/**
 * Payloads → what is to be stored of them. In: payloads in order. Out: for each its reading, or that it is the same message again, or why it
 * is refused. Risk comes from the model where there is one, else from the rules; a model that can't answer leaves it to the rules.
 */
import type { Reading, ReadingPrediction, RejectedReading, SensorPayload } from '../../../src-contract/domain/reading.ts';
import type { NewReading, RollupSteps } from '../../../src-contract/domain/reading-records.ts';
import type { SensorRecord } from '../../../src-contract/domain/sensor.ts';
import { sensorType } from '../../../src-contract/domain/sensor-types.ts';
import type { SensorBook } from '../book/sensor-book.ts';
import { predictByRule, worstOf } from '../reading/predict.ts';
import { readPayload, type UnjudgedReading } from '../reading/read-payload.ts';
import type { RecentIds } from './recent-ids.ts';

/** A model in the fog rule's place: of each reading its prediction, or null where it has nothing to say of it. Never rejects. */
export type PredictBatch = (readings: readonly UnjudgedReading[]) => Promise<readonly (ReadingPrediction | null)[]>;

export type Prepared =
  | { readonly kind: 'reading'; readonly stored: NewReading }
  | { readonly kind: 'duplicate' }
  | { readonly kind: 'rejected'; readonly rejected: RejectedReading };

export interface PrepareOptions {
  readonly book: Pick<SensorBook, 'record' | 'hasRoomFor'>;
  readonly recent: RecentIds;
  readonly stepsOf: (atMs: number) => RollupSteps;
  readonly predict: PredictBatch | null;
}

type Understood = { readonly kind: 'understood'; readonly reading: UnjudgedReading } | Exclude<Prepared, { kind: 'reading' }>;

export async function prepareBatch(payloads: readonly SensorPayload[], options: PrepareOptions): Promise<readonly Prepared[]> {
  const understood = payloads.map((payload) => understand(payload, options));
  const predictions = options.predict === null ? null : await askModel(understood, options.predict);
  return understood.map((outcome) =>
    outcome.kind === 'understood'
      ? { kind: 'reading', stored: judged(outcome.reading, predictions?.get(outcome.reading) ?? null, options) }
      : outcome,
  );
}

function understand(payload: SensorPayload, { book, recent }: PrepareOptions): Understood {
  const read = readPayload(payload, book.record);
  if (!read.ok) return { kind: 'rejected', rejected: read.rejected };
  const { reading, messageId } = read;
  if (!book.hasRoomFor(reading.sensorId, reading.type)) return { kind: 'rejected', rejected: noRoom(payload, reading) };
  if (messageId !== null && !recent.add(`${reading.sensorId} ${messageId}`)) return { kind: 'duplicate' };
  return { kind: 'understood', reading };
}

function noRoom({ origin }: SensorPayload, { sensorId, type, source, receivedMs, raw }: UnjudgedReading): RejectedReading {
  const detail = 'more sensors or types are heard than a station has; register this one, or find out who makes names up';
  return {
    ...{ source, origin: origin.slice(0, 200), receivedMs, sensorId, type, raw: raw.slice(0, 2000) },
    reason: 'too-many-sensors',
    detail,
  };
}

async function askModel(
  outcomes: readonly Understood[],
  predict: PredictBatch,
): Promise<ReadonlyMap<UnjudgedReading, ReadingPrediction>> {
  const readings = outcomes.flatMap((outcome) => (outcome.kind === 'understood' ? [outcome.reading] : []));
  const answers = await predict(readings);
  return new Map(readings.flatMap((reading, i) => (answers[i] ? [[reading, answers[i]] as const] : [])));
}

function judged(reading: UnjudgedReading, modelled: ReadingPrediction | null, options: PrepareOptions): NewReading {
  const thresholds = options.book.record(reading.sensorId)?.thresholds ?? [];
  const prediction = modelled === null ? predictByRule(reading, thresholds) : worstOf(modelled, reading.values, thresholds);
  return newReading({ ...reading, prediction }, options);
}

export function newReading(reading: Reading, { book, stepsOf }: Pick<PrepareOptions, 'book' | 'stepsOf'>): NewReading {
  const record = book.record(reading.sensorId);
  return { reading, steps: stepsOf(reading.atMs), rolledUp: rolledUp(reading, record), approved: record?.approved ?? false };
}

/** The fields of its type; of a type that nobody described only where somebody has registered the sensor, for names are kept for ever. */
function rolledUp({ type, values }: Reading, record: SensorRecord | null): readonly string[] {
  const known = sensorType(type);
  if (known !== null) return Object.keys(values).filter((name) => Object.hasOwn(known.fields, name));
  return record === null ? [] : Object.keys(values);
}
