/**
 * What this version knows of its own coming: whether it is on trial, must give way, or is back after a newer one did not run well. In: the
 * state at the start, the station's states. Out: a verdict that is written down and told, at times the end of this process.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { UpdateNote } from '../../../src-contract/shell-messages.ts';
import { errorText } from '../../errors.ts';
import type { Log } from '../../log.ts';
import type { StationState } from '../station-child.ts';
import { findFault } from './find-fault.ts';
import { goBack } from './go-back.ts';
import { isAlive } from './is-alive.ts';
import { judgeStart } from './judge-start.ts';
import { startTrial, type Trial, type TrialLimits, type Verdict } from './trial.ts';
import { fetchedName, type Move, moveOf, type UpdateStateFile } from './update-state.ts';
import type { InstallWay } from './ways/install-way.ts';
import type { UpdateWords } from './words.ts';

export interface OwnTrialOptions {
  readonly state: UpdateStateFile;
  readonly version: string;
  readonly words: UpdateWords;
  readonly limits: TrialLimits;
  readonly log: Log;
  readonly station: {
    stop(): Promise<void>;
    /** Does nothing while it runs. */
    start(): void;
    downParts(): Promise<readonly string[]>;
    /** Into its audit log. */
    noteUpdate(note: Omit<UpdateNote, 'kind'>): void;
  };
  /** Null: this program is never on trial. */
  readonly way: InstallWay | null;
  readonly say: (text: string, isLoud: boolean) => void;
  readonly exit: () => void;
}

export interface OwnTrial {
  /** False: this version gives way to the one before, and nothing else may be started. */
  start(): boolean;
  follow(state: StationState): void;
  isOn(): boolean;
  /** Name of the backup to go back to, should a newer version have changed the store's layout; null where none was installed. */
  backupToReturnTo(): string | null;
  /** A person ends the desktop. */
  leaving(): void;
}

export function createOwnTrial(options: OwnTrialOptions): OwnTrial {
  const { state, version, words, limits, log, station, way, say } = options;
  let trial: Trial | null = null;

  function judge(verdict: Verdict): void {
    trial = null;
    const { phase } = state.read();
    if (phase.kind !== 'trial') return;
    if (verdict.kind === 'runs-well') {
      state.note({ phase: { kind: 'confirmed', ...moveOf(phase), atMs: Date.now() } });
      rmSync(join(state.folder, fetchedName), { recursive: true, force: true });
      station.noteUpdate({ act: 'installUpdate', from: phase.from, to: phase.to });
      say(words.runsWell(version), true);
    } else {
      const { why } = verdict;
      state.note({ phase: { kind: 'returning', ...moveOf(phase), why } });
      void giveWay(moveOf(phase), why, phase.guard);
    }
  }

  /** A guard that is there does it: it waits for this process to end. */
  async function giveWay(move: Move, why: string, guard: number | null): Promise<void> {
    log.error({ version, why }, 'this version gives way to the one before');
    try {
      if (way === null) throw new Error('this program is not one that updates itself');
      await station.stop();
      if (guard === null || !isAlive(guard)) {
        await goBack(state, move, { why, nowMs: Date.now(), putBack: way.putBack });
        await way.handOver(false);
      }
      options.exit();
    } catch (error) {
      state.note({ phase: { kind: 'none' } });
      say(words.noWayBack(errorText(error)), true);
      station.start();
    }
  }

  /** The station of the earlier version runs: its store is what there is now. */
  function settle({ restoredFromMs }: Extract<StationState, { kind: 'running' }>): void {
    const { phase } = state.read();
    if (phase.kind !== 'returned' || phase.isSettled) return;
    state.note({ phase: { ...phase, isSettled: true } });
    station.noteUpdate({ act: 'takeBackUpdate', from: phase.from, to: phase.to });
    if (restoredFromMs === null) return;
    const local = (ms: number): string => new Date(ms).toLocaleString('en-IN');
    const missing = words.missing(local(restoredFromMs), local(phase.atMs));
    say(`${words.isBack(phase.from, phase.to, phase.why)} ${missing}`, true);
  }

  return {
    start() {
      const before = state.read();
      const judged = judgeStart(before, version, Date.now());
      state.note(judged.state);
      const { phase } = judged.state;
      if (judged.mustGiveWay !== null && phase.kind !== 'none') {
        void giveWay(moveOf(phase), judged.mustGiveWay, null);
        return false;
      }
      if (before.phase.kind === 'installing' && phase.kind === 'none') say(words.cutOff, true);
      if (phase.kind === 'returned' && !phase.isSettled) say(words.isBack(phase.from, phase.to, phase.why), true);
      if (phase.kind !== 'trial') return true;
      const { downBefore } = phase;
      const { downParts } = station;
      state.note({ phase: { ...phase, desktop: process.pid } });
      trial = startTrial({ limits, findFault: (origin) => findFault({ origin, downParts, downBefore }), onVerdict: judge });
      say(words.onTrial(version), false);
      return true;
    },
    follow(next) {
      if (next.kind === 'running') settle(next);
      trial?.follow(next);
    },
    isOn: () => trial !== null,
    backupToReturnTo() {
      const { phase } = state.read();
      return phase.kind === 'returned' && !phase.isSettled ? phase.backup.name : null;
    },
    leaving() {
      trial?.stop();
      const { phase } = state.read();
      if (phase.kind === 'trial') state.note({ phase: { ...phase, endedInOrder: true } });
    },
  };
}
