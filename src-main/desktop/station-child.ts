/**
 * The station in a process of its own, kept running. In: how to fork it and with which arguments. Out: its state, its alarms, a sign-in
 * link when one is asked for. A station that dies is started again after a growing wait; one that dies again and again, or that says why it
 * can't start, is given up, loudly, until a person starts it. One that hangs is ended, and then is one that died. What it prints beside its own log goes into the shell's.
 */
import {
  type AlarmsNow,
  type ShellMessage,
  type StationMessage,
  stationMessage,
  type UpdateNote,
} from '../../src-contract/shell-messages.ts';
import { assertNever } from '../errors.ts';
import type { Log } from '../log.ts';
import type { StationProcessHandle } from './electron-parts.ts';
import { gatherLines } from './station-lines.ts';
import { createStationPulse } from './station-pulse.ts';
import { createStationQuestions, type StationQuestions } from './station-questions.ts';

export type StationState =
  | { readonly kind: 'starting' }
  /** `restoredFromMs`: when the store was made that was put back at this start; null where none was. */
  | { readonly kind: 'running'; readonly stationName: string; readonly origin: string; readonly restoredFromMs: number | null }
  | { readonly kind: 'restarting' }
  /** `reason`: what the station said itself; null when it only died. */
  | { readonly kind: 'failed'; readonly reason: string | null }
  | { readonly kind: 'stopped' };

interface StationChildOptions {
  /** `port`: where pages know it from before; null at the first start. */
  readonly fork: (port: number | null) => StationProcessHandle;
  readonly onState: (state: StationState) => void;
  readonly onAlarms: (alarms: AlarmsNow) => void;
  readonly log: Log;
}

export interface StationChild extends StationQuestions {
  state(): StationState;
  /** Does nothing while one runs. */
  start(): void;
  /** Into its audit log; lost where it doesn't run. */
  noteUpdate(note: Omit<UpdateNote, 'kind'>): void;
  /** Resolves once its process is gone; `start` begins anew. */
  stop(): Promise<void>;
}

/** The first is short: a page is to be back within 10 s. */
const restartAfterMs = [500, 1000, 2000, 4000, 8000];
/** Whoever has run this long has recovered. */
const steadyMs = 60_000;
/** Longer than the station gives its own parts. */
const stopLimitMs = 12_000;

export function createStationChild({ fork, onState, onAlarms, log }: StationChildOptions): StationChild {
  let state: StationState = { kind: 'stopped' };
  let child: StationProcessHandle | null = null;
  let port: number | null = null;
  let deaths = 0;
  let isStopping = false;
  let said: string | null = null;
  let steady: NodeJS.Timeout | undefined;
  let restart: NodeJS.Timeout | undefined;
  const become = (next: StationState): void => {
    state = next;
    onState(next);
  };
  const tell = (message: ShellMessage): boolean => {
    child?.postMessage(message);
    return child !== null;
  };
  const answers = createStationQuestions(tell);
  const pulse = createStationPulse(
    () => tell({ kind: 'alive' }),
    () => {
      log.error('the station hangs; it is ended');
      if (child !== null) endNow(child);
    },
  );

  function begin(): void {
    said = null;
    const begun = fork(port);
    child = begun;
    gatherLines(begun, log);
    begun.on('message', (message: unknown) => take(message));
    begun.on('exit', (code) => {
      child = null;
      clearTimeout(steady);
      pulse.end();
      answers.ended();
      ended(code);
    });
  }

  function take(raw: unknown): void {
    const parsed = stationMessage.safeParse(raw);
    if (!parsed.success) {
      log.error('the station said what the shell does not know; both must be of one version');
      return;
    }
    pulse.heard();
    hear(parsed.data);
  }

  function hear(message: StationMessage): void {
    switch (message.kind) {
      case 'alive':
        return;
      case 'running': {
        const { stationName, origin, restoredFromMs } = message;
        port = Number(new URL(origin).port);
        steady = setTimeout(() => {
          deaths = 0;
        }, steadyMs);
        pulse.begin();
        become({ kind: 'running', stationName, origin, restoredFromMs });
        return;
      }
      case 'alarms':
        onAlarms(message);
        return;
      case 'failed':
        said = message.reason;
        return;
      case 'sign-in-link':
      case 'backed-up':
      case 'not-backed-up':
      case 'down-parts':
        answers.hear(message);
        return;
      default:
        assertNever(message);
    }
  }

  function ended(code: number): void {
    if (isStopping) {
      become({ kind: 'stopped' });
      return;
    }
    const waitMs = restartAfterMs[deaths];
    deaths += 1;
    log.error({ code, said, deaths }, 'the station ended');
    // What it said of its own start stays true at the next one; a station that ran before is tried again all the same.
    if (waitMs === undefined || (said !== null && port === null)) {
      become({ kind: 'failed', reason: said });
      return;
    }
    become({ kind: 'restarting' });
    restart = setTimeout(begin, waitMs);
  }

  return {
    ...answers.questions,
    state: () => state,
    start() {
      if (child !== null || state.kind === 'restarting') return;
      isStopping = false;
      deaths = 0;
      become({ kind: 'starting' });
      begin();
    },
    noteUpdate: (note) => void tell({ kind: 'note-update', ...note }),
    async stop() {
      isStopping = true;
      clearTimeout(restart);
      pulse.end();
      const running = child;
      if (running === null) {
        if (state.kind === 'restarting') become({ kind: 'stopped' });
        return;
      }
      const end = new Promise<void>((done) => running.on('exit', () => done()));
      const limit = setTimeout(() => endNow(running), stopLimitMs);
      tell({ kind: 'stop' });
      await end;
      clearTimeout(limit);
    },
  };
}

/** Whatever it is at: `kill` alone asks, and a process that hangs doesn't hear. */
function endNow(running: StationProcessHandle): void {
  const { pid } = running;
  if (pid === undefined) running.kill();
  else process.kill(pid, 'SIGKILL');
}
