import { describe, expect, it } from 'vitest';
import type { Anomaly } from '../../src-contract/domain/forecast.ts';
import { findAnomalies } from '../../src-main/forecast/find-anomalies.ts';
import { dailyCurve, daySteps, seriesOf, startMs, stepMs } from './daily-series.ts';

const at = 10 * daySteps + 20;

function changed(change: (value: number, i: number) => number | null): (number | null)[] {
  return dailyCurve(14, 10).map((value, i) => change(value, i));
}

function found(values: readonly (number | null)[]): readonly Anomaly[] {
  const result = findAnomalies(seriesOf(values), startMs);
  return result.kind === 'judged' ? result.anomalies : [];
}

describe('anomalies', () => {
  const inside = (i: number): boolean => i >= at && i < at + 8;

  it('are one crowd that nobody is used to, from its third step on', () => {
    const [only, ...others] = found(changed((value, i) => (inside(i) ? value + 300 : value)));
    expect(others).toEqual([]);
    expect(only).toMatchObject({ direction: 'above', fromMs: startMs + (at + 2) * stepMs, untilMs: startMs + (at + 8) * stepMs });
    expect(only?.value).toBeGreaterThan(300 + (only?.expected ?? 0) - 30);
  });

  it('are an emptiness too', () => {
    expect(found(changed((value, i) => (inside(i) ? 0 : value)))[0]?.direction).toBe('below');
  });

  const none: [string, (number | null)[]][] = [
    ['an ordinary fortnight', changed((value) => value)],
    ['one wild reading', changed((value, i) => (i === at ? 9000 : value))],
    ['a gap', changed((value, i) => (inside(i) ? null : value))],
    ['a constant', Array(14 * daySteps).fill(3)],
  ];
  it.each(none)('are not %s', (_, values) => expect(found(values)).toEqual([]));

  it('are judged by the past alone', () => {
    const whole = findAnomalies(seriesOf(dailyCurve(14, 10)), startMs);
    const part = findAnomalies(seriesOf(dailyCurve(14, 10).slice(0, 9 * daySteps)), startMs);
    if (whole.kind !== 'judged' || part.kind !== 'judged') throw new Error('too short');
    expect(whole.scores.slice(0, 9 * daySteps)).toEqual(part.scores);
  });

  it('are the same when only the newest day is judged', () => {
    const values = changed((value, i) => (inside(i) ? value + 300 : value));
    const newest = findAnomalies(seriesOf(values), startMs + (at - 4) * stepMs);
    expect(newest.kind === 'judged' && newest.anomalies).toEqual(found(values));
    expect(newest.kind === 'judged' && newest.scores.findIndex((score) => score !== null)).toBe(at - 4);
  });

  it('are not judged in the first two days, and too short a series says so', () => {
    expect(findAnomalies(seriesOf(dailyCurve(2, 10)), startMs)).toEqual({ kind: 'too-short', knownSteps: 96, neededSteps: 97 });
  });
});
