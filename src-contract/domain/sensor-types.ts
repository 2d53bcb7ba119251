/**
 * What each type of sensor says: its fields with the unit in which they are kept and what is plausible. A type that isn't listed is kept
 * as it comes and shown as unknown. Units are SI where it has one; a field may come in another unit (`cameIn`, or named by the sender).
 */

export const fieldUnits = [
  'm/s',
  'm',
  '°C',
  '%',
  'hPa',
  'mm/h',
  'µg/m³',
  'share',
  'index',
  'count',
  'vehicles',
  'vehicles/km',
] as const;
export type FieldUnit = (typeof fieldUnits)[number];

export interface SensorField {
  readonly unit: FieldUnit;
  /** The unit in which senders give it, where that isn't the one in which it is kept. */
  readonly cameIn?: string;
  /** Plausible figures, in `unit`; what lies outside is quarantined. */
  readonly min: number;
  readonly max: number;
  readonly isRequired?: true;
}

export interface SensorType {
  readonly fields: Readonly<Record<string, SensorField>>;
  /** What a list shows of it, and what is forecast. */
  readonly mainField: string;
}

const share = { unit: 'share', min: 0, max: 1 } as const;
const countOf = (max: number) => ({ unit: 'count', min: 0, max, isRequired: true }) as const;

/**
 * Ranges: the weather's widest records on Earth with room (WMO: −89 to 57 °C, 870 to 1084 hPa, gusts of 113 m/s), no road vehicle above
 * 300 km/h, no train above 600; the others are the widest that such sensors are sold for.
 */
export const sensorTypes = {
  lidar: {
    mainField: 'distance',
    fields: {
      distance: { unit: 'm', min: 0, max: 2000, isRequired: true },
      c: { unit: 'index', min: 0, max: 1e6, isRequired: true },
    },
  },
  radar: {
    mainField: 'speed',
    fields: {
      speed: { unit: 'm/s', min: -170, max: 170, isRequired: true },
      range: { unit: 'm', min: 0, max: 20_000, isRequired: true },
    },
  },
  camera: { mainField: 'visibility', fields: { visibility: { ...share, isRequired: true } } },
  traffic: {
    mainField: 'speed',
    fields: {
      speed: { unit: 'm/s', cameIn: 'km/h', min: 0, max: 84, isRequired: true },
      volume: { unit: 'vehicles', min: 0, max: 100_000 },
      density: { unit: 'vehicles/km', min: 0, max: 1000 },
      occupancy: { unit: '%', min: 0, max: 100 },
    },
  },
  people_counter: { mainField: 'in', fields: { in: countOf(100_000), out: countOf(100_000) } },
  environment: {
    mainField: 'temperature',
    fields: {
      temperature: { unit: '°C', min: -95, max: 65 },
      humidity: { unit: '%', min: 0, max: 100 },
      pressure: { unit: 'hPa', min: 300, max: 1100 },
      wind_speed: { unit: 'm/s', min: 0, max: 120 },
      rain: { unit: 'mm/h', min: 0, max: 500 },
      pm25: { unit: 'µg/m³', min: 0, max: 5000 },
      visibility: share,
    },
  },
} as const satisfies Record<string, SensorType>;

export type KnownSensorType = keyof typeof sensorTypes;
export const knownSensorTypes = Object.keys(sensorTypes) as readonly KnownSensorType[];

/** Null for a type that nobody described. */
export function sensorType(name: string): SensorType | null {
  return isKnownType(name) ? sensorTypes[name] : null;
}

export function isKnownType(name: string): name is KnownSensorType {
  return Object.hasOwn(sensorTypes, name);
}
