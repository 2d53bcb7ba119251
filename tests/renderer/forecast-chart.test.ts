/** What the Forecast screen's chart shows and saves: measured, forecast and intervals on one row of times, and no forecast that is over. */
import { describe, expect, test } from 'vitest';
import type { PredictionReply } from '../../src-contract/api/predictions.ts';
import { zoneOffsetMs } from '../../src-renderer/control-room/chart/zone-offset.ts';
import {
  ageOfOld,
  anomalyAt,
  csvColumns,
  forecastAhead,
  forecastChart,
} from '../../src-renderer/control-room/forecast/forecast-chart.ts';
import { alignedData, localTicks, valueRange } from '../../src-renderer/ui/chart/chart-content.ts';
import { csvOf } from '../../src-renderer/ui/chart/chart-export.ts';

const nowMs = Date.parse('2026-11-20T06:01:00.000Z');
const at = (minutes: number) => new Date(Date.parse('2026-11-20T06:00:00.000Z') + minutes * 60_000).toISOString();
const words = { measured: 'Measured', forecast: 'Forecast', interval: (level: number) => `${level * 100}%` };

function prediction(horizon: number, change: Partial<PredictionReply> = {}): PredictionReply {
  const intervals = [
    { level: 0.8, lower: 10, upper: 30 },
    { level: 0.95, lower: 5, upper: 40 },
  ];
  return {
    ...{ id: String(horizon), sensor_id: 'zone:p1', made_at: at(0), predicted_for: at(horizon), horizon_minutes: horizon },
    ...{
      value: 20,
      unit: 'people',
      lower: 10,
      upper: 30,
      level: 0.8,
      intervals,
      confidence: 0.6,
      method: 'ets',
      has_skill: true,
    },
    ...{ skill: 0.2, naive: { persistence: 1, seasonal_naive: 2 }, outdated: false, outcome: null, scored_at: null },
    ...change,
  };
}

const history = {
  ...{ sensor_id: 'zone:p1', unit: 'people', step_minutes: 5 },
  points: [
    { timestamp: at(-5), value: null },
    { timestamp: at(0), value: 12 },
  ],
};
const figures = { history, anomalies: [], predictions: [prediction(60), prediction(15), prediction(45), prediction(30)] };

describe('the chart', () => {
  const content = forecastChart(figures, words, nowMs);
  test('shows usual horizons after what was measured, and sets out from there', () => {
    expect(content.timesMs.map((ms) => (ms - Date.parse(at(0))) / 60_000)).toEqual([-5, 0, 15, 30, 60]);
    expect(content.lines.map(({ values }) => values)).toEqual([
      [null, 12, null, null, null],
      [null, 12, 20, 20, 20],
    ]);
    expect(content.bands.map(({ label, lower, upper }) => [label, lower.at(1), lower.at(-1), upper.at(-1)])).toEqual([
      ['95%', 12, 5, 40],
      ['80%', 12, 10, 30],
    ]);
    for (const column of alignedData(content)) expect(column.length).toBe(5);
    expect(alignedData(content).length).toBe(1 + 2 + 4);
    expect(valueRange(content)).toEqual([0, 40 * 1.08]);
  });

  test('leaves out forecasts whose time has passed, and begins at them where nothing was measured last', () => {
    const late = { ...figures, predictions: [prediction(15, { outdated: true })] };
    expect(forecastAhead(late.predictions)).toEqual([]);
    expect(forecastChart(late, words, nowMs)).toMatchObject({ timesMs: [Date.parse(at(-5)), Date.parse(at(0))], bands: [] });
    const blind = { ...figures, history: { ...history, points: [{ timestamp: at(0), value: null }] } };
    expect(forecastChart(blind, words, nowMs).lines[1]?.values).toEqual([null, 20, 20, 20]);
    const nothing = forecastChart({ history: { ...history, points: [] }, predictions: [], anomalies: [] }, words, nowMs);
    expect([nothing.timesMs, valueRange(nothing)]).toEqual([[], [0, 1]]);
  });

  test('saves what was measured and what is forecast in columns of their own', () => {
    expect(csvOf(content.timesMs, csvColumns(content, 2)).split('\r\n')).toEqual([
      'time,measured,forecast,lower_80,upper_80,lower_95,upper_95',
      `${at(-5)},,,,,,`,
      `${at(0)},12,,,,,`,
      `${at(15)},,20,10,30,5,40`,
      `${at(30)},,20,10,30,5,40`,
      `${at(60)},,20,10,30,5,40`,
      '',
    ]);
  });
});

test('texts in a table can neither break it nor be run as a formula', () => {
  const values = ['=1+1', 'a "quoted", word', '-3'];
  expect(
    csvOf([0, 0, 0], [{ name: 'note', values }])
      .split('\r\n')
      .slice(1, 4),
  ).toEqual(["1970-01-01T00:00:00.000Z,'=1+1", '1970-01-01T00:00:00.000Z,"a ""quoted"", word"', "1970-01-01T00:00:00.000Z,'-3"]);
});

test('a forecast that none has followed for three steps is old', () => {
  expect(ageOfOld([], nowMs)).toBeNull();
  expect(ageOfOld([prediction(15, { made_at: at(-200) }), prediction(30)], nowMs)).toBeNull();
  expect(ageOfOld([prediction(15)], nowMs + 15 * 60_000)).toBe(16 * 60_000);
});

test('what was unusual at a time', () => {
  const anomaly = {
    sensor_id: 'zone:p1',
    from: at(-30),
    until: at(-10),
    direction: 'above',
    value: 1,
    expected: 0,
    score: 4,
  } as const;
  expect(anomalyAt([anomaly], Date.parse(at(-20)))).toBe(anomaly);
  expect(anomalyAt([anomaly], Date.parse(at(-9)))).toBeNull();
});

test('ticks stand at whole hours of the station, whose time may be half an hour off', () => {
  const offsetMs = zoneOffsetMs('Asia/Kolkata', nowMs);
  expect([offsetMs, zoneOffsetMs('America/New_York', nowMs), zoneOffsetMs('UTC', nowMs)]).toEqual([19_800_000, -18_000_000, 0]);
  const from = Date.parse('2026-11-20T06:01:00Z') / 1000;
  expect(localTicks(from, from + 7200, 3600, offsetMs).map((s) => new Date(s * 1000).toISOString().slice(11, 16))).toEqual([
    '06:30',
    '07:30',
  ]);
});
