/**
 * The composition root: makes every part of the station, ties them together, starts them in order and stops them in reverse. In: the
 * start options. Out: a running station. It decides nothing; what it passes on is named by the parts.
 */
import type { Alarm } from '../src-contract/domain/alarm.ts';
import type { UpdateNote } from '../src-contract/shell-messages.ts';
import { lockDataFolder } from './access/data-lock.ts';
import { loadKey } from './access/key-files.ts';
import { noteRunning } from './access/running-note.ts';
import { localOrigin } from './access/tls/hosts.ts';
import { applyPendingRestore, type RestoreOrder, undoRestore } from './backups/pending-restore.ts';
import { createClock } from './clock.ts';
import { panicConditions } from './community/incidents/panic-conditions.ts';
import { createAlarmDesk } from './composition/alarm-desk.ts';
import { findAppFiles } from './composition/app-files.ts';
import { createStationBackups, noteRestore, noteUpdate, type StationBackups } from './composition/backups.ts';
import type { Base, StationEvents } from './composition/base.ts';
import { cameraReply, cameraStatus } from './composition/camera-desk.ts';
import { makeCameras, makeTwin } from './composition/cameras.ts';
import { createCare } from './composition/care.ts';
import { detectionDesk, makeDetector, makeFrameAnalysis } from './composition/detection-parts.ts';
import { createStationEvidence } from './composition/evidence.ts';
import { createStationFog } from './composition/fog.ts';
import { createStationForecasts } from './composition/forecasts.ts';
import { storeConditions } from './composition/health.ts';
import { createIncidents, tieToAlarms } from './composition/incidents.ts';
import { createStationIntake } from './composition/intake.ts';
import { createIntakeAccess } from './composition/intake-access.ts';
import { intakeConditions } from './composition/intake-health.ts';
import { createListeners } from './composition/listeners.ts';
import { makeDataFolder, type Opening, openSite, openStationStore } from './composition/opening.ts';
import { gatherConditions } from './composition/part-conditions.ts';
import { type Part, startParts } from './composition/parts.ts';
import { createRecorder } from './composition/recorder.ts';
import { createStationRelay } from './composition/relay.ts';
import { createStationReplay } from './composition/replay.ts';
import { returnToBackup } from './composition/return-to-backup.ts';
import { createStationSensors } from './composition/sensors.ts';
import { signInLink } from './composition/sign-in.ts';
import { makeServer } from './composition/station-server.ts';
import { openStationAccess } from './composition/station-tls.ts';
import { createSurroundings } from './composition/surroundings.ts';
import { ticksPart } from './composition/ticks.ts';
import { predictionEvents, trafficMinutesPart } from './composition/traffic-events.ts';
import { createStationTrains } from './composition/trains.ts';
import { errorText } from './errors.ts';
import type { Log } from './log.ts';
import { createPipeline } from './pipeline.ts';
import { sensorConditions, sensorKnown } from './sensors/sensor-conditions.ts';
import type { StartOptions } from './settings.ts';
import type { StoredTransition } from './store/alarms.ts';
import type { Store } from './store/open-store.ts';

export interface Kavach {
  readonly stationName: string;
  /** For a browser on this machine. */
  readonly origin: string;
  /** For phones on the LAN, the best first; empty when the station listens for this machine alone. */
  readonly lanOrigins: readonly string[];
  /** SHA-256 of the station's own CA; null with a certificate by others. */
  readonly caFingerprint: string | null;
  readonly dataFolder: string;
  /** Of the store that was put back at this start; null where none was. */
  readonly restoredFromMs: number | null;
  /** A new link each time: it signs one browser in, once. */
  signInLink(): string;
  /** Rejects where there is none. */
  backUpForUpdate: StationBackups['backUpForUpdate'];
  noteUpdate(note: UpdateNote): void;
  /** By name. */
  downParts(): string[];
  openAlarms(): readonly Alarm[];
  /** After each change of an alarm. Returns the way to leave. */
  onAlarm(listener: () => void): () => void;
  stop(): Promise<void>;
}

/**
 * `restart`: asks whoever started the station to stop it and to start it again. Throws KavachError when the site file, a setting, the store
 * or the port stops the start; what a restore had put in place is taken out again then.
 */
export async function startKavach(options: StartOptions, log: Log, restart: () => void): Promise<Kavach> {
  const { dataFolder } = options;
  makeDataFolder(dataFolder);
  const unlock = await lockDataFolder(dataFolder);
  const clock = createClock();
  let restored: RestoreOrder | null = null;
  try {
    const files = findAppFiles(import.meta.dirname);
    if (options.returnTo !== null) await returnToBackup({ dataFolder, files, name: options.returnTo, clock, log });
    restored = applyPendingRestore(dataFolder);
    const kavach = await run({ options, clock, log, restart, files }, restored);
    const forgetRunning = noteRunning(dataFolder, kavach.origin);
    return {
      ...kavach,
      restoredFromMs: restored?.madeMs ?? null,
      async stop() {
        forgetRunning();
        await kavach.stop();
        unlock();
      },
    };
  } catch (error) {
    if (restored !== null && undoRestore(dataFolder, restored, clock.nowMs()))
      log.error(
        { restored: restored.name, error: errorText(error) },
        'the station can’t begin with what was restored: it is taken out again',
      );
    unlock();
    throw error;
  }
}

type Assembled = Omit<Kavach, 'restoredFromMs'>;

async function run(opening: Opening, restored: RestoreOrder | null): Promise<Assembled> {
  const base = openSite(opening);
  const store = openStationStore(base);
  try {
    if (restored !== null) noteRestore(store, restored, base.dataFolder, base.clock.nowMs());
    return await assemble(base, store);
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function assemble(base: Base, store: Store): Promise<Assembled> {
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
  const around = createSurroundings({
    ...{ ...base, store, sensors: sensors.book, snapshot: () => pipeline.snapshot() },
    forecasts: { latest: (seriesId) => forecasts.port.latest(seriesId) },
  });
  const relay = createStationRelay({ ...base, store, stationId: site.station.id });
  const forecasts = createStationForecasts({
    ...base,
    store,
    covariates: around.covariates,
    sensors: sensors.book,
    isCritical: (zoneId) => ['red', 'black'].includes(bandOf(zoneId)),
  });
  const trafficMinutes = trafficMinutesPart({ store, book: sensors.book, clock });
  forecasts.port.subscribe((made) => store.outbox.queue(predictionEvents(made, { store, book: sensors.book })));
  const replay = createStationReplay({ ...base, store, site: () => site });
  const pipeline = createPipeline<StoredTransition>({
    site,
    restored: store.alarms.open(),
    nowMs: clock.nowMs(),
    partConditions: gatherConditions(
      {
        store: () => storeConditions(store),
        evidence: () => evidence.conditions(),
        relay: () => relay.conditions(),
        panics: () => panicConditions(incidents.desk.open()),
        sensors: () => sensorConditions(sensors.book),
        forecasts: () => forecasts.conditions(),
        weather: () => around.weather.conditions(),
        intake: () => intakeConditions({ intake, desk: sensors.figures(), nowMs: clock.nowMs() }),
      },
      log,
    ),
    sensorKnown: ({ kind, subject }) => sensorKnown(sensors.book, kind, subject),
    isForecastKnown: (zoneId) => forecasts.isKnown(zoneId),
    isWeatherKnown: around.weather.isKnown,
    saveAlarms: (transitions) => store.alarms.append(transitions),
    onAlarms: (transitions) => transitions.forEach(events.alarms.tell),
    onCrossings: (crossings) => recorder.crossings(crossings),
    onTracks: events.tracks.tell,
    onSnapshot: (snapshot) => {
      recorder.snapshot(snapshot);
      around.note(snapshot.state);
      events.snapshots.tell();
    },
    onJudged: replay.note,
  });
  const alarmDesk = createAlarmDesk({ ...base, store, pipeline, onAlarm: events.alarms.add });
  tieToAlarms({ desk: incidents.desk, pipeline, onAlarm: events.alarms.add, clock, log });
  const trains = createStationTrains({ ...base, store, snapshot: () => pipeline.snapshot() });
  const twin = makeTwin(base, trains);
  const detector = settings.KAVACH_DETECTION === 'on' ? makeDetector(base, pipeline, report) : null;
  const desk = detectionDesk(detector);
  const cameras = makeCameras({ base, twin, detector, report });
  const { seats } = cameras;

  /** Tells the pipeline what is now known of a camera; called by cameras and detection alike. */
  function report(cameraId: string): void {
    const seat = seats.get(cameraId);
    if (seat !== undefined) pipeline.camera(cameraStatus(seat, desk), clock.nowMs());
  }

  // In the order of the data's way, so that no part is told of a camera or a zone that the one before it doesn't know yet.
  base.siteDesk.subscribe(() => {
    pipeline.noteSite();
    detector?.setCameras(site.cameras);
    cameras.noteSite();
    twin?.noteSite();
    around.walks.noteSite();
  });

  const access = await openStationAccess({ ...base, station: site.station });
  const adminKey = loadKey(base.dataFolder, 'admin.key');
  const intake = createStationIntake({
    ...{ ...base, sensors, stationId: site.station.id, lanHosts: access.port.hosts, ownNames: access.ownNames, tls: access.port },
    access: createIntakeAccess({ store, book: sensors.book, adminKey, clock, log }),
  });
  const analysis = makeFrameAnalysis(base);
  const evidence = createStationEvidence({ ...base, store, seats, incidents, analysis, onAlarm: events.alarms.add });
  const backups = createStationBackups({ ...base, station: () => site.station, sessionRow: store.handOver.sessionRow });
  const care = createCare({
    ...base,
    store,
    thread: backups.thread,
    adminKey,
    cameras: () => [...seats.values()].map((seat) => cameraReply(seat, desk)),
  });
  const reached = {
    ...{ ...around, alarmDesk, replay, incidents, access, adminKey, trains, sensors },
    ...{ fog, intake, relay, forecasts, evidence, backups, care },
  };
  const { server, health } = makeServer(base, {
    ...{ store, pipeline, events, twin, seats, live: cameras.live, desk, analysis },
    ...reached,
  });
  let port = 0;
  const announce = access.announcePart(() => port);
  const parts: Part[] = [
    { name: 'store', start: () => undefined, stop: () => store.close() },
    replay.part,
    relay.part,
    alarmDesk.part,
    incidents.part,
    trains.part,
    ...around.parts,
    ...fog.parts,
    sensors.part,
    trafficMinutes,
    forecasts.part,
    ...intake.parts,
    backups.part,
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
    evidence.part,
    ...(twin === null ? [] : [{ name: 'twin', start: () => twin.start(), stop: () => twin.stop() }]),
    ...(detector === null ? [] : [{ name: 'detection', start: () => detector.start(), stop: () => detector.stop() }]),
    cameras.part,
    ticksPart(pipeline, clock, log),
  ];
  const stop = await startParts(parts, log);
  const origin = localOrigin(settings.HOST, port);
  return {
    ...{ stationName: site.station.name, origin, dataFolder: base.dataFolder, stop },
    lanOrigins: access.port.hosts().map((host) => `https://${host}:${port}`),
    caFingerprint: access.tls.ca?.fingerprintSha256 ?? null,
    signInLink: () => signInLink(origin, store, clock),
    backUpForUpdate: backups.backUpForUpdate,
    noteUpdate: (note) => noteUpdate(store, note, clock.nowMs()),
    downParts: () => health().flatMap(({ name, state }) => (state === 'down' ? [name] : [])),
    ...{ openAlarms: pipeline.openAlarms, onAlarm: events.alarms.add },
  };
}
