/**
 * What is wrong with sensors, and what they say is wrong: silent ones, those that can't be believed, and figures beyond their thresholds. In: the
 * book. Out: conditions of approved sensors alone; many that fall silent together are one, for they share a switch or a broker.
 */
import type { AlarmFacts, AlarmPriority, AlarmSubject, Condition, ConditionKind } from '../../src-contract/domain/alarm.ts';
import type { Sensor, SensorRecord } from '../../src-contract/domain/sensor.ts';
import { sensorType } from '../../src-contract/domain/sensor-types.ts';
import type { SensorBook } from './book/sensor-book.ts';

/** The sensors' own judgement has waited for minutes by then; a risk is of this second. */
const delays = {
  'sensor-silent': { onMs: 5_000, offMs: 10_000 },
  'sensor-faulty': { onMs: 5_000, offMs: 60_000 },
  'sensor-risk': { onMs: 10_000, offMs: 30_000 },
} as const;
type SensorConditionKind = keyof typeof delays;

/** Fewer are a coincidence. */
const leastTogether = 3;
/** Names in one line of text; the rest is counted. */
const mostNames = 6;
const allSensors: AlarmSubject = { type: 'part', id: 'sensors' };
const groupKey = keyOf('sensor-silent', allSensors);

export function sensorConditions(book: Pick<SensorBook, 'list' | 'heldRisk'>): readonly Condition[] {
  const approved = book.list().flatMap((sensor) => (sensor.record?.approved ? [{ sensor, record: sensor.record }] : []));
  const silent = approved.filter(({ sensor }) => sensor.health.status === 'silent');
  const isGroup = silent.length >= leastTogether && silent.length * 2 >= approved.length;
  return [
    ...(isGroup
      ? [
          groupCondition(
            silent.map(({ record }) => record.name),
            approved.length,
          ),
        ]
      : []),
    ...approved.flatMap(({ sensor, record }) => faultOf(sensor, record, isGroup) ?? []),
    ...approved.flatMap(({ sensor, record }) => riskOf(sensor, record, book.heldRisk(sensor.id)) ?? []),
  ];
}

/** Whether the book can tell just now; a sensor that is registered no more is known to have nothing. */
export function sensorKnown(
  book: Pick<SensorBook, 'list' | 'find' | 'heldRisk'>,
  kind: ConditionKind,
  subject: AlarmSubject,
): boolean {
  if (subject.type !== 'sensor')
    return book.list().every(({ record, health }) => !record?.approved || health.status !== 'waiting');
  const sensor = book.find(subject.id);
  if (!sensor?.record?.approved) return true;
  return kind === 'sensor-risk' ? book.heldRisk(subject.id) !== null : sensor.health.status !== 'waiting';
}

function groupCondition(names: readonly string[], total: number): Condition {
  const facts = { sensors: listed(names), sensorCount: names.length, sensorTotal: total };
  return condition('sensor-silent', allSensors, 'medium', facts, []);
}

function faultOf({ id, health }: Sensor, record: SensorRecord, isGroup: boolean): Condition | null {
  const subject: AlarmSubject = { type: 'sensor', id };
  const facts = {
    sensorName: record.name,
    sensorType: record.type,
    reason: health.detail ?? '',
    sinceMs: Math.floor(health.sinceMs),
  };
  switch (health.status) {
    case 'waiting':
    case 'live':
      return null;
    case 'silent':
      return condition('sensor-silent', subject, 'low', facts, isGroup ? [groupKey] : []);
    case 'out-of-range':
    case 'stuck':
    case 'drifting':
      return condition('sensor-faulty', subject, 'low', { ...facts, fault: health.status }, []);
  }
}

function riskOf({ id, latest }: Sensor, record: SensorRecord, risk: ReturnType<SensorBook['heldRisk']>): Condition | null {
  if (latest === null || latest.prediction === null || risk === null || risk === 'LOW') return null;
  const { prediction, values } = latest;
  const field = prediction.by.startsWith('rule:threshold:')
    ? prediction.by.slice('rule:threshold:'.length)
    : fieldOf(record.type, values);
  const facts = {
    ...{ sensorName: record.name, sensorType: record.type, risk, field, value: values[field] ?? null },
    ...{ unit: sensorType(record.type)?.fields[field]?.unit ?? null, fog: prediction.fogIntensity },
  };
  return condition('sensor-risk', { type: 'sensor', id }, risk === 'HIGH' ? 'high' : 'medium', facts, []);
}

function fieldOf(type: string, values: Readonly<Record<string, number>>): string {
  return values['visibility'] === undefined ? (sensorType(type)?.mainField ?? Object.keys(values)[0] ?? '') : 'visibility';
}

function condition(
  kind: SensorConditionKind,
  subject: AlarmSubject,
  priority: AlarmPriority,
  facts: AlarmFacts,
  inhibitedBy: readonly string[],
): Condition {
  const { onMs, offMs } = delays[kind];
  return {
    ...{ key: keyOf(kind, subject), kind, subject, priority, facts, onDelayMs: onMs, offDelayMs: offMs },
    ...{ latching: false, timeToActS: priority === 'high' ? 60 : priority === 'medium' ? 300 : 900, inhibitedBy },
  };
}

function keyOf(kind: SensorConditionKind, { type, id }: AlarmSubject): string {
  return `${kind}:${type}:${id}`;
}

function listed(names: readonly string[]): string {
  const rest = names.length - mostNames;
  return rest > 0 ? `${names.slice(0, mostNames).join(', ')} +${rest}` : names.join(', ');
}
