/** Durations as a row of choices shows them: whole minutes, or hours. */
import type { ChoiceOption } from '../../ui/choice.tsx';
import type { Format } from '../../ui/locale/format.ts';

type DurationFormat = Pick<Format, 'age' | 'hours'>;

export function durationChoices<M extends string>(format: DurationFormat, minutes: readonly M[]): ChoiceOption<M>[] {
  return minutes.map((value) => ({ value, label: durationLabel(format, Number(value)) }));
}

function durationLabel(format: DurationFormat, minutes: number): string {
  return minutes < 60 ? format.age(minutes * 60_000) : format.hours(minutes / 60);
}
