/**
 * The figures of a payload. In: its fields, its type, its sensor's calibration. Out: figures in the units of the type, each checked to be
 * plausible, or what is wrong with the first that isn't. Of an unknown type every number is kept as it came.
 */
import type { RejectReason } from '../../../src-contract/domain/reading.ts';
import type { SensorRecord } from '../../../src-contract/domain/sensor.ts';
import { type SensorField, type SensorType, sensorTypes } from '../../../src-contract/domain/sensor-types.ts';
import { knownUnits, toUnit } from './convert-units.ts';

type Payload = Readonly<Record<string, unknown>>;
type Calibration = SensorRecord['calibration'];

export type ReadFields =
  | { readonly ok: true; readonly values: Record<string, number> }
  | {
      readonly ok: false;
      readonly reason: Extract<RejectReason, 'missing-field' | 'not-a-number' | 'out-of-range' | 'unknown-unit'>;
      readonly detail: string;
    };

/** Numbers beyond those of the type that are kept; more would be no sensor's. */
const mostExtras = 16;
const extraName = /^[A-Za-z][A-Za-z0-9_]{0,39}$/;
/** What a payload says about itself, not what it measured. */
const notMeasured: ReadonlySet<string> = new Set(['id', 'sensor_id', 'timestamp', 'ts', 'time', 'seq', 'type', 'message_id']);

type Entry = readonly [string, SensorField];
const entriesOf = new Map<SensorType, readonly Entry[]>(
  Object.values(sensorTypes).map((type: SensorType) => [type, Object.entries(type.fields)]),
);

export function readFields(payload: Payload, type: SensorType | null, calibration: Calibration): ReadFields {
  const values: Record<string, number> = {};
  if (type !== null) {
    const fault = readTyped(payload, type, calibration, values);
    if (fault !== null) return fault;
  }
  readExtras(payload, type, values);
  return { ok: true, values };
}

function readTyped(payload: Payload, type: SensorType, calibration: Calibration, values: Record<string, number>) {
  for (const [name, field] of entriesOf.get(type) ?? []) {
    const said = payload[name];
    if (said === undefined || said === null) {
      if (field.isRequired) return fault('missing-field', `it has no ${name}`);
      continue;
    }
    const figure = toNumber(said);
    if (Number.isNaN(figure)) return fault('not-a-number', `its ${name} is no number`);
    const kept = inUnit(payload, name, field, figure);
    if (kept === undefined)
      return fault('unknown-unit', `the unit of its ${name} is none of ${knownUnits(field.unit).join(', ')}`);
    const value = calibrated(kept, calibration, name);
    if (value < field.min || value > field.max)
      return fault('out-of-range', `its ${name} is ${round(value)} ${field.unit}; plausible is ${field.min} to ${field.max}`);
    values[name] = value;
  }
  return Object.keys(values).length > 0 ? null : fault('missing-field', `it has none of ${Object.keys(type.fields).join(', ')}`);
}

/** The sender may name units: `{"speed": 34, "units": {"speed": "mph"}}`. */
function inUnit(payload: Payload, name: string, field: SensorField, figure: number): number | undefined {
  const { units } = payload;
  const named = typeof units === 'object' && units !== null ? (units as Payload)[name] : undefined;
  if (named === undefined) return field.cameIn === undefined ? figure : toUnit(figure, field.cameIn, field.unit);
  return typeof named === 'string' ? toUnit(figure, named, field.unit) : undefined;
}

function calibrated(figure: number, calibration: Calibration, name: string): number {
  if (calibration.length === 0) return figure;
  const own = calibration.find(({ field }) => field === name);
  return own === undefined ? figure : figure * own.factor + own.offset;
}

function readExtras(payload: Payload, type: SensorType | null, values: Record<string, number>): void {
  let left = mostExtras;
  for (const name in payload) {
    const figure = payload[name];
    if (typeof figure !== 'number' || !Number.isFinite(figure) || notMeasured.has(name) || (type !== null && name in type.fields))
      continue;
    if (!extraName.test(name) || left-- <= 0) continue;
    values[name] = figure;
  }
}

/** Some sensors send their figures as texts. */
function toNumber(said: unknown): number {
  if (typeof said === 'number') return said;
  return typeof said === 'string' && said.length <= 40 && said.trim() !== '' ? Number(said) : Number.NaN;
}

function fault(reason: Extract<ReadFields, { ok: false }>['reason'], detail: string): Extract<ReadFields, { ok: false }> {
  return { ok: false, reason, detail };
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
