/** What is being done with copies, one thing at a time, with how far it is, a way to cancel it, and its end. In: work. Out: its state. */
import type { BackupJob, BackupStep } from '../../src-contract/domain/backup.ts';
import type { Clock } from '../clock.ts';
import { errorText, KavachError } from '../errors.ts';
import type { Log } from '../log.ts';

export interface Running {
  readonly signal: AbortSignal;
  step(step: BackupStep): (share: number) => void;
}

export interface OneJob {
  state(): BackupJob;
  /** Throws CONFLICT while another runs. `work` returns what stands at its end. Never rejects. */
  start(work: (running: Running) => Promise<BackupJob>): Promise<void>;
  /** False when nothing runs; what was ready is forgotten as well. */
  cancel(): Promise<boolean>;
}

export function createOneJob(clock: Clock, log: Log): OneJob {
  let state: BackupJob = { kind: 'idle' };
  let running: { readonly abort: AbortController; readonly ended: Promise<void> } | null = null;

  const run = async (work: (running: Running) => Promise<BackupJob>, signal: AbortSignal): Promise<void> => {
    const step = (name: BackupStep) => {
      state = { kind: 'running', step: name, share: 0 };
      return (share: number): void => {
        state = { kind: 'running', step: name, share };
      };
    };
    try {
      state = await work({ signal, step });
    } catch (error) {
      if (!signal.aborted) log.warn({ error: errorText(error) }, 'a backup or restore failed');
      state = signal.aborted ? { kind: 'idle' } : { kind: 'failed', reason: errorText(error), atMs: clock.nowMs() };
    } finally {
      running = null;
    }
  };

  return {
    state: () => state,
    start(work) {
      if (running !== null || state.kind === 'restoring')
        throw new KavachError('CONFLICT', 'A backup or a restore is under way. Wait for its end, or cancel it.');
      const abort = new AbortController();
      state = { kind: 'running', step: 'copying', share: 0 };
      const ended = run(work, abort.signal);
      running = { abort, ended };
      return ended;
    },
    async cancel() {
      if (state.kind === 'restoring') return false;
      const was = state.kind !== 'idle';
      running?.abort.abort(new Error('cancelled'));
      await running?.ended;
      state = { kind: 'idle' };
      return was;
    },
  };
}
