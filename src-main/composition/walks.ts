/** Ways on foot for the rest of the station: the desk with its store, the crowd that it keeps out of, and Google where a key is given. */
import { forecastStepMs, type Prediction } from '../../src-contract/domain/prediction.ts';
import { zoneSeriesId } from '../../src-contract/domain/series.ts';
import { polygonArea } from '../../src-contract/geometry/polygon.ts';
import type { SiteConfig, ZoneConfig } from '../../src-contract/site-config.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Snapshot } from '../pipeline.ts';
import { asLevel, bandOfLevel } from '../risk/zone-bands.ts';
import type { ForecastsPort } from '../server/forecasts-port.ts';
import type { WalksPort } from '../server/walks-port.ts';
import type { Settings } from '../settings.ts';
import { createGoogleDirections } from '../site/routing/google-directions.ts';
import type { ZoneCrowd } from '../site/routing/stretch-cost.ts';
import { createWalkDesk } from '../site/routing/walk-desk.ts';
import type { KnownPlace } from '../site/routing/walk-ends.ts';
import type { Store } from '../store/open-store.ts';

interface WalksOptions {
  readonly store: Pick<Store, 'walkBlocks' | 'places' | 'placeImports'>;
  readonly site: SiteConfig;
  readonly settings: Pick<Settings, 'KAVACH_ONLINE' | 'GOOGLE_DIRECTIONS_KEY' | 'KAVACH_GOOGLE_ROUTES_URL'>;
  readonly snapshot: () => Snapshot | null;
  readonly forecasts: Pick<ForecastsPort, 'latest'>;
  readonly placeOf: (id: string) => KnownPlace | null;
  readonly clock: Clock;
  readonly log: Log;
}

export interface StationWalks {
  readonly port: WalksPort;
  /** To be called after a change of the site: its ways begin at its zones. */
  noteSite(): void;
  /** To be called after each tick. */
  noteCrowd(): void;
}

export function createStationWalks(options: WalksOptions): StationWalks {
  const { store, site, settings, snapshot, forecasts, placeOf, clock } = options;
  const log = options.log.child({ part: 'walks' });
  const key = settings.KAVACH_ONLINE === 'on' ? settings.GOOGLE_DIRECTIONS_KEY : undefined;
  const desk = createWalkDesk({
    ...{ site, records: store.walkBlocks, ways: store.places.walkWays, placeOf, clock },
    crowd: (zoneId) => crowdOf(snapshot(), zoneId),
    persons: (zoneId) => zoneOf(snapshot(), zoneId)?.count ?? null,
    forecast: (zoneId, atMs) => forecastOf(site, forecasts.latest(null), zoneId, atMs),
    google: key === undefined ? null : createGoogleDirections({ baseUrl: settings.KAVACH_GOOGLE_ROUTES_URL, key, log }),
  });
  let read = store.placeImports.last()?.readMs;
  store.places.subscribe(() => {
    // Told at each correction of a place too; ways come with imports alone, and the network of a town takes a moment to build.
    const last = store.placeImports.last()?.readMs;
    if (last === read) return;
    read = last;
    desk.noteWays();
  });
  return { port: desk, noteSite: desk.noteWays, noteCrowd: desk.noteCrowd };
}

function zoneOf(now: Snapshot | null, zoneId: string) {
  return now?.state.zones.find(({ id }) => id === zoneId);
}

/** The mean over the zone sets the pace; its band, which is that of the densest spot, says whether to go there. */
function crowdOf(now: Snapshot | null, zoneId: string): ZoneCrowd {
  const zone = zoneOf(now, zoneId);
  const band = now?.risk.zones.find((risk) => risk.zoneId === zoneId)?.band ?? 'unknown';
  if (zone === undefined) return { band, densityPerM2: null, source: 'estimated' };
  const { count, areaM2, densityMeanPerM2, source } = zone;
  return { band, densityPerM2: densityMeanPerM2 ?? (count === null || areaM2 === null ? null : count / areaM2), source };
}

/** Persons that are forecast over the zone's area, by its own edges; null without a forecast that has earned trust for then. */
function forecastOf(site: SiteConfig, predictions: readonly Prediction[], zoneId: string, atMs: number): ZoneCrowd | null {
  const zone = site.zones.find(({ id }) => id === zoneId);
  const areaM2 = zone?.area_m2 ?? (zone?.ground === undefined ? null : polygonArea(zone.ground));
  const id = zoneSeriesId(zoneId);
  const then = predictions.find((one) => one.seriesId === id && hasEarnedTrust(one) && isOf(one, atMs));
  if (zone === undefined || areaM2 === null || then === undefined) return null;
  const densityPerM2 = Math.max(0, then.value) / areaM2;
  return { band: bandAt(site, zone, densityPerM2), densityPerM2, source: 'forecast' };
}

function bandAt(site: SiteConfig, zone: ZoneConfig, densityPerM2: number): ZoneCrowd['band'] {
  const edges = zone.bands ?? site.bands[zone.kind === 'waiting' ? 'waiting' : 'moving'];
  return bandOfLevel(asLevel(edges.filter((edge) => densityPerM2 >= edge).length));
}

function hasEarnedTrust({ hasSkill, heldOutSkill }: Prediction): boolean {
  return hasSkill && heldOutSkill !== null && heldOutSkill > 0;
}

function isOf({ atMs: stepMs }: Prediction, atMs: number): boolean {
  return atMs >= stepMs && atMs < stepMs + forecastStepMs;
}
