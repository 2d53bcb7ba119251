/** What is said between the desk of backups and its worker. */
import type { StoreFacts } from '../../src-contract/domain/backup.ts';
import type { KeepFrom, KeptFigures } from '../../src-contract/domain/retention.ts';

export type StoreOrder =
  /** `from` may be in use; `to` is whole, or not there. */
  | { readonly kind: 'copy'; readonly from: string; readonly to: string }
  /** Reads all of a store that nobody uses. */
  | { readonly kind: 'check'; readonly file: string }
  /** Counts alone, of one that may be in use. */
  | { readonly kind: 'facts'; readonly file: string }
  /** What it keeps by each setting of retention, and what of that is older than told. */
  | { readonly kind: 'kept'; readonly file: string; readonly keepFrom: KeepFrom };

/** What an order is answered with. */
export type AnswerTo<O extends StoreOrder> = O extends { kind: 'kept' } ? readonly KeptFigures[] : StoreFacts;

export type FromStoreWorker =
  | { readonly kind: 'progress'; readonly share: number }
  | { readonly kind: 'done'; readonly answer: StoreFacts | readonly KeptFigures[] }
  | { readonly kind: 'failed'; readonly reason: string };
