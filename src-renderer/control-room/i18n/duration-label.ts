/** A whole number of minutes or hours as a choice of durations shows it. */
import type { Format } from '../../ui/locale/format.ts';

export function durationLabel(format: Pick<Format, 'age' | 'hours'>, minutes: number): string {
  return minutes < 60 ? format.age(minutes * 60_000) : format.hours(minutes / 60);
}
