/** What the server needs of trains; kavach.ts fills it. Times are station time, ms. */
import type {
  IncomingTrain,
  TakenUpdate,
  TimetableFacts,
  TimetableImport,
  TrainUpdate,
} from '../../src-contract/domain/train.ts';
import type { NetworkProfile } from '../../src-contract/network-profile.ts';

export interface TrainsPort {
  /** The soonest first. */
  incoming(): readonly IncomingTrain[];
  take(update: TrainUpdate): TakenUpdate;
  readonly network: NetworkProfile | null;
  facts(): TimetableFacts | null;
  /** Today where the station is, `YYYYMMDD`. */
  today(): string;
  importing(): TimetableImport;
  /** Throws CONFLICT while another import runs. */
  startImport(feed: {
    readonly bytes: Uint8Array;
    readonly fileName: string;
    readonly by: string;
    readonly stopId: string | null;
  }): void;
  cancelImport(): Promise<boolean>;
  removeTimetable(): void;
}
