/** The real desks behind a test station's ports, over its real store: trains, places, ways on foot, forecasts; and the site they are of. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { siteConfigSchema } from '../../src-contract/site-config.ts';
import type { Clock } from '../../src-main/clock.ts';
import { createAlarmDesk } from '../../src-main/composition/alarm-desk.ts';
import { findAppFiles } from '../../src-main/composition/app-files.ts';
import { createStationBackups } from '../../src-main/composition/backups.ts';
import { createCare } from '../../src-main/composition/care.ts';
import { createStationForecasts, type StationForecasts } from '../../src-main/composition/forecasts.ts';
import { createStationPlaces, type StationPlaces } from '../../src-main/composition/places.ts';
import { createStationReplay, type StationReplay } from '../../src-main/composition/replay.ts';
import type { StationSensors } from '../../src-main/composition/sensors.ts';
import { siteConfigPort } from '../../src-main/composition/site-config.ts';
import { createStationTrains, type StationTrains } from '../../src-main/composition/trains.ts';
import { createStationWalks } from '../../src-main/composition/walks.ts';
import { createLog } from '../../src-main/log.ts';
import type { CrowdSnapshot, ServerDeps } from '../../src-main/server/ports.ts';
import { settingsSchema } from '../../src-main/settings.ts';
import { openSiteDesk } from '../../src-main/site-desk.ts';
import type { Store } from '../../src-main/store/open-store.ts';
import { noCovariates } from '../fixtures/no-covariates.ts';

export const sitePlan: ReturnType<ServerDeps['site']> = {
  revision: 'test',
  station: { id: 'DDR', name: 'Dadar', lines: ['western', 'central'], location: [72.84, 19.02], timezone: 'Asia/Kolkata' },
  base_map: false,
  is_demo: true,
  zones: [{ id: 'z0', name: 'Zone 0', kind: 'waiting', platform: '1', polygon: null }],
  cameras: [{ id: 'c1', name: 'Camera 1', view: null }],
  lines: [],
  bounds: [
    [72.83, 19.01],
    [72.85, 19.03],
  ],
};

export const testSite = siteConfigSchema.parse({
  station: sitePlan.station,
  network: 'mumbai-suburban',
  zones: [{ id: 'z0', name: 'Zone 0', kind: 'waiting', platform: '1' }],
  sensors: [{ id: 'NORTH', type: 'traffic', name: 'North road', location: [72.8441, 19.0201] }],
});

/** The real desk over the station's real store; no alarm reaches it, and tests of several commands bring a real machine. */
export function testAlarmDesk(store: Store, clock: Clock) {
  const pipeline = { commandAll: () => [], openAlarms: () => store.alarms.open() };
  return createAlarmDesk({ store, clock, pipeline, site: testSite, onAlarm: () => () => {}, log: createLog('silent') });
}

/** The real desk over the test site, which has no walking plan; tests of routes bring a site that has. */
export function testWalks(store: Store, clock: Clock, forecasts: StationForecasts) {
  return createStationWalks({
    ...{ store, clock, site: testSite, forecasts: forecasts.port, log: createLog('silent') },
    settings: settingsSchema.parse({ KAVACH_ONLINE: 'off' }),
    ...{ snapshot: () => null, placeOf: () => null },
  });
}

/** The real desk over the station's real store, with the Mumbai network. */
export function testTrains(store: Store, clock: Clock, dataFolder: string, snapshot: () => CrowdSnapshot | null): StationTrains {
  return createStationTrains({
    store,
    site: testSite,
    dataFolder,
    snapshot,
    clock,
    files: findAppFiles(join(import.meta.dirname, '../../src-main')),
    log: createLog('silent'),
  });
}

/** The real past of the station's real store; its worker starts with the first trial. */
export function testReplay(store: Store, clock: Clock, dataFolder: string): StationReplay {
  const files = findAppFiles(join(import.meta.dirname, '../../src-main'));
  return createStationReplay({ store, clock, dataFolder, files, site: () => testSite, log: createLog('silent') });
}

/** The real desks over the station's real store; nobody begins it anew. */
export function testUpkeep(store: Store, clock: Clock, dataFolder: string): Pick<ServerDeps, 'backups' | 'care'> {
  const files = findAppFiles(join(import.meta.dirname, '../../src-main'));
  const base = { ...{ store, clock, dataFolder, files, site: testSite, restart: () => {} }, siteFile: files.demoSite };
  const backups = createStationBackups({
    ...{ ...base, log: createLog('silent') },
    station: () => testSite.station,
    sessionRow: store.handOver.sessionRow,
  });
  const facts = { settings: settingsSchema.parse({}), adminKey: 'k'.repeat(40), cameras: () => [] };
  return { backups: backups.port, care: createCare({ ...base, ...facts, thread: backups.thread }) };
}

/** The real imports over the station's real store; no server of maps is asked. */
export function testPlaces(store: Store, clock: Clock): StationPlaces {
  const files = findAppFiles(join(import.meta.dirname, '../../src-main'));
  const settings = settingsSchema.parse({ KAVACH_ONLINE: 'off' });
  return createStationPlaces({ store, site: testSite, settings, files, clock, log: createLog('silent') });
}

/** The real desk over the station's real store; its worker starts with the first order. */
export function testForecasts(store: Store, clock: Clock, { book: sensors }: StationSensors): StationForecasts {
  const site = siteConfigSchema.parse({
    station: sitePlan.station,
    zones: [{ id: 'z0', name: 'Zone 0', kind: 'waiting' }],
  });
  const files = findAppFiles(join(import.meta.dirname, '../../src-main'));
  return createStationForecasts({
    covariates: noCovariates,
    store,
    sensors,
    site,
    files,
    clock,
    isCritical: () => false,
    log: createLog('silent'),
  });
}

/** The real desk over a file with a camera that has a password. */
export function testSiteConfig(dataFolder: string) {
  const siteFile = join(dataFolder, 'given-site.yaml');
  const cameras = [
    { id: 'c1', name: 'Camera 1', source: 'rtsp://asha:s3cret@10.0.0.5/one', zones: [{ zone: 'z0', polygon: square }] },
  ];
  writeFileSync(
    siteFile,
    stringify({ station: sitePlan.station, zones: [{ id: 'z0', name: 'Zone 0', kind: 'waiting' }], cameras }),
  );
  const log = createLog('silent');
  return siteConfigPort(openSiteDesk({ siteFile, dataFolder, check: () => undefined, nowMs: Date.now, log }));
}

const square = [
  [0, 0],
  [1, 0],
  [1, 1],
];
