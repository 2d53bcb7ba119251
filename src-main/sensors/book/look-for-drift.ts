/** The search for drifting sensors among all approved ones, by type. In: the book and the days of the roll-ups. Out: a note in the book. */
import type { ReadingRecords, RollupSteps } from '../../../src-contract/domain/reading-records.ts';
import { sensorType } from '../../../src-contract/domain/sensor-types.ts';
import { judgeDrift } from './judge-drift.ts';
import type { SensorBook } from './sensor-book.ts';

interface DriftOptions {
  readonly book: Pick<SensorBook, 'list' | 'noteDrift'>;
  readonly records: Pick<ReadingRecords, 'rollups'>;
  readonly stepsOf: (atMs: number) => RollupSteps;
}

/** Two weeks: long enough for a slow one, short enough that a sensor that was put right is soon well. */
const days = 14;

export function lookForDrift({ book, records, stepsOf }: DriftOptions, nowMs: number): void {
  const todayS = stepsOf(nowMs).dayS;
  const fromS = todayS - days * 86_400;
  const byType = Map.groupBy(
    book.list().filter(({ record }) => record?.approved === true),
    ({ type }) => type,
  );
  for (const [type, sensors] of byType) {
    const field = sensorType(type)?.mainField;
    if (field === undefined) continue;
    const unit = sensorType(type)?.fields[field]?.unit ?? '';
    const means = sensors.map(({ id }) => {
      const read: (number | null)[] = Array.from({ length: days }, () => null);
      for (const { atS, sum, n } of records.rollups({ type, sensorId: id, field, step: 'day', fromS, toS: todayS }))
        read[Math.round((atS - fromS) / 86_400)] = sum / n;
      return read;
    });
    for (const [i, { id }] of sensors.entries()) {
      const found = judgeDrift(means[i] ?? [], means.toSpliced(i, 1));
      const moved = found === null ? 0 : Math.round(found.moved * 1000) / 1000;
      book.noteDrift(
        id,
        found === null ? null : `its daily mean of ${field} moved by ${moved} ${unit} in ${found.days} days against its like`,
      );
    }
  }
}
