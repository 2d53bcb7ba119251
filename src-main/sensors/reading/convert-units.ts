/** Figures of other units into those of the contract's fields. In: a figure and what the sender calls its unit. Out: the figure, or undefined. */
import type { FieldUnit } from '../../../src-contract/domain/sensor-types.ts';

type Convert = (figure: number) => number;

const times =
  (factor: number): Convert =>
  (figure) =>
    figure * factor;
const same: Convert = (figure) => figure;

/** Exact by definition (NIST SP 811), but for inches of mercury, which are those at 0 °C. Names in lower case. */
const conversions: Readonly<Record<FieldUnit, Readonly<Record<string, Convert>>>> = {
  'm/s': {
    'm/s': same,
    mps: same,
    'km/h': times(1 / 3.6),
    kmh: times(1 / 3.6),
    kph: times(1 / 3.6),
    mph: times(0.44704),
    kn: times(1852 / 3600),
  },
  m: { m: same, km: times(1000), cm: times(0.01), mm: times(0.001), ft: times(0.3048), mi: times(1609.344) },
  '°C': { '°c': same, c: same, '°f': fromFahrenheit, f: fromFahrenheit, k: (kelvin) => kelvin - 273.15 },
  '%': { '%': same, percent: same, share: times(100) },
  hPa: { hpa: same, mbar: same, pa: times(0.01), kpa: times(10), inhg: times(33.86389) },
  'mm/h': { 'mm/h': same, 'in/h': times(25.4) },
  'µg/m³': { 'µg/m³': same, 'ug/m3': same, 'mg/m³': times(1000), 'mg/m3': times(1000) },
  share: { share: same, '%': times(0.01), percent: times(0.01) },
  index: { index: same },
  count: { count: same },
  vehicles: { vehicles: same },
  'vehicles/km': { 'vehicles/km': same, 'veh/km': same, 'vehicles/mi': times(1 / 1.609344), 'veh/mi': times(1 / 1.609344) },
};

function fromFahrenheit(figure: number): number {
  return ((figure - 32) * 5) / 9;
}

export function toUnit(figure: number, from: string, to: FieldUnit): number | undefined {
  return conversions[to][from.toLowerCase()]?.(figure);
}

export function knownUnits(to: FieldUnit): readonly string[] {
  return Object.keys(conversions[to]);
}
