/** What the import of a timetable and its worker say to each other. */
import type { ImportStep, Timetable, TimetableFacts } from '../../../src-contract/domain/train.ts';
import type { LineWords } from './line-of-route.ts';
import type { StationLook } from './station-stops.ts';

export interface ImportOrder {
  /** Holds the feed as `feed.zip`, and has room for what is in it; the import's own, and removed by who made it. */
  readonly folder: string;
  readonly station: StationLook;
  readonly lines: LineWords;
  /** Today where the station is, `YYYYMMDD`. */
  readonly today: string;
}

export interface ReadTimetable {
  readonly timetable: Timetable;
  readonly facts: Omit<TimetableFacts, 'importedMs' | 'importedBy' | 'fileName'>;
}

export type FromImportWorker =
  | { readonly kind: 'step'; readonly step: ImportStep }
  | ({ readonly kind: 'done' } & ReadTimetable)
  /** The feed's fault, in words for a person; anything else throws and ends the worker. */
  | { readonly kind: 'refused'; readonly reason: string };

/** The feed can't be taken; the message says why and what to do. */
export class FeedRefused extends Error {}
