/**
 * A sensor's settings as they are typed, and back: what a form holds are texts, what is sent are figures, and in between stands what is
 * wrong with which field. Pure; the station's own schema has the last word.
 */
import { type SensorChange, type SensorReply, sensorChange } from '../../../src-contract/api/sensors.ts';

export interface ThresholdDraft {
  readonly key: number;
  readonly field: string;
  readonly direction: 'above' | 'below';
  readonly medium: string;
  readonly high: string;
  readonly deadband: string;
}

export interface CalibrationDraft {
  readonly key: number;
  readonly field: string;
  readonly factor: string;
  readonly offset: string;
}

export interface SensorDraft {
  readonly name: string;
  readonly type: string;
  readonly lon: string;
  readonly lat: string;
  readonly silentAfterS: string;
  readonly addresses: string;
  readonly thresholds: readonly ThresholdDraft[];
  readonly calibration: readonly CalibrationDraft[];
}

export type DraftFault = 'number' | 'order' | 'place' | 'silent' | 'name' | 'type' | 'address' | 'field' | 'other';

export type ReadDraft =
  | { readonly ok: true; readonly change: SensorChange }
  /** `row` of thresholds or calibration, from 0. */
  | { readonly ok: false; readonly part: keyof SensorDraft | null; readonly row: number | null; readonly fault: DraftFault };

export function draftOf(sensor: SensorReply): SensorDraft {
  const [lon, lat] = sensor.location ?? ['', ''];
  return {
    ...{ name: sensor.name, type: sensor.type, lon: String(lon), lat: String(lat) },
    silentAfterS: sensor.silent_after_s === null ? '' : String(sensor.silent_after_s),
    addresses: sensor.addresses.join(', '),
    thresholds: sensor.thresholds.map(({ field, direction, medium, high, deadband }, key) => ({
      ...{ key, field, direction, medium: String(medium), high: String(high), deadband: String(deadband) },
    })),
    calibration: sensor.calibration.map(({ field, factor, offset }, key) => ({
      ...{ key, field, factor: String(factor), offset: String(offset) },
    })),
  };
}

/** Only what differs from `before`, so that what somebody else changes meanwhile stays. Null where nothing does. */
export function readDraft(draft: SensorDraft, before: SensorDraft): ReadDraft | null {
  const figures = changeOf(draft);
  const known = changeOf(before);
  const changed = Object.entries(figures).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(known[name as keyof typeof known]),
  );
  if (changed.length === 0) return null;
  const parsed = sensorChange.safeParse(Object.fromEntries(changed));
  return parsed.success ? { ok: true, change: parsed.data } : faultOf(parsed.error.issues[0]?.path ?? []);
}

function changeOf(draft: SensorDraft) {
  const { name, type, lon, lat, silentAfterS, addresses } = draft;
  return {
    ...{ name: name.trim(), type: type.trim() },
    location: lon.trim() === '' && lat.trim() === '' ? null : [figure(lon), figure(lat)],
    silent_after_s: silentAfterS.trim() === '' ? null : figure(silentAfterS),
    addresses: addresses.split(/[\s,;]+/).filter((text) => text !== ''),
    thresholds: draft.thresholds.map(({ field, direction, medium, high, deadband }) => ({
      ...{ field: field.trim(), direction, medium: figure(medium), high: figure(high), deadband: figure(deadband || '0') },
    })),
    calibration: draft.calibration.map(({ field, factor, offset }) => ({
      ...{ field: field.trim(), factor: figure(factor || '1'), offset: figure(offset || '0') },
    })),
  };
}

/** A decimal comma is one; what is no number, and nothing at all, stays a text that the schema refuses. */
function figure(text: string): number | string {
  const plain = text
    .trim()
    .replace('−', '-')
    .replace(/^(-?\d+),(\d+)$/, '$1.$2');
  return plain === '' || !Number.isFinite(Number(plain)) ? text : Number(plain);
}

const parts: Readonly<Record<string, { readonly part: keyof SensorDraft; readonly fault: DraftFault }>> = {
  name: { part: 'name', fault: 'name' },
  type: { part: 'type', fault: 'type' },
  location: { part: 'lon', fault: 'place' },
  silent_after_s: { part: 'silentAfterS', fault: 'silent' },
  addresses: { part: 'addresses', fault: 'address' },
  thresholds: { part: 'thresholds', fault: 'number' },
  calibration: { part: 'calibration', fault: 'number' },
};

function faultOf([top, row, cell]: readonly PropertyKey[]): ReadDraft {
  const { part = null, fault = 'other' } = parts[String(top)] ?? {};
  const isRow = typeof row === 'number' && (part === 'thresholds' || part === 'calibration');
  if (!isRow) return { ok: false, part, row: null, fault };
  return { ok: false, part, row, fault: cell === 'field' ? 'field' : fault };
}

/** True where both are numbers and HIGH lies nearer than MEDIUM: the schema says the same of `high`, where it may also be no number. */
export function isOutOfOrder({ direction, medium, high }: ThresholdDraft): boolean {
  const [first, second] = [figure(medium), figure(high)];
  if (typeof first === 'string' || typeof second === 'string') return false;
  return direction === 'above' ? second < first : second > first;
}

export function newThreshold(field: string, key: number): ThresholdDraft {
  return { key, field, direction: 'above', medium: '', high: '', deadband: '0' };
}

export function newCalibration(field: string, key: number): CalibrationDraft {
  return { key, field, factor: '1', offset: '0' };
}
