/** Each figure of alarm health by a table: what happened, and what the figure and its verdict are. */
import { describe, expect, test } from 'vitest';
import type { AlarmMoment, HealthFigureName } from '../../src-contract/domain/alarm-health.ts';
import { alarmHealth, type HealthInput } from '../../src-main/alarms/alarm-health.ts';

const hourMs = 3_600_000;
const minuteMs = 60_000;

function moment(atMs: number, more: Partial<AlarmMoment> = {}): AlarmMoment {
  const key = more.key ?? 'k';
  return {
    ...{ atMs, kind: 'raised', alarmId: `${key}-${atMs}`, key, alarmKind: 'crowd-density' },
    ...{ priority: 'low', life: 'unacknowledged', raisedMs: atMs, ...more },
  };
}

/** `count` alarms of keys of their own, evenly over [0, overMs). */
function alarms(count: number, overMs: number, more: Partial<AlarmMoment> = {}): AlarmMoment[] {
  return Array.from({ length: count }, (_, i) => moment(Math.floor((i * overMs) / count), { key: `k${i}`, ...more }));
}

function of(name: HealthFigureName, moments: readonly AlarmMoment[], more: Partial<HealthInput> = {}) {
  const input = { fromMs: 0, toMs: 8 * hourMs, knownFromMs: 0, open: [], positions: 1, ...more };
  const sorted = moments.toSorted((a, b) => a.atMs - b.atMs);
  const found = alarmHealth({ ...input, moments: sorted }).figures.find((figure) => figure.name === name);
  return found === undefined ? null : { value: found.value, verdict: found.verdict };
}

describe('rate', () => {
  test.each([
    [48, {}, { value: 1, verdict: 'met' }],
    [96, {}, { value: 2, verdict: 'missed' }],
    [96, { positions: 2 }, { value: 1, verdict: 'met' }],
    [0, {}, { value: 0, verdict: 'met' }],
    [1, { knownFromMs: 7.5 * hourMs }, { value: null, verdict: 'not-enough' }],
  ] as const)('%i alarms in 8 h, %j', (count, more, expected) => {
    expect(of('rate', alarms(count, 8 * hourMs), more)).toEqual(expected);
  });

  test('what was hidden, and what is no coming, isn’t counted', () => {
    const others = [
      moment(1, { kind: 'suppressed', life: 'suppressed' }),
      moment(2, { kind: 'reactivated', life: 'shelved' }),
      moment(3, { kind: 'returned', life: 'returned' }),
    ];
    expect(of('rate', others)).toEqual({ value: 0, verdict: 'met' });
  });
});

test('time in flood is the time of the floods that were told', () => {
  // 20 in the first minute: it begins with the 11th at 30 s, and ends when the 16th (45 s) is ten minutes old.
  const share = (45_000 + 10 * minuteMs - 30_000) / (8 * hourMs);
  expect(of('flood-time', alarms(20, minuteMs))?.value).toBeCloseTo(share, 6);
  expect(of('flood-time', alarms(20, minuteMs))?.verdict).toBe('missed');
  expect(of('flood-time', alarms(40, 8 * hourMs))).toEqual({ value: 0, verdict: 'met' });
  const lasting = alarms(20, minuteMs).map((one) => ({ ...one, atMs: one.atMs + 8 * hourMs - minuteMs }));
  expect(of('flood-time', lasting)?.value).toBeCloseTo(30_000 / (8 * hourMs), 6);
});

test('the mix of priorities is judged from 20 alarms on', () => {
  const mix = (low: number, medium: number, high: number) => [
    ...alarms(low, hourMs),
    ...alarms(medium, hourMs, { priority: 'medium' }),
    ...alarms(high, hourMs, { priority: 'high' }),
  ];
  expect(of('high-share', mix(80, 15, 5))).toEqual({ value: 0.05, verdict: 'met' });
  expect(of('low-share', mix(80, 15, 5))).toEqual({ value: 0.8, verdict: 'met' });
  expect(of('high-share', mix(10, 10, 20))).toEqual({ value: 0.5, verdict: 'missed' });
  expect(of('low-share', mix(10, 0, 9))).toEqual({ value: null, verdict: 'not-enough' });
});

test('stale are those that stood for more than a day, at most at once', () => {
  const dayMs = 24 * hourMs;
  const closed = (raisedMs: number, atMs: number) =>
    moment(atMs, { kind: 'closed', life: 'normal', raisedMs, alarmId: `closed-${raisedMs}` });
  const open = (count: number) => Array.from({ length: count }, (_, i) => ({ id: `open-${i}`, raisedMs: -2 * dayMs }));
  expect(of('stale', [], { open: open(4) })).toEqual({ value: 4, verdict: 'met' });
  expect(of('stale', [], { open: open(5) })).toEqual({ value: 5, verdict: 'missed' });
  expect(of('stale', [], { open: [{ id: 'young', raisedMs: -hourMs }] })).toEqual({ value: 0, verdict: 'met' });
  expect(of('stale', [closed(-2 * dayMs, hourMs)], { open: open(1) })).toEqual({ value: 2, verdict: 'met' });
});

test('three of one key within a minute chatter; in a minute and more, or of two keys, they don’t', () => {
  expect(
    of(
      'chattering',
      [0, 29_000, 59_000].map((at) => moment(at)),
    ),
  ).toEqual({ value: 1, verdict: 'missed' });
  expect(
    of(
      'chattering',
      [0, 30_000, 60_000].map((at) => moment(at)),
    ),
  ).toEqual({ value: 0, verdict: 'met' });
  expect(of('chattering', [moment(0), moment(1), moment(2, { key: 'other' })])).toEqual({ value: 0, verdict: 'met' });
});

test('the ten most frequent have their share of all, from 100 alarms on', () => {
  const bad = Array.from({ length: 50 }, (_, i) => moment(i * minuteMs, { key: 'bad' }));
  // Nine more of one each stand beside the bad one.
  expect(of('top-ten-share', [...bad, ...alarms(50, hourMs)])).toEqual({ value: expect.closeTo(0.59, 9), verdict: 'missed' });
  expect(of('top-ten-share', alarms(250, 8 * hourMs))).toEqual({ value: expect.closeTo(0.04, 9), verdict: 'met' });
  expect(of('top-ten-share', bad)).toEqual({ value: null, verdict: 'not-enough' });
});

test('the time to acknowledge counts from when an alarm began to call', () => {
  const a = { alarmId: 'a', raisedMs: 0 };
  const acknowledged = (atMs: number) => moment(atMs, { ...a, kind: 'acknowledged', life: 'acknowledged' });
  const seen = [moment(0, a), acknowledged(30_000), moment(60_000, { ...a, kind: 'worsened' }), acknowledged(70_000)];
  expect(of('acknowledge-time', seen)).toEqual({ value: 20, verdict: 'no-standard' });
  expect(of('acknowledge-time', [moment(0, a)])).toEqual({ value: null, verdict: 'not-enough' });
});
