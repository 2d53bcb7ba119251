/** What differs between two sets of thresholds, row by row, as a person is told before it counts. In: those in force and those wanted. Pure. */
import type { ThresholdsBody } from '../../../src-contract/api/replay.ts';

const edged = ['waiting', 'moving', 'occupancy'] as const;
const timed = { onDelayS: 'on_delay_s', offDelayS: 'off_delay_s', deadband: 'deadband' } as const;

type EdgedRow = (typeof edged)[number];
export type TimedRow = keyof typeof timed;

export type ThresholdChange =
  | { readonly row: EdgedRow; readonly was: readonly number[]; readonly willBe: readonly number[] }
  /** Null: judged by the zone's kind. */
  | {
      readonly row: 'zone';
      readonly zoneId: string;
      readonly was: readonly number[] | null;
      readonly willBe: readonly number[] | null;
    }
  | { readonly row: TimedRow; readonly was: number; readonly willBe: number };

export function thresholdChanges(inForce: ThresholdsBody, wanted: ThresholdsBody): ThresholdChange[] {
  const ids = new Set([...Object.keys(inForce.zones), ...Object.keys(wanted.zones)]);
  const all: ThresholdChange[] = [
    ...edged.map((row) => ({ row, was: inForce[row], willBe: wanted[row] })),
    ...[...ids].map((zoneId) => {
      return { row: 'zone' as const, zoneId, was: inForce.zones[zoneId] ?? null, willBe: wanted.zones[zoneId] ?? null };
    }),
    ...timedRows.map((row) => ({ row, was: inForce[timed[row]], willBe: wanted[timed[row]] })),
  ];
  return all.filter(({ was, willBe }) => !areSame(was, willBe));
}

const timedRows = Object.keys(timed) as TimedRow[];

/** Percents are typed and stored as shares; what differs by less than anybody types is the same. */
const closeness = 1e-6;

function areSame(one: ThresholdChange['was'], other: ThresholdChange['was']): boolean {
  if (one === null || other === null) return one === other;
  const [ones, others] = [[one].flat(), [other].flat()];
  return ones.every((value, i) => Math.abs(value - (others[i] ?? Number.NaN)) < closeness);
}
