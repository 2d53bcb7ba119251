/** Sensors on the page: which are listed and in what order, pauses as gaps, a file of sensors row by row, settings as they are typed. */
import { describe, expect, test } from 'vitest';
import type { ReadingReply, SensorReply } from '../../src-contract/api/sensors.ts';
import { csvRows } from '../../src-renderer/control-room/sensors/csv-rows.ts';
import { readSensorFile } from '../../src-renderer/control-room/sensors/import-file.ts';
import { readingSeries } from '../../src-renderer/control-room/sensors/reading-series.ts';
import { draftOf, isOutOfOrder, readDraft, type SensorDraft } from '../../src-renderer/control-room/sensors/sensor-draft.ts';
import {
  fieldsOf,
  isStale,
  mainField,
  sensorLook,
  shownSensors,
  warnedRisk,
} from '../../src-renderer/control-room/sensors/sensor-look.ts';

const nowMs = Date.parse('2026-11-20T06:00:00.000Z');
const at = (seconds: number) => new Date(nowMs + seconds * 1000).toISOString();

function reading(seconds: number, values: Record<string, number>): ReadingReply {
  return {
    ...{ sensor_id: 'a', type: 'traffic', source: 'mqtt', timestamp: at(seconds), received_at: at(seconds), values },
    ...{ risk: 'LOW', fog_intensity: null, predicted_by: 'rule:none', approved: true, late: false },
  };
}

function sensor(id: string, change: Partial<SensorReply> = {}): SensorReply {
  return {
    ...{ id, type: 'traffic', known_type: true, name: id, registered: true, approved: true, location: null },
    ...{ thresholds: [], calibration: [], silent_after_s: null, addresses: [], has_key: false, status: 'live' },
    ...{ status_since: at(0), status_detail: null, last_seen: at(0), rate_per_minute: 60, readings: 1, rejected: 0 },
    ...{ latest: reading(0, { speed: 10, volume: 4 }), ...change },
  };
}

describe('the list', () => {
  const all = [
    sensor('b', { name: 'Road 10' }),
    sensor('c', { name: 'Road 9' }),
    sensor('d', { name: 'New', approved: false, registered: false }),
    sensor('e', { name: 'Drifts', status: 'drifting' }),
    sensor('f', { name: 'Quiet', status: 'silent' }),
    sensor('g', { name: 'Expected', status: 'waiting' }),
  ];
  const sensors = Object.fromEntries(all.map((one) => [one.id, one]));
  const names = (view: Parameters<typeof shownSensors>[1], search = '') =>
    shownSensors(sensors, view, search).map(({ name }) => name);

  test('begins with what is not well, then what waits for approval, then by name as people count', () => {
    expect(names('all')).toEqual(['Quiet', 'Drifts', 'Expected', 'New', 'Road 9', 'Road 10']);
  });
  test('narrows to what needs somebody, and to what is searched for', () => {
    expect(names('unapproved')).toEqual(['New']);
    expect(names('unwell')).toEqual(['Quiet', 'Drifts']);
    expect(names('all', 'road')).toEqual(['Road 9', 'Road 10']);
  });
  test('nothing is live while the link is cut, and no figure of a silent sensor is the present', () => {
    expect(sensorLook(sensor('a'), true)).toBe('old');
    expect([sensorLook(sensor('a'), false), 'silent', 'waiting', 'old', 'stuck'].map((look) => isStale(look as never))).toEqual([
      ...[false, true, true, true, false],
    ]);
  });
});

test('a sensor is shown by its main field, one of an unknown type by what it says', () => {
  expect(fieldsOf(sensor('a'))).toEqual(['speed', 'volume', 'density', 'occupancy']);
  expect(mainField(sensor('a', { latest: reading(0, { volume: 3 }) }))).toBe('volume');
  const odd = sensor('a', { type: 'odd', latest: reading(0, { x: 1, y: 2 }) });
  expect([fieldsOf(odd), mainField(odd), mainField(sensor('a', { latest: null }))]).toEqual([['x', 'y'], 'x', null]);
});

describe('the line over time', () => {
  test('has a gap where the sensor paused, and where a reading says nothing of the field', () => {
    const readings = [
      reading(120, { speed: 4 }),
      reading(30, {}),
      reading(20, { speed: 3 }),
      reading(10, { speed: 2 }),
      reading(0, { speed: 1 }),
    ];
    const { timesMs, values } = readingSeries(readings, 'speed');
    expect(timesMs.map((ms) => (ms - nowMs) / 1000)).toEqual([0, 10, 20, 30, 75, 120]);
    expect(values).toEqual([1, 2, 3, null, null, 4]);
  });
  test('of one or no reading has no gap', () => {
    expect(readingSeries([reading(0, { speed: 1 })], 'speed').values).toEqual([1]);
    expect(readingSeries([], 'speed')).toEqual({ timesMs: [], values: [] });
  });
});

describe('a file', () => {
  test('as a table: quotes, semicolons, other line ends, empty lines, a name that is missing', () => {
    expect(csvRows('a;"b;""c"""\r\n1;2')).toEqual([
      ['a', 'b;"c"'],
      ['1', '2'],
    ]);
    const file = readSensorFile('\uFEFFid,type,name,lon,lat\r\nnorth,traffic,"Road, north",72.84,19.01\r\n\r\nsouth,odd,,,\r\n');
    expect(file).toMatchObject({
      wrong: [],
      sensors: [
        { id: 'north', type: 'traffic', name: 'Road, north', location: [72.84, 19.01], approved: true },
        { id: 'south', type: 'odd', name: 'south', location: null },
      ],
    });
  });
  test('tells each wrong row by its line, and takes none of it for another', () => {
    const rows = [
      'id,type,lon,lat',
      'a b,traffic,,',
      'b,Traffic,,',
      'c,traffic,72.8,',
      'd,traffic,x,19',
      'e,traffic,,',
      'e,radar,,',
    ];
    expect(readSensorFile(rows.join('\n'))).toMatchObject({
      sensors: [{ id: 'e', type: 'traffic' }],
      wrong: [
        { line: 2, id: 'a b', fault: 'id' },
        { line: 3, id: 'b', fault: 'type' },
        { line: 4, id: 'c', fault: 'location' },
        { line: 5, id: 'd', fault: 'location' },
        { line: 7, id: 'e', fault: 'twice' },
      ],
    });
  });
  test('as JSON: a list, or what the interface takes', () => {
    const one = { id: 'a', type: 'radar', thresholds: [{ field: 'speed', direction: 'above', medium: 1, high: 2 }] };
    expect(readSensorFile(JSON.stringify([one]))).toMatchObject({
      sensors: [{ id: 'a', name: 'a', thresholds: [{ deadband: 0 }] }],
    });
    const placed = { ...one, approved: false, location: [72.8, 19] };
    expect(readSensorFile(JSON.stringify([placed]))).toMatchObject({ wrong: [{ id: 'a', fault: 'approval' }] });
    expect(readSensorFile(JSON.stringify({ sensors: [one, { id: 'b' }, 3] }))).toMatchObject({
      wrong: [
        { line: 2, id: 'b', fault: 'type' },
        { line: 3, id: '', fault: 'row' },
      ],
    });
  });
  test.each([
    ['', 'unreadable'],
    ['name,place\na,b', 'unreadable'],
    ['{"id":1}', 'unreadable'],
    ['[', 'unreadable'],
    ['[]', 'empty'],
    ['id,type\n', 'empty'],
    [`id,type\n${'a,traffic\n'.repeat(5001)}`, 'too-many'],
  ])('%j is %s', (text, kind) => expect(readSensorFile(text).kind).toBe(kind));
});

describe('settings as they are typed', () => {
  const before = draftOf(sensor('a', { location: [72.8, 19], silent_after_s: 60, addresses: ['10.0.0.1'] }));
  const change = (part: Partial<SensorDraft>) => readDraft({ ...before, ...part }, before);
  const threshold = { key: 0, field: 'speed', direction: 'above', medium: '10', high: '14,5', deadband: '' } as const;

  test('nothing changed is nothing to send, and only what changed is sent', () => {
    expect([change({}), change({ name: ' a ' })]).toEqual([null, null]);
    expect(change({ thresholds: [threshold] })).toEqual({
      ok: true,
      change: { thresholds: [{ field: 'speed', direction: 'above', medium: 10, high: 14.5, deadband: 0 }] },
    });
    expect(change({ lon: '', lat: '', silentAfterS: '', addresses: '10.0.0.1; 10.0.0.2' })).toEqual({
      ok: true,
      change: { location: null, silent_after_s: null, addresses: ['10.0.0.1', '10.0.0.2'] },
    });
  });
  test.each([
    [{ name: ' ' }, 'name', 'name', null],
    [{ lon: '' }, 'lon', 'place', null],
    [{ silentAfterS: '3' }, 'silentAfterS', 'silent', null],
    [{ addresses: 'here' }, 'addresses', 'address', null],
    [{ thresholds: [threshold, { ...threshold, high: '' }] }, 'thresholds', 'number', 1],
    [{ thresholds: [{ ...threshold, field: '' }] }, 'thresholds', 'field', 0],
    [{ calibration: [{ key: 0, field: 'speed', factor: '0', offset: '' }] }, 'calibration', 'number', 0],
  ] as const)('%j is wrong at %s', (part, where, fault, row) => {
    expect(change(part as Partial<SensorDraft>)).toEqual({ ok: false, part: where, row, fault });
  });
  test('HIGH nearer than MEDIUM is refused, by its own words', () => {
    const nearer = { ...threshold, high: '5' };
    expect([isOutOfOrder(nearer), isOutOfOrder(threshold), isOutOfOrder({ ...nearer, direction: 'below' })]).toEqual([
      true,
      false,
      false,
    ]);
    expect(change({ thresholds: [nearer] })).toMatchObject({ ok: false, part: 'thresholds', row: 0 });
  });
});

test.each([
  ['a live one warns', 'live', false, 'HIGH'],
  ['so does one that may be stuck: nobody knows that it is well', 'stuck', false, 'HIGH'],
  ['what a silent one said is not now', 'silent', false, null],
  ['nor what came late', 'live', true, null],
  ['nor what an implausible one said before', 'out-of-range', false, null],
] as const)('%s', (_, status, late, expected) => {
  const latest = { ...reading(0, { visibility: 0.1 }), risk: 'HIGH', late } as const;
  expect(warnedRisk({ latest }, status)).toBe(expected);
});
