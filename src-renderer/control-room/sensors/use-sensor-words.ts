/** How a sensor's type, fields and figures are written in the operator's language; what the station has no word for stands as it came. */
import { useMemo } from 'react';
import { type FieldUnit, sensorType } from '../../../src-contract/domain/sensor-types.ts';
import { useFormat, useText } from '../i18n/use-text.ts';

export interface SensorWords {
  type(type: string): string;
  field(field: string): string;
  /** Empty where there is none. */
  unit(type: string, field: string): string;
  number(value: number): string;
  /** With its unit. */
  value(type: string, field: string, value: number): string;
}

export function useSensorWords(): SensorWords {
  const { sensors } = useText();
  const format = useFormat();
  return useMemo(() => {
    const types: Readonly<Record<string, string>> = sensors.types;
    const fields: Readonly<Record<string, string>> = sensors.fields;
    const units: Readonly<Record<string, string>> = sensors.units;
    const unit = (type: string, field: string) => {
      const kept = sensorType(type)?.fields[field]?.unit;
      return kept === undefined || isBare(kept) ? '' : (units[kept] ?? kept);
    };
    const number = (value: number) => format.number(value, decimals(value));
    return {
      type: (type) => types[type] ?? type,
      field: (field) => fields[field] ?? field,
      ...{ unit, number, value: (type, field, value) => `${number(value)} ${unit(type, field)}`.trim() },
    };
  }, [sensors, format]);
}

/** A number without a unit. */
function isBare(unit: FieldUnit): boolean {
  return unit === 'index' || unit === 'share';
}

/** Three figures that count, and no decimals that say nothing. */
function decimals(value: number): number {
  if (Number.isInteger(value) || Math.abs(value) >= 100) return 0;
  return Math.abs(value) < 1 ? 2 : 1;
}
