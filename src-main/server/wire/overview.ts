/** What the parts know just now → the key figures of the control room. */
import type { CameraReply } from '../../../src-contract/api/cameras.ts';
import type { ZoneReply } from '../../../src-contract/api/crowd.ts';
import type { DashboardReply } from '../../../src-contract/api/overview.ts';
import type { PartHealth } from '../../../src-contract/api/system.ts';
import type { Alarm, AlarmPriority } from '../../../src-contract/domain/alarm.ts';
import { bands } from '../../../src-contract/domain/band.ts';
import type { Incident } from '../../../src-contract/domain/incident.ts';
import type { EventOccurrence } from '../../../src-contract/domain/planned-event.ts';
import type { Prediction } from '../../../src-contract/domain/prediction.ts';
import type { Sensor, SensorStatus } from '../../../src-contract/domain/sensor.ts';
import { zoneOfSeries } from '../../../src-contract/domain/series.ts';
import type { IncomingTrain } from '../../../src-contract/domain/train.ts';
import type { PlacesPort } from '../places-port.ts';
import type { CrowdSnapshot, ServerDeps, StationFacts } from '../ports.ts';
import { overallStatus } from '../status-feed.ts';
import type { WeatherPort } from '../weather-port.ts';
import { stationReply } from './crowd.ts';
import { figure, isoTime, isoTimeOrNull, known } from './figures.ts';

export type DashboardDeps = Pick<
  ServerDeps,
  | 'clock'
  | 'station'
  | 'site'
  | 'crowd'
  | 'alarms'
  | 'incidents'
  | 'cameras'
  | 'sensors'
  | 'trains'
  | 'forecasts'
  | 'overview'
  | 'weather'
  | 'places'
  | 'health'
>;

export function dashboardReplyOf(deps: DashboardDeps): DashboardReply {
  const { clock, station, overview } = deps;
  const nowMs = clock.nowMs();
  const names = new Map(deps.site().zones.map(({ id, name }) => [id, name]));
  return {
    timestamp: isoTime(nowMs),
    station: { id: station.id, name: station.name },
    crowd: crowdFigures(station, deps.crowd.current()),
    alarms: alarmFigures(deps.alarms.open().alarms),
    incidents: incidentFigures(deps.incidents.open()),
    cameras: cameraFigures(deps.cameras.list()),
    sensors: sensorFigures(deps.sensors.list()),
    trains: trainFigures(deps.trains.incoming()),
    weather: weatherFigures(deps.weather.current()),
    events_today: eventFigures(overview.eventsToday(nowMs)),
    forecast: forecastFigures(deps.forecasts.latest(null), (zoneId) => names.get(zoneId)),
    places: placeFigures(deps.places.records.counts()),
    health: healthFigures(deps.health()),
  };
}

function crowdFigures(facts: StationFacts, snapshot: CrowdSnapshot | null): DashboardReply['crowd'] {
  const {
    crowd_level: level,
    count,
    density,
    confidence,
    source,
    zones,
    last_updated,
  } = stationReply(facts, snapshot, () => null);
  return {
    ...{ level, count, density, confidence, source, measured_at: last_updated, zones: zones.length },
    zones_unknown: zones.filter(({ band }) => band === 'unknown').length,
    worst_zone: worstZone(zones),
  };
}

function worstZone(zones: readonly ZoneReply[]): DashboardReply['crowd']['worst_zone'] {
  const untilRed = (zone: ZoneReply): number => zone.time_to_red_s ?? Number.POSITIVE_INFINITY;
  const worse = (a: ZoneReply, b: ZoneReply): number =>
    bands.indexOf(b.band) - bands.indexOf(a.band) || untilRed(a) - untilRed(b) || (b.risk ?? 0) - (a.risk ?? 0);
  const [worst] = zones.filter(({ band }) => band !== 'unknown').sort(worse);
  if (worst === undefined) return null;
  const { id, name, crowd_level: level, band, count, density, time_to_red_s, source, measured_at } = worst;
  return { id, name, level, band, count, density, time_to_red_s, source, measured_at };
}

function alarmFigures(alarms: readonly Alarm[]): DashboardReply['alarms'] {
  const waiting = alarms.filter(({ life }) => life === 'unacknowledged' || life === 'returned');
  const of = (priority: AlarmPriority): number => alarms.filter((alarm) => alarm.priority === priority).length;
  return {
    ...{ open: alarms.length, unacknowledged: waiting.length },
    by_priority: { high: of('high'), medium: of('medium'), low: of('low') },
    oldest_unacknowledged_at: isoTimeOrNull(least(waiting.map(({ raisedMs }) => raisedMs))),
  };
}

function incidentFigures(open: readonly Incident[]): DashboardReply['incidents'] {
  return {
    open: open.length,
    panics_open: open.filter(({ kind }) => kind === 'panic').length,
    newest_opened_at: isoTimeOrNull(greatest(open.map(({ createdMs }) => createdMs))),
  };
}

function cameraFigures(cameras: readonly CameraReply[]): DashboardReply['cameras'] {
  return { live: cameras.filter(({ state }) => state.kind === 'live').length, total: cameras.length };
}

function sensorFigures(sensors: readonly Sensor[]): DashboardReply['sensors'] {
  const byStatus: Partial<Record<SensorStatus, number>> = {};
  for (const { health } of sensors) byStatus[health.status] = (byStatus[health.status] ?? 0) + 1;
  const heard = sensors.flatMap(({ lastHeardMs }) => lastHeardMs ?? []);
  return { total: sensors.length, by_status: byStatus, last_heard_at: isoTimeOrNull(greatest(heard)) };
}

function trainFigures(trains: readonly IncomingTrain[]): DashboardReply['trains'] {
  const [next] = trains;
  return {
    within_hour: trains.length,
    next:
      next === undefined
        ? null
        : {
            ...{ train_id: next.trainId, platform: next.platform, source: next.source },
            expected_at: isoTimeOrNull(next.expectedMs),
          },
  };
}

function weatherFigures(now: ReturnType<WeatherPort['current']>): DashboardReply['weather'] {
  if (now === null) return null;
  const { source, observedMs, figures } = now.weather;
  return {
    ...{ source, observed_at: isoTime(observedMs), sky: figures.sky, stale: now.stale },
    ...{ temperature_c: figure(figures.temperatureC), apparent_c: figure(figures.apparentC), humidity: figure(figures.humidity) },
    ...{ rain_mm_per_h: figure(figures.rainMmPerH), wind_mps: figure(figures.windMps), gust_mps: figure(figures.gustMps) },
    visibility_m: figure(figures.visibilityM),
  };
}

function eventFigures(events: readonly EventOccurrence[]): DashboardReply['events_today'] {
  return events.map(({ eventId, name, startMs, endMs, expectedAttendance }) => ({
    ...{ event_id: eventId, name, start: isoTime(startMs), end: isoTime(endMs), expected_attendance: expectedAttendance },
  }));
}

const forecastHorizonMinutes = 30;
const mostForecasts = 3;

/** `nameOf`: a zone's; undefined for one that is no longer in the site file. */
function forecastFigures(
  predictions: readonly Prediction[],
  nameOf: (zoneId: string) => string | undefined,
): DashboardReply['forecast'] {
  return predictions
    .flatMap((prediction) => {
      const zone = zoneOfSeries(prediction.seriesId);
      const name = zone === null ? undefined : nameOf(zone);
      const [interval] = prediction.intervals;
      if (zone === null || name === undefined || interval === undefined) return [];
      if (prediction.horizonMinutes !== forecastHorizonMinutes) return [];
      const { madeMs, atMs, horizonMinutes, value, hasSkill } = prediction;
      const times = { made_at: isoTime(madeMs), at: isoTime(atMs), horizon_minutes: horizonMinutes };
      const figures = { value: known(value), low: known(interval.lower), high: known(interval.upper) };
      return [{ zone, name, ...times, ...figures, has_skill: hasSkill }];
    })
    .sort((a, b) => b.value - a.value)
    .slice(0, mostForecasts);
}

function placeFigures(byKind: ReturnType<PlacesPort['records']['counts']>): DashboardReply['places'] {
  const total = Object.values(byKind).reduce((sum, n) => sum + n, 0);
  return total === 0 ? null : { total, by_kind: { ...byKind } };
}

function healthFigures(parts: readonly PartHealth[]): DashboardReply['health'] {
  const named = (state: PartHealth['state']): string[] => parts.filter((part) => part.state === state).map(({ name }) => name);
  return { status: overallStatus(parts), degraded: named('degraded'), down: named('down') };
}

function least(values: readonly number[]): number | null {
  return values.length === 0 ? null : Math.min(...values);
}

function greatest(values: readonly number[]): number | null {
  return values.length === 0 ? null : Math.max(...values);
}
