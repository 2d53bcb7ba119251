/** The words of alarms in every language: each names where, why, what to do and how soon, and leaves no hole. */
import { describe, expect, test } from 'vitest';
import { type ConditionKind, conditionKinds } from '../../src-contract/domain/alarm.ts';
import { alarmTexts, words } from '../../src-contract/texts/alarm-texts.ts';
import { locales } from '../../src-contract/texts/language.ts';

const facts: Record<ConditionKind, Record<string, string | number | null>> = {
  'crowd-density': {
    zoneName: 'ZN',
    band: 'orange',
    basis: 'density',
    value: 3.46,
    edge: 3,
    count: 41,
    capacity: null,
    stepUps: 'pressure,stairs',
    timeToRedS: 200,
  },
  'camera-offline': { cameraName: 'ZN', zones: 'P1', reason: 'no answer', sinceMs: 1 },
  'camera-frozen': { cameraName: 'ZN', zones: 'P1', reason: 'same picture for 12 s', sinceMs: 1 },
  'camera-covered': { cameraName: 'ZN', zones: 'P1', reason: 'black', sinceMs: 1 },
  'detector-degraded': { model: 'ZN', cameras: 'A, B', cameraCount: 2, reason: 'restarted' },
  'no-model': { cameras: 'ZN', cameraCount: 2, reason: 'none found' },
  'store-fault': { reason: 'ZN' },
  'disk-low': { freeMb: 871, wantedMb: 1049, dropped: 13 },
  'sensor-silent': { sensorName: 'ZN', reason: 'quiet' },
  'sensor-faulty': { sensorName: 'ZN', reason: 'stuck' },
  'sensor-risk': { sensorName: 'ZN', risk: 'HIGH', field: 'visibility', value: 0.2, unit: 'share', fog: 0.8 },
  'relay-behind': { engine: 'ZN', cause: 'behind', minutes: 12, waiting: 345, reason: 'ZN' },
  'forecast-crowd': { zoneName: 'ZN', inS: 1800, value: 70, lower: 62, upper: 81, edge: 60, skill: 0.4 },
  panic: { zoneName: 'ZN', reporter: 'Asha', description: 'people are falling', reports: 3 },
  'intake-fault': { intake: 'ZN', reason: 'port taken' },
  'readings-lost': { reason: 'ZN' },
  'weather-heat': { source: 'ZN', figure: 'apparent', value: 42.5, edge: 41 },
  'weather-rain': { source: 'ZN', figure: 'hour', value: 31, edge: 20 },
  'weather-wind': { source: 'ZN', figure: 'wind', value: 19, edge: 17.2 },
  'weather-fog': {
    source: 'ZN',
    figure: 'visibility',
    value: 120,
    edge: 200,
    sensorName: 'Fog 1',
    sensorVisibility: 0.2,
    sensorAgeS: 60,
  },
};

describe.each(locales)('%s', (locale) => {
  const textOf = alarmTexts(locale);

  test.each(conditionKinds)('%s is worded whole', (kind) => {
    const text = textOf({ kind, priority: 'medium', timeToActS: 120, facts: facts[kind] });
    const all = Object.values(text).join(' ');
    if (JSON.stringify(facts[kind]).includes('ZN')) expect(all).toContain('ZN');
    expect(all).not.toMatch(/undefined|null|NaN|\?/);
    expect(text.action).toMatch(locale === 'en' ? /Act within 2 minutes\.$/ : locale === 'hi' ? /2 मिनट/ : /2 मिनिटांच्या/);
  });

  test('missing facts never throw, and figures that are held say so', () => {
    for (const kind of conditionKinds) expect(textOf({ kind, priority: 'low', timeToActS: 1, facts: {} }).title).not.toBe('');
    const alarm = { kind: 'crowd-density', priority: 'high', timeToActS: 60, facts: facts['crowd-density'] } as const;
    const held = textOf({ ...alarm, facts: { ...alarm.facts, held: 'not-measured' } });
    expect(held.cause.length).toBeGreaterThan(textOf(alarm).cause.length);
  });

  test('each word of a list is a word of its own', () => {
    for (const [list, entries] of Object.entries(words(locale))) {
      const values = Object.values<string>(entries);
      expect(
        values.every((value) => value.trim() !== ''),
        list,
      ).toBe(true);
      expect(new Set(values).size, list).toBe(values.length);
    }
  });
});

test('a crowd alarm in English, by density and by capacity', () => {
  const en = alarmTexts('en');
  expect(en({ kind: 'crowd-density', priority: 'medium', timeToActS: 120, facts: facts['crowd-density'] })).toEqual({
    title: 'ZN: crowd level high',
    cause:
      'The densest spot holds 3.46 persons/m² (limit 3). One band worse because of crowd pressure, stairs in use. At the present flow it becomes critical in about 3 min.',
    action: 'Slow the entrances, send staff to the zone and have an announcement made. Act within 2 minutes.',
  });
  const byCapacity = {
    ...facts['crowd-density'],
    basis: 'capacity',
    value: 1.1,
    edge: 1,
    capacity: 600,
    count: 660,
    stepUps: '',
  };
  const text = en({ kind: 'crowd-density', priority: 'high', timeToActS: 60, facts: byCapacity });
  expect(text.cause).toBe('660 persons, 110% of the rated 600 (limit 100%).');
  expect(text.action).toContain('Act within 1 minute.');
});

test('a call for help from outside all zones says so, and where', () => {
  const call = (facts: Record<string, string | null>) =>
    alarmTexts('en')({ kind: 'panic', priority: 'high', timeToActS: 60, facts: { reporter: 'Asha', ...facts } });
  const position = '19.02000, 72.84000';
  expect(call({ position })).toMatchObject({
    title: 'Call for help: outside all zones of the plan',
    cause: 'Asha reported a panic. Reports so far: 1. Position: 19.02000, 72.84000.',
  });
  expect(call({ position, zoneName: 'Platform 1' })).toMatchObject({ title: 'Call for help: Platform 1' });
  expect(call({ position, zoneName: 'Platform 1' }).cause).not.toContain(position);
  expect(call({ position: null }).title).toBe('Call for help: place not given');
});

test('cameras lost together have one text of their own', () => {
  const group = { cameras: 'A, B, C', cameraCount: 3, cameraTotal: 16, firstCamera: 'A' };
  const text = alarmTexts('en')({ kind: 'camera-offline', priority: 'medium', timeToActS: 300, facts: group });
  expect(text.title).toBe('3 of 16 cameras went offline together');
});

test('a crowd too dense to count is said to be larger than its figure', () => {
  const full = {
    kind: 'crowd-density',
    priority: 'high',
    timeToActS: 60,
    facts: { ...facts['crowd-density'], saturated: 'yes' },
  } as const;
  expect(alarmTexts('en')(full).cause).toMatch(/too dense to count: there are more\./);
  expect(alarmTexts('hi')(full).cause).toContain('वास्तविक संख्या अधिक है');
  expect(alarmTexts('mr')(full).cause).toContain('खरी संख्या जास्त आहे');
});
