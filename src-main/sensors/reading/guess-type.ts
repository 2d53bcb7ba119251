/** The type of a payload that doesn't say it, from its fields alone: the same order as the table, the most telling first. */
import type { KnownSensorType } from '../../../src-contract/domain/sensor-types.ts';

/** All of `all` and, where it is given, one of `any`. */
interface Shape {
  readonly type: KnownSensorType;
  readonly all: readonly string[];
  readonly any?: readonly string[];
}

const shapes: readonly Shape[] = [
  { type: 'lidar', all: ['distance', 'c'] },
  { type: 'radar', all: ['speed', 'range'] },
  { type: 'traffic', all: ['speed'], any: ['volume', 'density', 'occupancy'] },
  { type: 'people_counter', all: ['in', 'out'] },
  { type: 'environment', all: [], any: ['temperature', 'humidity', 'pressure', 'wind_speed', 'rain', 'pm25'] },
  { type: 'camera', all: ['visibility'] },
  // A radar says the range as well.
  { type: 'traffic', all: ['speed'] },
];

export const unknownType = 'unknown';

export function guessType(payload: Readonly<Record<string, unknown>>): KnownSensorType | typeof unknownType {
  const has = (name: string): boolean => Object.hasOwn(payload, name);
  const fits = ({ all, any }: Shape): boolean => all.every(has) && (any === undefined || any.some(has));
  return shapes.find(fits)?.type ?? unknownType;
}
