/**
 * The data's way through the station, on one screen: detections → tracks (or a density map) → crowd → risk → conditions → alarms → stored → announced.
 * In: what detection and cameras report, and a tick. Out: one snapshot a tick, and alarm events once they are stored. It owns the
 * memories of the pure stages and nothing else; who listens is left to kavach.ts.
 */
import type { Alarm, AlarmCommand, AlarmTransition, Condition } from '../src-contract/domain/alarm.ts';
import type { DensityMap, Detection } from '../src-contract/domain/detection.ts';
import type { JudgedTick } from '../src-contract/domain/judged-tick.ts';
import type { LineCrossing, RiskState, SiteState } from '../src-contract/domain/site-state.ts';
import type { TrackedFrame } from '../src-contract/domain/track.ts';
import type { SiteConfig } from '../src-contract/site-config.ts';
import { type AlarmBook, openAlarms, restoreAlarmBook } from './alarms/alarm-book.ts';
import { commandAlarm, commandAlarms } from './alarms/command-alarm.ts';
import { advanceCrowd, type CrowdInput } from './crowd/advance-crowd.ts';
import { carryCrowd } from './crowd/carry-crowd.ts';
import { type CrowdMemory, initialCrowd } from './crowd/crowd-memory.ts';
import { createCrowdModel } from './crowd/crowd-model.ts';
import { type Ground, readGround } from './crowd/read-ground.ts';
import { readSiteState } from './crowd/read-site-state.ts';
import type { KavachErrorCode } from './errors.ts';
import { judgeTick } from './judge-tick.ts';
import { roundJudged } from './replay/round-judged.ts';
import { emptyRiskMemory, type RiskMemory } from './risk/advance-risk.ts';
import { cameraConditions } from './risk/camera-conditions.ts';
import type { CameraStatus } from './risk/camera-status.ts';
import { conditionKey } from './risk/condition-key.ts';
import { type ConditionIdentity, conditionKnowledge, type OthersKnowledge } from './risk/condition-knowledge.ts';
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

export interface PipelineDeps<Stored extends AlarmTransition> extends OthersKnowledge {
  /** As it is now; `noteSite` is told of a change. */
  readonly site: SiteConfig;
  /** All that was open when the station stopped. */
  readonly restored: readonly Alarm[];
  readonly nowMs: number;
  /** Faults of parts, such as the store's. */
  readonly partConditions: () => readonly Condition[];
  /** On the disk when it returns; throws when it can't be stored, and then nothing is announced. */
  readonly saveAlarms: (transitions: readonly AlarmTransition[]) => readonly Stored[];
  readonly onAlarms: (events: readonly Stored[]) => void;
  readonly onCrossings: (crossings: readonly LineCrossing[]) => void;
  readonly onTracks: (frame: TrackedFrame) => void;
  readonly onSnapshot: (snapshot: Snapshot) => void;
  /** Each tick as it was judged, for replays. */
  readonly onJudged: (tick: JudgedTick) => void;
}

export type CommandAnswer =
  | { readonly ok: true; readonly alarm: Alarm }
  | { readonly ok: false; readonly code: KavachErrorCode; readonly message: string };

export interface Pipeline {
  frame(frame: DetectedFrame): void;
  camera(status: CameraStatus, atMs: number): void;
  tick(nowMs: number): void;
  command(command: AlarmCommand, nowMs: number): CommandAnswer;
  /** After a change of the site: what is as it was goes on, with all open alarms; the rest is measured anew. */
  noteSite(): void;
  /** Each is answered for itself; what they change is stored together. */
  commandAll(commands: readonly AlarmCommand[], nowMs: number): readonly CommandAnswer[];
  snapshot(): Snapshot | null;
  openAlarms(): readonly Alarm[];
  /** Computed when it is asked for. */
  ground(nowMs: number): Ground;
}

export function createPipeline<Stored extends AlarmTransition>(deps: PipelineDeps<Stored>): Pipeline {
  const { site } = deps;
  let model = createCrowdModel(site);
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

  /** A camera that was changed may have another model or another shape of picture. */
  function trackerOf(cameraId: string, options: Pick<TrackerMemory['options'], 'highScore' | 'pictureAspect'>): TrackerMemory {
    const known = trackers.get(cameraId);
    const { highScore, pictureAspect } = options;
    const isSame = known?.options.highScore === highScore && known.options.pictureAspect === pictureAspect;
    return known !== undefined && isSame ? known : createTracker(options);
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
      if (!model.cameras.has(cameraId)) return;
      const tracker = trackerOf(cameraId, { highScore: threshold, pictureAspect });
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
      const statuses = [...cameras.values()];
      const judged = roundJudged(state);
      const others = [...cameraConditions(site, statuses), ...deps.partConditions()];
      const untold: string[] = [];
      const step = judgeTick(
        site,
        { risk, book },
        {
          ...{ state: judged, others },
          knowledge: (now) => notingUntold(conditionKnowledge(site, now, statuses, deps), untold),
        },
      );
      risk = step.next.risk;
      latest = { state, risk: step.risk };
      deps.onSnapshot(latest);
      deps.onJudged({ ...judged, others, untold });
      keep(step.next.book, step.transitions);
    },

    command(command, nowMs) {
      const result = commandAlarm(book, command, nowMs);
      if (!result.ok) return result;
      keep(result.book, result.transitions);
      return { ok: true, alarm: result.alarm };
    },

    noteSite() {
      const after = createCrowdModel(site);
      crowd = carryCrowd(crowd, model, after);
      model = after;
      const ids = new Set(model.cameras.keys());
      for (const known of [cameras, trackers]) for (const id of known.keys()) if (!ids.has(id)) known.delete(id);
    },

    commandAll(commands, nowMs) {
      const { book: next, transitions, results } = commandAlarms(book, commands, nowMs);
      keep(next, transitions);
      return results;
    },

    snapshot: () => latest,
    openAlarms: () => openAlarms(book),
    ground: (nowMs) => readGround(model, crowd, nowMs),
  };
}

/** What nobody can tell just now is part of what a tick is judged by. */
function notingUntold(
  isKnown: (identity: ConditionIdentity) => boolean,
  untold: string[],
): (identity: ConditionIdentity) => boolean {
  return (identity) => {
    const known = isKnown(identity);
    if (!known) untold.push(conditionKey(identity.kind, identity.subject));
    return known;
  };
}
