/**
 * One way to a station's backups, whether it runs or not: through its own routes where it does, else in its data folder. In: the data folder
 * and the settings. Out: a door; what is done behind it is the station's own code in both cases.
 */
import type { Readable } from 'node:stream';
import type { BackupsReply } from '../../../src-contract/api/backups.ts';
import type { RestoreSource } from '../../../src-contract/domain/backup.ts';
import { until } from '../until.ts';

export interface BackupDoor {
  /** Whom it is opened to. */
  readonly to: 'station' | 'folder';
  state(): Promise<BackupsReply>;
  /** These begin a job; how it ends is told by `jobEnd`. */
  make(): Promise<void>;
  pack(id: string, passphrase: string): Promise<void>;
  check(request: { readonly from: RestoreSource; readonly name: string; readonly passphrase?: string }): Promise<void>;
  remove(id: string): Promise<void>;
  /** Brings a sealed archive to where `check` finds it. */
  send(file: string): Promise<void>;
  /** What was packed. */
  archive(): Promise<Readable>;
  /** What was checked is in place when it returns. */
  restore(stationName: string): Promise<void>;
  /** Forgets what was packed or checked. */
  cancel(): Promise<void>;
  close(): Promise<void>;
}

export type JobEnd = Exclude<BackupsReply['job'], { state: 'running' | 'failed' }>;

const jobLimitMs = 24 * 3_600_000;

/** Throws with the reason where the job failed. */
export async function jobEnd(door: BackupDoor, onStep: (step: string) => void): Promise<JobEnd> {
  let step = '';
  return await until('the end of the job', jobLimitMs, async () => {
    const { job } = await door.state();
    if (job.state === 'failed') throw new Error(job.reason);
    if (job.state !== 'running') return job;
    if (job.step !== step) onStep(job.step);
    step = job.step;
    return null;
  });
}
