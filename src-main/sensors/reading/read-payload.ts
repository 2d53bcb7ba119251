/**
 * One payload → one reading, or why not. Pure. Whose it is and of what type is taken from the topic or the credentials, then from the
 * payload, then from its shape. What it means (risk, alerts) is left to predict.ts.
 */
import { hash } from 'node:crypto';
import type { Reading, RejectedReading, RejectReason, SensorPayload } from '../../../src-contract/domain/reading.ts';
import { type SensorRecord, sensorIdPattern, sensorTypePattern } from '../../../src-contract/domain/sensor.ts';
import { sensorType } from '../../../src-contract/domain/sensor-types.ts';
import { guessType } from './guess-type.ts';
import { readFields } from './read-fields.ts';
import { readTime } from './reading-time.ts';

/** What a reading is before anybody has judged it. */
export type UnjudgedReading = Omit<Reading, 'prediction'>;

export type ReadPayload =
  | { readonly ok: true; readonly reading: UnjudgedReading; readonly messageId: string | null }
  | { readonly ok: false; readonly rejected: RejectedReading };

/** A sensor's payload has some hundred bytes; a larger one is a picture or an attack. Characters. */
export const mostPayloadLength = 16_384;
const mostKeptRaw = { reading: 4000, rejected: 2000 } as const;

export type KnownSensor = Pick<SensorRecord, 'type' | 'calibration'>;
type Fields = Readonly<Record<string, unknown>>;

/** Distinguishes readings that have neither a time nor a number of their own: they are all new. Never repeats within a run. */
let unlike = 0;

export function readPayload(payload: SensorPayload, known: (sensorId: string) => KnownSensor | null): ReadPayload {
  const fields = parseObject(payload.text);
  if (typeof fields === 'string')
    return reject(payload, { type: payload.type, sensorId: payload.sensorId }, fields, words[fields]);
  const stated = statedType(payload, fields);
  const sensorId = sensorIdOf(payload, fields, stated ?? guessType(fields));
  const registered = known(sensorId);
  const type = stated ?? registered?.type ?? guessType(fields);
  const who = { type, sensorId: sensorIdPattern.test(sensorId) ? sensorId : null };
  if (!sensorTypePattern.test(type))
    return reject(payload, { ...who, type: null }, 'bad-name', 'a type has small letters, digits, _ and -, at most 40');
  if (who.sensorId === null) return reject(payload, who, 'bad-name', `its sensor's id is none: ${idRule}`);
  const time = readTime(fields['timestamp'] ?? fields['ts'] ?? fields['time'], payload.receivedMs);
  if (!time.ok) return reject(payload, who, time.reason, time.detail);
  const read = readFields(fields, sensorType(type), registered?.calibration ?? []);
  if (!read.ok) return reject(payload, who, read.reason, read.detail);
  const messageId = payload.messageId ?? messageIdOf(fields);
  return {
    ok: true,
    messageId,
    reading: {
      ...{ sensorId: who.sensorId, type, source: payload.source, atMs: time.atMs, receivedMs: Math.floor(payload.receivedMs) },
      ...{ raw: payload.text.slice(0, mostKeptRaw.reading), values: read.values },
      digest: messageId !== null ? digestOf(messageId) : time.isOwn ? digestOf(payload.text) : ++unlike,
    },
  };
}

const idRule = 'letters, digits and . _ : -, at most 64';
const words: Readonly<Record<Extract<RejectReason, 'too-large' | 'not-json' | 'not-an-object'>, string>> = {
  'too-large': `it has more than ${mostPayloadLength} characters`,
  'not-json': 'it is not JSON',
  'not-an-object': 'it is JSON, but no object',
};

function parseObject(text: string): Fields | keyof typeof words {
  if (text.length > mostPayloadLength) return 'too-large';
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? (parsed as Fields) : 'not-an-object';
  } catch {
    return 'not-json';
  }
}

/** Null where neither the topic nor the payload says it: then it is what is registered, else what it looks like. */
function statedType(payload: SensorPayload, fields: Fields): string | null {
  const said = fields['type'] ?? fields['sensor_type'];
  return payload.type ?? (typeof said === 'string' ? said.toLowerCase() : null);
}

/** Simulators of the rail backend name no sensor: then all of a type are one. */
function sensorIdOf(payload: SensorPayload, fields: Fields, type: string): string {
  const said = payload.sensorId ?? fields['sensor_id'] ?? fields['id'];
  return said === undefined || said === null ? type : typeof said === 'string' || typeof said === 'number' ? String(said) : '';
}

function messageIdOf(fields: Fields): string | null {
  const said = fields['message_id'];
  return typeof said === 'string' && said.length > 0 && said.length <= 200
    ? said
    : typeof said === 'number'
      ? String(said)
      : null;
}

/** 52 bits, which a number holds. */
function digestOf(text: string): number {
  return Number.parseInt(hash('sha1', text, 'hex').slice(0, 13), 16);
}

function reject(
  { source, origin, receivedMs, text }: SensorPayload,
  who: Pick<RejectedReading, 'type' | 'sensorId'>,
  reason: RejectReason,
  detail: string,
): ReadPayload {
  const raw = text.slice(0, mostKeptRaw.rejected);
  return { ok: false, rejected: { source, origin: origin.slice(0, 200), receivedMs, ...who, reason, detail, raw } };
}
