/**
 * Each part's state in words, for GET /health/detailed and the page. In: what the parts say of themselves. A latency is what a person
 * waits for: a read of the database, the age of the oldest live picture, a picture's way through the detector.
 */
import { statfsSync } from 'node:fs';
import type { PartHealth } from '../../src-contract/api/system.ts';
import type { Condition } from '../../src-contract/domain/alarm.ts';
import type { TimetableFacts } from '../../src-contract/domain/train.ts';
import type { StationTls } from '../access/tls/station-tls.ts';
import type { Clock } from '../clock.ts';
import { errorText } from '../errors.ts';
import type { CameraStatus } from '../risk/camera-status.ts';
import type { ForecastsPort } from '../server/forecasts-port.ts';
import type { TrainsPort } from '../server/trains-port.ts';
import type { Store } from '../store/open-store.ts';
import { type CameraSeat, cameraStatus, type DetectionDesk } from './camera-desk.ts';
import type { StationRelay } from './relay.ts';

const gigabyte = 1e9;
/** A day of a busy station's samples, and an hour of them. */
const shortOfSpace = { degradedBytes: gigabyte, downBytes: gigabyte / 10 };

interface StationParts {
  readonly store: Pick<Store, 'health' | 'opened' | 'alarms'>;
  readonly seats: readonly CameraSeat[];
  readonly desk: DetectionDesk;
  readonly dataFolder: string;
  readonly tls: StationTls;
  readonly trains: Pick<TrainsPort, 'facts' | 'today'>;
  readonly relay: Pick<StationRelay, 'health'>;
  readonly forecasts: Pick<ForecastsPort, 'worker'>;
  readonly clock: Clock;
}

export function stationHealth({
  store,
  seats,
  desk,
  dataFolder,
  tls,
  trains,
  relay,
  forecasts,
  clock,
}: StationParts): PartHealth[] {
  const statuses = seats.map((seat) => cameraStatus(seat, desk));
  const ages = seats.flatMap(({ camera }) => {
    const atMs = camera.state().kind === 'live' ? camera.latestFrame()?.atMs : undefined;
    return atMs === undefined ? [] : [clock.nowMs() - atMs];
  });
  const delays = statuses.flatMap(({ id }) => desk.counters(id)?.meanTotalMs ?? []);
  return [
    storeHealth(store),
    camerasHealth(statuses, ages.length === 0 ? null : Math.max(...ages)),
    detectionHealth(statuses, delays.length === 0 ? null : Math.max(...delays)),
    diskHealth(dataFolder),
    // Certificates go by the wall clock.
    tlsHealth(tls, Date.now()),
    ...timetableHealth(trains.facts(), trains.today()),
    ...relay.health(),
    forecastsHealth(forecasts.worker()),
  ];
}

function camerasHealth(statuses: readonly CameraStatus[], oldestPictureMs: number | null): PartHealth {
  const part = { name: 'cameras', latency_ms: oldestPictureMs };
  const lost = statuses.filter(({ state }) => state.kind !== 'live');
  if (statuses.length === 0) return { ...part, state: 'ok', detail: 'no camera is set up' };
  if (lost.length === 0) return { ...part, state: 'ok', detail: `${statuses.length} live` };
  const named = lost.slice(0, 5).map(({ id, state }) => `${id} ${state.kind}`);
  const state = lost.length === statuses.length ? 'down' : 'degraded';
  return { ...part, state, detail: `${lost.length} of ${statuses.length} not live: ${named.join(', ')}` };
}

function detectionHealth(statuses: readonly CameraStatus[], meanTotalMs: number | null): PartHealth {
  const part = { name: 'models', latency_ms: meanTotalMs === null ? null : Math.round(meanTotalMs) };
  const idle = statuses.filter(({ detection }) => detection.kind !== 'running');
  const first = idle[0]?.detection;
  if (first === undefined) return { ...part, state: 'ok', detail: null };
  const why = 'reason' in first ? first.reason : 'the model is being loaded';
  const down = idle.length === statuses.length && first.kind !== 'starting';
  return {
    ...part,
    state: down ? 'down' : 'degraded',
    detail: `${idle.length} of ${statuses.length} cameras are not looked at: ${why}`,
  };
}

function storeHealth(store: Pick<Store, 'health' | 'opened' | 'alarms'>): PartHealth {
  const { state, detail } = store.health();
  const startedMs = performance.now();
  const part = { name: 'database', detail: detail ?? lossAtStart(store.opened) };
  try {
    store.alarms.newestSeq();
  } catch (error) {
    return { name: 'database', state: 'down', detail: errorText(error), latency_ms: null };
  }
  return { ...part, state, latency_ms: Math.round((performance.now() - startedMs) * 100) / 100 };
}

function diskHealth(folder: string): PartHealth {
  const { bavail, bsize } = statfsSync(folder);
  const freeBytes = bavail * bsize;
  const { degradedBytes, downBytes } = shortOfSpace;
  const state = freeBytes < downBytes ? 'down' : freeBytes < degradedBytes ? 'degraded' : 'ok';
  const detail = `${(freeBytes / gigabyte).toFixed(1)} GB free${state === 'ok' ? '' : ': make room on the disk of the data folder'}`;
  return { name: 'disk', state, detail, latency_ms: null };
}

const dayMs = 24 * 3600_000;
/** The certificate renews itself a month before; the CA is a person's business, who needs time for every phone. */
const endsSoonMs = { certificate: 14 * dayMs, authority: 365 * dayMs };

/** `nowMs`: the wall clock, which phones compare the dates with. */
export function tlsHealth(tls: Pick<StationTls, 'certificate' | 'ca' | 'fault'>, nowMs: number): PartHealth {
  const part = { name: 'tls', latency_ms: null };
  const leftMs = tls.certificate().notAfterMs - nowMs;
  const end = `the certificate ends on ${dayOf(tls.certificate().notAfterMs)}`;
  const fault = tls.fault();
  if (leftMs <= 0) return { ...part, state: 'down', detail: `${end}: phones refuse it${fault === null ? '' : `; ${fault}`}` };
  if (fault !== null) return { ...part, state: 'degraded', detail: `${fault} (${end})` };
  if (leftMs < endsSoonMs.certificate) return { ...part, state: 'degraded', detail: `${end}: renew it` };
  if (tls.ca !== null && tls.ca.notAfterMs - nowMs < endsSoonMs.authority) {
    const what = "delete ca.pem in the data folder's tls/, start again, and have every phone trust the new CA";
    return {
      ...part,
      state: 'degraded',
      detail: `the CA of this station ends on ${dayOf(tls.ca.notAfterMs)}: before then, ${what}`,
    };
  }
  return { ...part, state: 'ok', detail: end };
}

/** A station without a timetable misses none; one whose timetable has ended knows of trains only what is reported. `today`: `YYYYMMDD`. */
export function timetableHealth(facts: Pick<TimetableFacts, 'validUntil'> | null, today: string): PartHealth[] {
  if (facts === null) return [];
  const { validUntil } = facts;
  const until = `${validUntil.slice(0, 4)}-${validUntil.slice(4, 6)}-${validUntil.slice(6)}`;
  const part = { name: 'timetable', latency_ms: null };
  return validUntil < today
    ? [{ ...part, state: 'degraded', detail: `the timetable ended on ${until}: import the one that is in force now` }]
    : [{ ...part, state: 'ok', detail: `the timetable holds until ${until}` }];
}

function forecastsHealth(worker: ReturnType<ForecastsPort['worker']>): PartHealth {
  const part = { name: 'forecasts', latency_ms: null };
  if (worker.kind === 'ready') return { ...part, state: 'ok', detail: null };
  return { ...part, state: 'degraded', detail: `the worker was lost too often (last: ${worker.reason}); it is tried again` };
}

/** `fault`: what was wrong with the data folder's copy at the start. */
export function siteHealth(fault: string | null): PartHealth {
  return { name: 'site', state: fault === null ? 'ok' : 'degraded', detail: fault, latency_ms: null };
}

function dayOf(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 10);
}

/** Said until the next start: what was lost is not there again by then, but somebody has read of it. */
function lossAtStart(opened: Store['opened']): string | null {
  switch (opened.kind) {
    case 'new':
      return null;
    case 'ok':
      return opened.logLost;
    case 'recovered':
      return opened.detail;
  }
}

/** A store that can't keep what happens is the operator's business at once. */
export function storeConditions(store: Pick<Store, 'health' | 'opened'>): Condition[] {
  const { state, detail } = store.health();
  const reason = state === 'ok' ? lossAtStart(store.opened) : detail;
  if (reason === null) return [];
  return [
    {
      key: 'store-fault:part:database',
      kind: 'store-fault',
      subject: { type: 'part', id: 'database' },
      priority: state === 'down' ? 'high' : 'medium',
      facts: { reason },
      onDelayMs: 1000,
      offDelayMs: 30_000,
      latching: false,
      timeToActS: 600,
      inhibitedBy: [],
    },
  ];
}
