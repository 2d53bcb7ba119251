/** The dashboard and analytics over HTTP: what they say of what the parts know, and what they refuse. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dashboardReply } from '../../src-contract/api/overview.ts';
import type { PlaceKind } from '../../src-contract/domain/place.ts';
import type { SaidPlace } from '../../src-contract/domain/place-records.ts';
import type { EventOccurrence } from '../../src-contract/domain/planned-event.ts';
import { createClock } from '../../src-main/clock.ts';
import type { OverviewPort } from '../../src-main/server/overview-port.ts';
import type { WeatherPort } from '../../src-main/server/weather-port.ts';
import { crowdSnapshot } from './crowd-example.ts';
import { exampleAlarm, startTestStation, type TestStation } from './test-station.ts';

const clock = createClock();
const fair: EventOccurrence = {
  eventId: 'fair',
  name: 'Fair',
  startMs: 1_750_000_000_000,
  endMs: 1_750_003_600_000,
  expectedAttendance: 900,
  at: null,
};
const calm = {
  temperatureC: 31.25,
  apparentC: null,
  humidity: 0.6,
  rainMmPerH: 0,
  windMps: 3,
  gustMps: null,
  visibilityM: null,
  sky: 'clear' as const,
};
const figures = { value: 12, perHour: 6, samples: 4, peak: 5, peakMs: 1_750_000_000_000, coverage: 0.5 };
const asked: Parameters<OverviewPort['analytics']>[0][] = [];
let known = true;
const overview: OverviewPort = {
  timezone: 'Asia/Kolkata',
  eventsToday: () => (known ? [fair] : []),
  analytics(query) {
    asked.push(query);
    const times = { fromMs: null, toMs: null, usual: { ...figures, value: null, peak: null, peakMs: null } };
    return { points: [{ ...figures, ...times, key: 'fair', name: 'Fair' }], overall: figures };
  },
};
const weather: WeatherPort = {
  current() {
    const now = { source: 'open-meteo', observedMs: 1_750_000_000_000, fetchedMs: 1_750_000_060_000, figures: calm } as const;
    return known ? { weather: now, stale: true, forecastStale: true } : null;
  },
  ...{ hours: () => [], severe: () => [], severeIn: () => [], fogReadings: () => [], fetching: () => ({ kind: 'off' }) },
};
const place = (id: string, kind: PlaceKind): SaidPlace => ({
  ...{ id: `site:${id}`, kind, name: id, names: {}, at: [75.76, 23.18], outline: null, source: 'site', alsoKnown: [] },
});
let station: TestStation;
beforeAll(async () => {
  station = await startTestStation({ overview, weather, clock });
  station.store.places.setSitePlaces([place('a', 'temple'), place('b', 'temple'), place('c', 'ghat')]);
});
afterAll(() => station.stop());

const get = async (path: string) => {
  const response = await station.get(path);
  return { status: response.status, body: await response.json() };
};

describe('GET /api/dashboard', () => {
  test('holds the key figures, each with its time and source', async () => {
    const atMs = clock.nowMs();
    const snapshot = crowdSnapshot(3, atMs, 10);
    const [first, ...rest] = snapshot.risk.zones;
    if (first === undefined) throw new Error('no zone');
    station.setCrowd({
      ...snapshot,
      risk: { ...snapshot.risk, zones: [...rest, { ...first, band: 'orange', timeToRedS: 240 }] },
    });
    station.announce({ kind: 'raised', atMs, actor: 'station', note: null, alarm: exampleAlarm('a1') });
    const acknowledged = exampleAlarm('a2', { priority: 'low', life: 'acknowledged', acknowledged: true });
    station.announce({ kind: 'raised', atMs, actor: 'station', note: null, alarm: acknowledged });
    const { status, body } = await get('/api/dashboard');
    expect(status).toBe(200);
    expect(dashboardReply.parse(body)).toMatchObject({
      station: { id: 'DDR', name: 'Dadar' },
      crowd: {
        ...{ count: 30, density: 1.5, level: 'moderate', source: 'measured', measured_at: new Date(atMs).toISOString() },
        ...{ zones: 3, zones_unknown: 0 },
        worst_zone: {
          id: 'z0',
          band: 'orange',
          level: 'high',
          count: 10,
          time_to_red_s: 240,
          measured_at: new Date(atMs).toISOString(),
        },
      },
      alarms: {
        open: 2,
        unacknowledged: 1,
        by_priority: { high: 1, medium: 0, low: 1 },
        oldest_unacknowledged_at: '2025-06-15T15:06:40.000Z',
      },
      incidents: { open: 0, panics_open: 0, newest_opened_at: null },
      cameras: { live: 1, total: 1 },
      sensors: { total: 1, by_status: { waiting: 1 }, last_heard_at: null },
      trains: { within_hour: 0, next: null },
      weather: {
        stale: true,
        source: 'open-meteo',
        observed_at: '2025-06-15T15:06:40.000Z',
        temperature_c: 31.25,
        apparent_c: null,
        sky: 'clear',
      },
      events_today: [{ event_id: 'fair', name: 'Fair', start: '2025-06-15T15:06:40.000Z', expected_attendance: 900 }],
      forecast: [],
      places: { total: 3, by_kind: { temple: 2, ghat: 1 } },
      health: { status: 'healthy', degraded: [], down: [] },
    });
  });

  test('says null where nothing is known', async () => {
    known = false;
    station.store.places.setSitePlaces([]);
    station.setCrowd({ ...crowdSnapshot(0, clock.nowMs()), risk: { atMs: 0, zones: [], band: 'unknown', risk: null } });
    const { body } = await get('/api/dashboard');
    expect(body).toMatchObject({ weather: null, places: null, events_today: [], crowd: { level: 'unknown', worst_zone: null } });
  });
});

describe('GET /api/analytics', () => {
  test('asks for four weeks by the day unless told, and says what it answers', async () => {
    const { status, body } = await get('/api/analytics');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      metric: 'crowd_count',
      kind: 'mean',
      unit: 'people',
      group: 'day',
      timezone: 'Asia/Kolkata',
      station_id: 'DDR',
      zone: null,
    });
    const last = asked.at(-1);
    expect((last?.toMs ?? 0) - (last?.fromMs ?? 0)).toBe(28 * 86_400_000);
    expect(body.points).toEqual([
      {
        ...{ key: 'fair', name: 'Fair', start: null, end: null, value: 12, per_hour: 6, samples: 4 },
        ...{ peak: 5, peak_at: '2025-06-15T15:06:40.000Z', coverage: 0.5 },
        usual: { value: null, per_hour: 6, samples: 4, peak: null, peak_at: null, coverage: 0.5 },
      },
    ]);
  });

  test('takes metric, group, zone, event and span; what is to come is cut off', async () => {
    const fromMs = Math.floor(clock.nowMs() / 1000) * 1000 - 3_600_000;
    const span = `from=${new Date(fromMs).toISOString()}&to=${new Date(fromMs + 9_999_000_000).toISOString()}`;
    await get(`/api/analytics?metric=alarms_raised&group=event&zone=z0&event_id=fair&station_id=DDR&${span}`);
    const last = asked.at(-1);
    expect(last).toMatchObject({ metric: 'alarms_raised', group: 'event', zoneId: 'z0', eventId: 'fair', fromMs });
    expect(last?.toMs).toBeLessThanOrEqual(clock.nowMs());
  });

  test.each([
    ['station_id=XX', 404, /this one is DDR/],
    ['zone=nowhere', 404, /the zones are z0/],
    ['from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z', 400, /earlier/],
    ['from=2020-01-01T00:00:00Z&to=2020-12-31T00:00:00Z', 400, /at most 92 days/],
    ['metric=happiness', 400, /metric/],
    ['group=minute', 400, /group/],
  ])('refuses %s with what to do', async (query, status, message) => {
    const refused = await get(`/api/analytics?${query}`);
    expect(refused.status).toBe(status);
    expect(JSON.stringify(refused.body.error)).toMatch(message);
  });
});
