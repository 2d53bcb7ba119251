/** How a sensor does, and what a site alarm goes by, over time. */
import { describe, expect, test } from 'vitest';
import type { StoredReading } from '../../src-contract/domain/reading.ts';
import type { SensorRecord } from '../../src-contract/domain/sensor.ts';
import { createSensorBook, type SensorBook } from '../../src-main/sensors/book/sensor-book.ts';
import { predictByRule } from '../../src-main/sensors/reading/predict.ts';
import { sensorConditions, sensorKnown } from '../../src-main/sensors/sensor-conditions.ts';

const startMs = Date.UTC(2026, 10, 28, 6);
const minuteMs = 60_000;
let seq = 0;

function record(id: string, change: Partial<SensorRecord> = {}): SensorRecord {
  return {
    ...{ id, type: 'traffic', name: `Sensor ${id}`, location: null, approved: true, thresholds: [], calibration: [] },
    ...{ silentAfterS: null, addresses: [], addedBy: 'test', addedMs: startMs, ...change },
  };
}

function bookOf(...records: SensorRecord[]): SensorBook {
  const book = createSensorBook();
  book.register(
    records.map((each) => ({ record: each, hasKey: false })),
    startMs,
  );
  return book;
}

function note(book: SensorBook, id: string, atMs: number, values: Record<string, number>, type = 'traffic'): void {
  const thresholds = book.record(id)?.thresholds ?? [];
  const common = { seq: ++seq, source: 'mqtt', raw: '{}', digest: seq } as const;
  const reading: StoredReading = {
    ...common,
    sensorId: id,
    type,
    atMs,
    receivedMs: atMs,
    values,
    prediction: predictByRule({ type, values }, thresholds),
  };
  book.note(reading);
}

function say(...[book, id, atMs, values, type]: Parameters<typeof note>): void {
  note(book, id, atMs, values, type);
  book.judge(atMs);
}

const statusOf = (book: SensorBook, id: string) => book.find(id)?.health.status;
const keysOf = (book: SensorBook) => sensorConditions(book).map(({ key }) => key);

describe('silence', () => {
  test('a sensor that says something each second is silent after a minute, and live again with its next word', () => {
    const book = bookOf(record('a'));
    for (let s = 0; s < 60; s++) say(book, 'a', startMs + s * 1000, { speed: 10 + s });
    const lastMs = startMs + 59_000;
    book.judge(lastMs + 59_000);
    expect(statusOf(book, 'a')).toBe('live');
    book.judge(lastMs + 61_000);
    expect(statusOf(book, 'a')).toBe('silent');
    expect(keysOf(book)).toEqual(['sensor-silent:sensor:a']);
    say(book, 'a', lastMs + 70_000, { speed: 9 });
    expect(keysOf(book)).toEqual([]);
  });

  test('one that reports each five minutes is given fifty, at most thirty; a limit of its own comes first', () => {
    const book = bookOf(record('slow'), record('strict', { silentAfterS: 30 }));
    for (let i = 0; i < 4; i++) say(book, 'slow', startMs + i * 5 * minuteMs, { speed: i });
    say(book, 'strict', startMs + 15 * minuteMs, { speed: 1 });
    book.judge(startMs + 44 * minuteMs);
    expect([statusOf(book, 'slow'), statusOf(book, 'strict')]).toEqual(['live', 'silent']);
    book.judge(startMs + 46 * minuteMs);
    expect(statusOf(book, 'slow')).toBe('silent');
  });

  test('one that was never heard waits, then is silent; meanwhile nobody can tell', () => {
    const book = bookOf(record('a'));
    book.judge(startMs + minuteMs);
    expect(statusOf(book, 'a')).toBe('waiting');
    expect(sensorKnown(book, 'sensor-silent', { type: 'sensor', id: 'a' })).toBe(false);
    book.judge(startMs + 11 * minuteMs);
    expect(statusOf(book, 'a')).toBe('silent');
    expect(sensorKnown(book, 'sensor-silent', { type: 'sensor', id: 'a' })).toBe(true);
  });

  test('many at once are one alarm, and theirs are hidden under it', () => {
    const book = bookOf(record('a'), record('b'), record('c'), record('d'));
    book.judge(startMs + 11 * minuteMs);
    say(book, 'd', startMs + 11 * minuteMs, { speed: 1 });
    const conditions = sensorConditions(book);
    expect(conditions[0]).toMatchObject({ key: 'sensor-silent:part:sensors', facts: { sensorCount: 3, sensorTotal: 4 } });
    expect(conditions.slice(1).every(({ inhibitedBy }) => inhibitedBy.includes('sensor-silent:part:sensors'))).toBe(true);
  });
});

describe('figures that can not be believed', () => {
  test('stuck after thirty of the same over half an hour, unless at rest', () => {
    const book = bookOf(record('a'), record('gate', { type: 'people_counter' }));
    for (let i = 0; i <= 31; i++) {
      say(book, 'a', startMs + i * minuteMs, { speed: 12.3 });
      say(book, 'gate', startMs + i * minuteMs, { in: 0, out: 0 }, 'people_counter');
    }
    expect([statusOf(book, 'a'), statusOf(book, 'gate')]).toEqual(['stuck', 'live']);
    say(book, 'a', startMs + 32 * minuteMs, { speed: 12.4 });
    expect(statusOf(book, 'a')).toBe('live');
  });

  test('three implausible payloads in a row', () => {
    const book = bookOf(record('a'));
    say(book, 'a', startMs, { speed: 10 });
    for (let i = 1; i <= 3; i++) {
      const refused = {
        source: 'mqtt',
        origin: 't',
        sensorId: 'a',
        type: 'traffic',
        reason: 'out-of-range',
        detail: 'too fast',
        raw: '',
      } as const;
      book.noteRejected({ ...refused, receivedMs: startMs + i * 1000 });
    }
    book.judge(startMs + 4000);
    expect(statusOf(book, 'a')).toBe('out-of-range');
    expect(keysOf(book)).toEqual(['sensor-faulty:sensor:a']);
    expect(sensorKnown(book, 'sensor-risk', { type: 'sensor', id: 'a' })).toBe(false);
  });
});

describe('risk', () => {
  test('fog by the written rule, held through the deadband', () => {
    const book = bookOf(record('cam', { type: 'camera' }));
    const steps: [number, string | null][] = [
      [0.7, 'LOW'],
      [0.59, 'MEDIUM'],
      [0.61, 'MEDIUM'],
      [0.29, 'HIGH'],
      [0.32, 'HIGH'],
      [0.34, 'MEDIUM'],
      [0.64, 'LOW'],
    ];
    for (const [i, [visibility, expected]] of steps.entries()) {
      say(book, 'cam', startMs + i * 1000, { visibility }, 'camera');
      expect(book.heldRisk('cam'), `${visibility}`).toBe(expected);
    }
  });

  test('thresholds of its own, in either direction', () => {
    const thresholds: SensorRecord['thresholds'] = [
      { field: 'temperature', direction: 'above', medium: 40, high: 45, deadband: 1 },
      { field: 'pressure', direction: 'below', medium: 990, high: 970, deadband: 2 },
    ];
    const book = bookOf(record('sky', { type: 'environment', thresholds }));
    say(book, 'sky', startMs, { temperature: 41, pressure: 1000 }, 'environment');
    expect(sensorConditions(book)[0]).toMatchObject({
      priority: 'medium',
      facts: { field: 'temperature', value: 41, unit: '°C' },
    });
    say(book, 'sky', startMs + 1000, { temperature: 39.5, pressure: 1000 }, 'environment');
    expect(book.heldRisk('sky')).toBe('MEDIUM');
    say(book, 'sky', startMs + 2000, { temperature: 38, pressure: 969 }, 'environment');
    expect(sensorConditions(book)[0]).toMatchObject({ priority: 'high', facts: { field: 'pressure' } });
  });

  test('one that nobody approved raises nothing, and a silent one is never all clear', () => {
    const book = bookOf(record('cam', { type: 'camera' }), record('new', { type: 'camera', approved: false }));
    for (const id of ['cam', 'new', 'heard']) say(book, id, startMs, { visibility: 0.1 }, 'camera');
    expect(keysOf(book)).toEqual(['sensor-risk:sensor:cam']);
    book.judge(startMs + 11 * minuteMs);
    expect(book.heldRisk('cam')).toBeNull();
    expect(sensorKnown(book, 'sensor-risk', { type: 'sensor', id: 'cam' })).toBe(false);
  });

  test('a late reading changes nothing of now', () => {
    const book = bookOf(record('cam', { type: 'camera' }));
    say(book, 'cam', startMs, { visibility: 0.9 }, 'camera');
    say(book, 'cam', startMs - minuteMs, { visibility: 0.1 }, 'camera');
    expect(book.find('cam')?.latest?.values['visibility']).toBe(0.9);
    expect(book.heldRisk('cam')).toBe('LOW');
  });
});

test('made-up names fill no memory', () => {
  const book = bookOf(record('mine'));
  for (let i = 0; i < 10_000; i++) if (book.hasRoomFor(`s${i}`, 'lidar')) note(book, `s${i}`, startMs, { distance: 1 }, 'lidar');
  expect(book.hasRoomFor('one-more', 'lidar')).toBe(false);
  expect(book.hasRoomFor('mine', 'traffic')).toBe(true);
});
