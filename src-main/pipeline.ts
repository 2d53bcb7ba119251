/**
 * The data's way through the station, on one screen: detections → tracks (or a density map) → crowd → risk → conditions → alarms → stored → announced.
 * In: what detection and cameras report, and a tick. Out: one snapshot a tick, and alarm events once they are stored. It owns the
 * memories of the pure stages and nothing else; who listens is left to kavach.ts.
 */
import type { Alarm, AlarmCommand, AlarmTransition, Condition } from '../src-contract/domain/alarm.ts';
import type { DensityMap, Detection } from '../src-contract/domain/detection.ts';
import type { LineCrossing, RiskState, SiteState } from '../src-contract/domain/site-state.ts';
import type { TrackedFrame } from '../src-contract/domain/track.ts';
import type { SiteConfig } from '../src-contract/site-config.ts';
import { advanceAlarms } from './alarms/advance-alarms.ts';
import { type AlarmBook, openAlarms, restoreAlarmBook } from './alarms/alarm-book.ts';
import { commandAlarm } from './alarms/command-alarm.ts';
import { advanceCrowd, type CrowdInput } from './crowd/advance-crowd.ts';
import { type CrowdMemory, initialCrowd } from './crowd/crowd-memory.ts';
import { createCrowdModel } from './crowd/crowd-model.ts';
import { readSiteState } from './crowd/read-site-state.ts';
import type { KavachErrorCode } from './errors.ts';
import { advanceRisk, emptyRiskMemory, type RiskMemory } from './risk/advance-risk.ts';
import { cameraConditions } from './risk/camera-conditions.ts';
import type { CameraStatus } from './risk/camera-status.ts';
import { type ConditionIdentity, conditionKnowledge } from './risk/condition-knowledge.ts';
import { crowdConditions } from './risk/crowd-conditions.ts';
import { advanceTracks, createTracker, type TrackerMemory } from './tracking/tracks.ts';

export interface DetectedFrame {
  readonly cameraId: string;
  readonly atMs: number;
  /** Width over height of the picture. */
  readonly pictureAspect: number;
  readonly detections: readonly Detection[];
  /** The map of a camera that sees a dense crowd as one; then there are no detections. */
  readonly density: DensityMap | null;
  /** Score from which a detection may start a track. */
  readonly threshold: number;
}

export interface Snapshot {
  readonly state: SiteState;
  readonly risk: RiskState;
}

export interface PipelineDeps<Stored extends AlarmTransition> {
  readonly site: SiteConfig;
  /** All that was open when the station stopped. */
  readonly restored: readonly Alarm[];
  readonly nowMs: number;
  /** Faults of parts, such as the store's. */
  readonly partConditions: () => readonly Condition[];
  /** Whether a sensor's condition can be told just now. */
  readonly sensorKnown: (identity: ConditionIdentity) => boolean;
  /** Whether the present forecasts can tell what becomes of a zone. */
  readonly isForecastKnown: (zoneId: string) => boolean;
  /** On the disk when it returns; throws when it can't be stored, and then nothing is announced. */
  readonly saveAlarms: (transitions: readonly AlarmTransition[]) => readonly Stored[];
  readonly onAlarms: (events: readonly Stored[]) => void;
  readonly onCrossings: (crossings: readonly LineCrossing[]) => void;
  readonly onTracks: (frame: TrackedFrame) => void;
  readonly onSnapshot: (snapshot: Snapshot) => void;
}

export type CommandAnswer =
  | { readonly ok: true; readonly alarm: Alarm }
  | { readonly ok: false; readonly code: KavachErrorCode; readonly message: string };

export interface Pipeline {
  frame(frame: DetectedFrame): void;
  camera(status: CameraStatus, atMs: number): void;
  tick(nowMs: number): void;
  command(command: AlarmCommand, nowMs: number): CommandAnswer;
  snapshot(): Snapshot | null;
  openAlarms(): readonly Alarm[];
}

export function createPipeline<Stored extends AlarmTransition>(deps: PipelineDeps<Stored>): Pipeline {
  const { site } = deps;
  const model = createCrowdModel(site);
  const trackers = new Map<string, TrackerMemory>();
  const cameras = new Map<string, CameraStatus>();
  let crowd: CrowdMemory = initialCrowd(model);
  let risk: RiskMemory = emptyRiskMemory;
  let book: AlarmBook = restoreAlarmBook(deps.restored, deps.nowMs);
  let latest: Snapshot | null = null;

  function reduceCrowd(input: CrowdInput): void {
    const { memory, crossings } = advanceCrowd(model, crowd, input);
    crowd = memory;
    if (crossings.length > 0) deps.onCrossings(crossings);
  }

  /** Saved before announced: a save that throws leaves the book as it was, and the next tick tries again. */
  function keep(next: AlarmBook, transitions: readonly AlarmTransition[]): void {
    const stored = transitions.length > 0 ? deps.saveAlarms(transitions) : [];
    book = next;
    if (stored.length > 0) deps.onAlarms(stored);
  }

  return {
    frame({ cameraId, atMs, pictureAspect, detections, density, threshold }) {
      if (density !== null) {
        reduceCrowd({ kind: 'density', frame: { cameraId, atMs, pictureAspect, map: density } });
        return;
      }
      const tracker = trackers.get(cameraId) ?? createTracker({ highScore: threshold, pictureAspect });
      const persons = detections.filter(({ label }) => label === 'person');
      const { memory, tracks } = advanceTracks(tracker, persons, atMs);
      trackers.set(cameraId, memory);
      const tracked = { cameraId, atMs, pictureAspect, tracks };
      reduceCrowd({ kind: 'tracks', frame: tracked });
      deps.onTracks(tracked);
    },

    camera(status, atMs) {
      cameras.set(status.id, status);
      reduceCrowd({ kind: 'camera', cameraId: status.id, atMs, state: status.state });
      reduceCrowd({ kind: 'detection', cameraId: status.id, atMs, state: status.detection });
    },

    tick(nowMs) {
      const state = readSiteState(model, crowd, nowMs);
      const assessed = advanceRisk(site, risk, state);
      risk = assessed.memory;
      latest = { state, risk: assessed.risk };
      const statuses = [...cameras.values()];
      const conditions = [
        ...crowdConditions(site, state, assessed.risk),
        ...cameraConditions(site, statuses),
        ...deps.partConditions(),
      ];
      const known = conditionKnowledge(site, assessed.risk, statuses, deps);
      const advanced = advanceAlarms(book, { conditions, known, nowMs });
      deps.onSnapshot(latest);
      keep(advanced.book, advanced.transitions);
    },

    command(command, nowMs) {
      const result = commandAlarm(book, command, nowMs);
      if (!result.ok) return result;
      keep(result.book, result.transitions);
      return { ok: true, alarm: result.alarm };
    },

    snapshot: () => latest,
    openAlarms: () => openAlarms(book),
  };
}
