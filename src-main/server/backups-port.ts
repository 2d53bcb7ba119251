/** What the server needs of backups; the composition fills it. Times are station time, ms. */
import type { Readable } from 'node:stream';
import type { BackupJob, BackupListed, RestoreSource, SetAsideListed } from '../../src-contract/domain/backup.ts';

export interface BackupsPort {
  backups(): readonly BackupListed[];
  setAside(): readonly SetAsideListed[];
  job(): BackupJob;
  readonly folder: string;
  freeBytes(): number;
  newestGoodMs(): number | null;
  isOverdue(): boolean;
  fault(): string | null;
  /** Throws CONFLICT while another job runs, as all that begin one. */
  make(): void;
  /** Throws NOT_FOUND. */
  remove(name: string): void;
  pack(name: string, passphrase: string): void;
  packed(): { readonly name: string; readonly bytes: number; open(): Readable } | null;
  receive(atByte: number, piece: Uint8Array): Promise<number>;
  check(request: { readonly from: RestoreSource; readonly name: string; readonly passphrase: string | null }): void;
  /** The station ends soon after it has returned. */
  restore(
    stationName: string,
    who: { readonly by: string; readonly address: string; readonly sessionId: string | null },
  ): Promise<void>;
  cancel(): Promise<boolean>;
}
