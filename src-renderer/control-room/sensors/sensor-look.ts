/** How sensors are listed and shown: which of them a view holds, the worst first, and the figure that stands for each. Pure. */
import type { SensorReply } from '../../../src-contract/api/sensors.ts';
import { type SensorStatus, sensorStatuses } from '../../../src-contract/domain/sensor.ts';
import { sensorType } from '../../../src-contract/domain/sensor-types.ts';

/** `old`: the link is cut, so nobody knows. */
export type SensorLook = SensorStatus | 'old';
export const sensorViews = ['all', 'unapproved', 'unwell'] as const;
export type SensorView = (typeof sensorViews)[number];

const worstFirst: readonly SensorStatus[] = ['silent', 'out-of-range', 'stuck', 'drifting', 'waiting', 'live'];
/** Faults that need a person. */
const faults = new Set<SensorStatus>(sensorStatuses.filter((status) => status !== 'live' && status !== 'waiting'));

export function isUnwell({ status }: Pick<SensorReply, 'status'>): boolean {
  return faults.has(status);
}

export function sensorLook({ status }: Pick<SensorReply, 'status'>, isCut: boolean): SensorLook {
  return isCut ? 'old' : status;
}

/** Its figures are no present: shown hatched, with their age. */
export function isStale(look: SensorLook): boolean {
  return look === 'old' || look === 'silent' || look === 'waiting';
}

/** What its newest reading warns of, while that is of now; null where there is nothing to warn of. */
export function warnedRisk({ latest }: Pick<SensorReply, 'latest'>, look: SensorLook): 'MEDIUM' | 'HIGH' | null {
  const risk = latest?.risk ?? null;
  const isOfNow = !isStale(look) && look !== 'out-of-range';
  return !isOfNow || latest?.late === true || risk === null || risk === 'LOW' ? null : risk;
}

/** Not well, then without approval, then by name. `search` is in lower case. */
export function shownSensors(sensors: Readonly<Record<string, SensorReply>>, view: SensorView, search: string): SensorReply[] {
  return Object.values(sensors)
    .filter((sensor) => isInView(sensor, view))
    .filter(({ id, name, type }) => [id, name, type].some((text) => text.toLowerCase().includes(search)))
    .toSorted(byWorst);
}

/** Those on the map, the worst first. */
export function placedSensors(sensors: Readonly<Record<string, SensorReply>>): PlacedSensor[] {
  return Object.values(sensors).filter(isPlaced).toSorted(byWorst);
}

export type PlacedSensor = SensorReply & { readonly location: readonly [number, number] };

function isPlaced(sensor: SensorReply): sensor is PlacedSensor {
  return sensor.approved && sensor.location !== null;
}

function isInView(sensor: SensorReply, view: SensorView): boolean {
  switch (view) {
    case 'all':
      return true;
    case 'unapproved':
      return !sensor.approved;
    case 'unwell':
      return isUnwell(sensor);
  }
}

function byWorst(a: SensorReply, b: SensorReply): number {
  const weight = worstFirst.indexOf(a.status) - worstFirst.indexOf(b.status);
  if (weight !== 0) return weight;
  if (a.approved !== b.approved) return a.approved ? 1 : -1;
  return a.name.localeCompare(b.name, undefined, { numeric: true });
}

/** What a sensor of this type may say, the main field first; of an unknown type what its newest reading says. */
export function fieldsOf({ type, latest }: Pick<SensorReply, 'type' | 'latest'>): string[] {
  const known = sensorType(type);
  const said = Object.keys(latest?.values ?? {});
  if (known === null) return said;
  return [...new Set([known.mainField, ...Object.keys(known.fields), ...said])];
}

/** The field that stands for the sensor, as far as its newest reading says it. */
export function mainField({ type, latest }: Pick<SensorReply, 'type' | 'latest'>): string | null {
  const values = latest?.values ?? {};
  const main = sensorType(type)?.mainField;
  return main !== undefined && main in values ? main : (Object.keys(values)[0] ?? null);
}
