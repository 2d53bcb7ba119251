/**
 * The composition root: makes every part of the station, ties them together, starts them in order and stops them in reverse. In: the
 * start options. Out: a running station. It decides nothing; what it passes on is named by the parts.
 */
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { lockDataFolder } from './access/data-lock.ts';
import { loadKey } from './access/key-files.ts';
import { localOrigin } from './access/tls/hosts.ts';
import { createClock } from './clock.ts';
import { panicConditions } from './community/incidents/panic-conditions.ts';
import { findAppFiles } from './composition/app-files.ts';
import type { Base, StationEvents } from './composition/base.ts';
import { cameraStatus } from './composition/camera-desk.ts';
import { camerasPart, makeCameras, makeTwin } from './composition/cameras.ts';
import { detectionDesk, makeDetector, makeFrameAnalysis } from './composition/detection-parts.ts';
import { createStationFog } from './composition/fog.ts';
import { createStationForecasts } from './composition/forecasts.ts';
import { storeConditions } from './composition/health.ts';
import { createIncidents, tieToAlarms } from './composition/incidents.ts';
import { createStationIntake } from './composition/intake.ts';
import { createIntakeAccess } from './composition/intake-access.ts';
import { intakeConditions } from './composition/intake-health.ts';
import { createListeners } from './composition/listeners.ts';
import { gatherConditions } from './composition/part-conditions.ts';
import { type Part, startParts } from './composition/parts.ts';
import { createRecorder } from './composition/recorder.ts';
import { createStationRelay, outboxLimits } from './composition/relay.ts';
import { createStationSensors } from './composition/sensors.ts';
import { signInLink } from './composition/sign-in.ts';
import { withSettings } from './composition/site-settings.ts';
import { makeServer } from './composition/station-server.ts';
import { openStationAccess } from './composition/station-tls.ts';
import { ticksPart } from './composition/ticks.ts';
import { predictionEvents, trafficMinutesPart } from './composition/traffic-events.ts';
import { createStationTrains } from './composition/trains.ts';
import { errorText, KavachError } from './errors.ts';
import type { Log } from './log.ts';
import { createPipeline } from './pipeline.ts';
import { sensorConditions, sensorKnown } from './sensors/sensor-conditions.ts';
import type { StartOptions } from './settings.ts';
import { loadSiteFile } from './site-file.ts';
import type { StoredTransition } from './store/alarms.ts';
import { openStore, type Store } from './store/open-store.ts';

export interface Kavach {
  readonly stationName: string;
  /** For a browser on this machine. */
  readonly origin: string;
  /** For phones on the LAN, the best first; empty when the station listens for this machine alone. */
  readonly lanOrigins: readonly string[];
  /** SHA-256 of the station's own CA; null with a certificate by others. */
  readonly caFingerprint: string | null;
  readonly dataFolder: string;
  /** A new link each time: it signs one browser in, once. */
  signInLink(): string;
  stop(): Promise<void>;
}

/** Throws KavachError when the site file, a setting, the store or the port stops the start. */
export async function startKavach(options: StartOptions, log: Log): Promise<Kavach> {
  const clock = createClock();
  const { settings } = options;
  const files = findAppFiles(import.meta.dirname);
  const siteFile = options.siteFile ?? files.demoSite;
  const site = withSettings(loadSiteFile(siteFile), settings);
  const { dataFolder } = options;
  makeFolder(dataFolder);
  makeFolder(join(dataFolder, 'models'));
  const base = { clock, log, settings, files, site, siteFolder: dirname(siteFile), dataFolder };
  const unlock = await lockDataFolder(dataFolder);
  const store = openStore({
    file: join(dataFolder, 'kavach.db'),
    backupFolder: join(dataFolder, 'backups'),
    retention: site.retention,
    outbox: outboxLimits(settings),
    log: log.child({ part: 'store' }),
    clock,
  });
  try {
    return await assemble(base, store);
  } catch (error) {
    await store.close();
    unlock();
    throw error;
  }
}

async function assemble(base: Base, store: Store): Promise<Kavach> {
  const { clock, log, site, settings } = base;
  const events: StationEvents = {
    alarms: createListeners(log),
    tracks: createListeners(log),
    snapshots: createListeners(log),
  };
  const recorder = createRecorder(store);
  const bandOf = (zoneId: string) => pipeline.snapshot()?.risk.zones.find((zone) => zone.zoneId === zoneId)?.band ?? 'unknown';
  const incidents = createIncidents({
    store,
    site,
    dataFolder: base.dataFolder,
    bandOf,
    clock,
    log: log.child({ part: 'incidents' }),
  });
  const fog = createStationFog(base);
  const sensors = createStationSensors({ ...base, store, predict: fog.predict, intake: () => intake.addresses() });
  const relay = createStationRelay({ ...base, store, stationId: site.station.id });
  const forecasts = createStationForecasts({
    ...base,
    store,
    sensors: sensors.book,
    isCritical: (zoneId) => ['red', 'black'].includes(bandOf(zoneId)),
  });
  const trafficMinutes = trafficMinutesPart({ store, book: sensors.book, clock });
  forecasts.port.subscribe((made) => store.outbox.queue(predictionEvents(made, { store, book: sensors.book })));
  const pipeline = createPipeline<StoredTransition>({
    site,
    restored: store.alarms.open(),
    nowMs: clock.nowMs(),
    partConditions: gatherConditions(
      {
        store: () => storeConditions(store),
        relay: () => relay.conditions(),
        panics: () => panicConditions(incidents.desk.open()),
        sensors: () => sensorConditions(sensors.book),
        forecasts: () => forecasts.conditions(),
        intake: () => intakeConditions({ intake, desk: sensors.figures(), nowMs: clock.nowMs() }),
      },
      log,
    ),
    sensorKnown: ({ kind, subject }) => sensorKnown(sensors.book, kind, subject),
    isForecastKnown: (zoneId) => forecasts.isKnown(zoneId),
    saveAlarms: (transitions) => store.alarms.append(transitions),
    onAlarms: (transitions) => transitions.forEach(events.alarms.tell),
    onCrossings: (crossings) => recorder.crossings(crossings),
    onTracks: events.tracks.tell,
    onSnapshot: (snapshot) => {
      recorder.snapshot(snapshot);
      events.snapshots.tell();
    },
  });
  tieToAlarms({ desk: incidents.desk, pipeline, onAlarm: events.alarms.add, clock, log });
  const trains = createStationTrains({ ...base, store, snapshot: () => pipeline.snapshot() });
  const twin = makeTwin(base, trains);
  const detector = settings.KAVACH_DETECTION === 'on' ? makeDetector(base, pipeline, report) : null;
  const desk = detectionDesk(detector);
  const seats = makeCameras(base, twin, detector, report);

  /** Tells the pipeline what is now known of a camera; called by cameras and detection alike. */
  function report(cameraId: string): void {
    const seat = seats.get(cameraId);
    if (seat !== undefined) pipeline.camera(cameraStatus(seat, desk), clock.nowMs());
  }

  const access = await openStationAccess({ ...base, station: site.station });
  const adminKey = loadKey(base.dataFolder, 'admin.key');
  const intake = createStationIntake({
    ...{ ...base, sensors, stationId: site.station.id, lanHosts: access.port.hosts, ownNames: access.ownNames, tls: access.port },
    access: createIntakeAccess({ store, book: sensors.book, adminKey, clock, log }),
  });
  const analysis = makeFrameAnalysis(base);
  const reached = { incidents, access, adminKey, trains, sensors, fog, intake, relay, forecasts };
  const server = makeServer(base, { ...{ store, pipeline, events, twin, seats, desk, analysis }, ...reached });
  let port = 0;
  const announce = access.announcePart(() => port);
  const parts: Part[] = [
    { name: 'store', start: () => undefined, stop: () => store.close() },
    relay.part,
    incidents.part,
    trains.part,
    ...fog.parts,
    sensors.part,
    trafficMinutes,
    forecasts.part,
    ...intake.parts,
    access.certificatePart,
    // Before what takes time, so that a taken port is said at once; until the first tick it answers that nothing is known.
    {
      name: 'server',
      start: async () => {
        port = (await server.start()).port;
      },
      stop: () => server.stop(),
    },
    ...(announce === null ? [] : [announce]),
    // Without a start: it begins with the first picture that somebody sends. Ends before the server, so that all who wait are answered.
    { name: 'frame analysis', start: () => undefined, stop: () => analysis.stop() },
    ...(twin === null ? [] : [{ name: 'twin', start: () => twin.start(), stop: () => twin.stop() }]),
    ...(detector === null ? [] : [{ name: 'detection', start: () => detector.start(), stop: () => detector.stop() }]),
    camerasPart(seats, report),
    ticksPart(pipeline, clock, log),
  ];
  const stop = await startParts(parts, log);
  const origin = localOrigin(settings.HOST, port);
  return {
    ...{ stationName: site.station.name, origin, dataFolder: base.dataFolder, stop },
    lanOrigins: access.port.hosts().map((host) => `https://${host}:${port}`),
    caFingerprint: access.tls.ca?.fingerprintSha256 ?? null,
    signInLink: () => signInLink(origin, store, clock),
  };
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new KavachError(
      'SETTING_INVALID',
      `the data folder ${folder} can't be made: ${errorText(error)}. Name another with --data DIR.`,
    );
  }
}
