/** One payload, one reading or one reason: by type, unit, time and name; and whatever comes, nothing throws. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SensorPayload } from '../../src-contract/domain/reading.ts';
import { sensorTypes } from '../../src-contract/domain/sensor-types.ts';
import { predictByRule } from '../../src-main/sensors/reading/predict.ts';
import { readPayload } from '../../src-main/sensors/reading/read-payload.ts';

const nowMs = Date.UTC(2026, 10, 28, 6);
const iso = (ms: number): string => new Date(ms).toISOString();

function read(payload: unknown, given: Partial<SensorPayload> = {}, calibration: Parameters<typeof calibrated>[0] = []) {
  const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
  const common = { source: 'mqtt', type: null, sensorId: null, origin: 'test', receivedMs: nowMs, messageId: null } as const;
  return readPayload({ ...common, text, ...given }, calibrated(calibration));
}
const calibrated = (calibration: readonly { field: string; factor: number; offset: number }[]) => () =>
  calibration.length === 0 ? null : { type: 'traffic', calibration: [...calibration] };

function reading(...args: Parameters<typeof read>) {
  const outcome = read(...args);
  if (!outcome.ok) throw new Error(`${outcome.rejected.reason}: ${outcome.rejected.detail}`);
  return outcome.reading;
}

describe('types and names', () => {
  test.each([
    [{ distance: 12.5, c: 3 }, 'lidar'],
    [{ speed: 11, range: 80 }, 'radar'],
    [{ visibility: 0.4, id: 'cam-3' }, 'camera'],
    [{ speed: 43, volume: 12, density: 9, occupancy: 14 }, 'traffic'],
    [{ speed: 43 }, 'traffic'],
    [{ in: 4, out: 2 }, 'people_counter'],
    [{ temperature: 31, humidity: 70 }, 'environment'],
    [{ mystery: 5 }, 'unknown'],
  ])('%o is told by its fields', (payload, type) => {
    expect(reading(payload).type).toBe(type);
  });

  test('the topic wins over the payload, and the payload over its shape', () => {
    const payload = { type: 'lidar', sensor_id: 'own', speed: 10, range: 5 };
    expect(reading(payload, { type: 'radar', sensorId: 'topic' })).toMatchObject({ type: 'radar', sensorId: 'topic' });
    expect(reading({ ...payload, type: 'radar' })).toMatchObject({ type: 'radar', sensorId: 'own' });
    expect(reading({ visibility: 0.5, id: 'cam-3' }).sensorId).toBe('cam-3');
    expect(reading({ distance: 1, c: 1 }).sensorId).toBe('lidar');
  });

  test('what is registered of a sensor tells its type where nothing else does', () => {
    const registered = [{ field: 'speed', factor: 2, offset: 0 }];
    expect(reading({ sensor_id: 'road', speed: 36, range: 4 }, {}, registered)).toMatchObject({
      type: 'traffic',
      values: { speed: 20 },
    });
    expect(reading({ sensor_id: 'road', type: 'radar', speed: 36, range: 4 }, {}, registered).type).toBe('radar');
  });

  test('an unknown type keeps its numbers as they came, and nothing is known of its risk', () => {
    const strange = reading({ sensor_id: 's', type: 'seismic', peak: 3.2, note: 'x', list: [1], 'bad name': 4 });
    expect(strange).toMatchObject({ type: 'seismic', values: { peak: 3.2 } });
    expect(predictByRule(strange, [])).toBeNull();
  });
});

describe('units', () => {
  test.each([
    ['traffic', { speed: 54 }, 'speed', 15],
    ['traffic', { speed: 10, units: { speed: 'm/s' } }, 'speed', 10],
    ['traffic', { speed: 60, units: { speed: 'mph' } }, 'speed', 26.8224],
    ['environment', { temperature: 98.6, units: { temperature: 'F' } }, 'temperature', 37],
    ['environment', { pressure: 101_325, units: { pressure: 'Pa' } }, 'pressure', 1013.25],
    ['camera', { visibility: 40, units: { visibility: '%' } }, 'visibility', 0.4],
  ] as const)('%s %o', (type, payload, field, expected) => {
    expect(reading({ ...payload }, { type }).values[field]).toBeCloseTo(expected, 9);
  });

  test('texts that are numbers are taken, and calibration comes after the unit', () => {
    expect(reading({ speed: ' 36 ' }, { type: 'traffic' }).values['speed']).toBeCloseTo(10, 9);
    const corrected = reading({ speed: 36 }, { type: 'traffic' }, [{ field: 'speed', factor: 1.1, offset: -1 }]);
    expect(corrected.values['speed']).toBeCloseTo(10, 9);
  });
});

describe('what is refused, and why', () => {
  test.each([
    ['{"speed":', 'not-json'],
    ['{"speed": NaN}', 'not-json'],
    ['[1]', 'not-an-object'],
    ['null', 'not-an-object'],
    [`{"a":"${'x'.repeat(20_000)}"}`, 'too-large'],
    ['{"type":"traffic","volume":3}', 'missing-field'],
    ['{"type":"traffic","speed":"fast"}', 'not-a-number'],
    ['{"type":"traffic","speed":true}', 'not-a-number'],
    ['{"type":"traffic","speed":-4}', 'out-of-range'],
    ['{"type":"traffic","speed":1e999}', 'out-of-range'],
    ['{"type":"environment","note":1}', 'missing-field'],
    ['{"type":"camera","visibility":1.2}', 'out-of-range'],
    ['{"type":"traffic","speed":3,"units":{"speed":"furlongs"}}', 'unknown-unit'],
    ['{"type":"traffic","speed":3,"sensor_id":"../etc"}', 'bad-name'],
    ['{"type":"traffic","speed":3,"sensor_id":"*traffic"}', 'bad-name'],
    ['{"type":"traffic","speed":3,"sensor_id":{}}', 'bad-name'],
    ['{"type":"Tra ffic","speed":3}', 'bad-name'],
    ['{"type":"traffic","speed":3,"timestamp":"yesterday"}', 'bad-time'],
    [`{"type":"traffic","speed":3,"timestamp":"${iso(nowMs + 120_000)}"}`, 'future'],
    ['{"type":"traffic","speed":3,"timestamp":1700000000}', 'too-old'],
  ])('%s', (text, reason) => {
    const outcome = read(text);
    expect(outcome.ok ? 'taken' : outcome.rejected.reason).toBe(reason);
  });

  test('a refusal says what was found, and keeps the start of it', () => {
    const outcome = read({ type: 'traffic', sensor_id: 'north', speed: 999 });
    expect(outcome).toMatchObject({
      ok: false,
      rejected: { sensorId: 'north', type: 'traffic', detail: 'its speed is 277.5 m/s; plausible is 0 to 84' },
    });
  });
});

describe('time and identity', () => {
  test.each([
    [iso(nowMs - 5000), nowMs - 5000],
    ['2026-11-28T05:59:00', nowMs - 60_000],
    ['2026-11-28T11:29:00+05:30', nowMs - 60_000],
    [nowMs / 1000 - 7, nowMs - 7000],
    [nowMs - 7000, nowMs - 7000],
    [undefined, nowMs],
  ])('%s', (timestamp, atMs) => {
    expect(reading({ distance: 1, c: 1, timestamp }).atMs).toBe(atMs);
  });

  test('the same message has one identity, and two like ones without time or number have two', () => {
    const timed = { distance: 1, c: 1, timestamp: iso(nowMs) };
    expect(reading(timed).digest).toBe(reading(timed).digest);
    expect(reading({ distance: 1, c: 1 }).digest).not.toBe(reading({ distance: 1, c: 1 }).digest);
    expect(reading({ distance: 1, c: 1, message_id: 'm1' }).digest).toBe(reading({ distance: 2, c: 1, message_id: 'm1' }).digest);
  });
});

describe('whatever comes', () => {
  const sound = (text: string): void => {
    const outcome = read(text);
    if (!outcome.ok) expect(outcome.rejected.detail).not.toBe('');
    else for (const value of Object.values(outcome.reading.values)) expect(Number.isFinite(value)).toBe(true);
  };

  test('any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), sound));
  });

  test('any JSON, of any type', () => {
    const fields = fc.constantFrom(
      ...Object.values(sensorTypes).flatMap(({ fields: own }) => Object.keys(own)),
      'timestamp',
      'id',
      'units',
      '__proto__',
      'constructor',
    );
    const payload = fc.dictionary(fields, fc.oneof(fc.jsonValue(), fc.double(), fc.bigInt().map(String)), {
      noNullPrototype: true,
    });
    const type = fc.option(fc.constantFrom(...Object.keys(sensorTypes), 'odd'), { nil: undefined });
    fc.assert(
      fc.property(payload, type, (fieldsOf, named) => sound(JSON.stringify({ ...fieldsOf, type: named }))),
      { numRuns: 2000 },
    );
  });
});
