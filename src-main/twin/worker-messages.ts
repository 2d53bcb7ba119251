/** What the twin's main side and its worker say to each other. */
import type { TrainUpdate } from '../../src-contract/domain/train.ts';
import type { TwinTruth } from '../../src-contract/domain/truth.ts';
import type { TruthGeometry } from './site-geometry.ts';

export interface TwinWorkerData {
  readonly scene: string;
  readonly seed: number;
  readonly timecode: boolean;
  readonly timeZone: string;
  readonly geometry: TruthGeometry;
  readonly ffmpegPath: string;
  /** Station time less `performance.timeOrigin + performance.now()`, which runs alike in every thread, ms. */
  readonly clockOffsetMs: number;
}

export type ToTwinWorker =
  /** A stream of its own for each subscription. */
  | { readonly kind: 'open'; readonly stream: number; readonly camera: string }
  | { readonly kind: 'close'; readonly stream: number }
  /** So many bytes of a stream have been handed on. */
  | { readonly kind: 'taken'; readonly stream: number; readonly bytes: number }
  /** The site was changed: truth is measured on other zones and lines from now on. */
  | { readonly kind: 'geometry'; readonly geometry: TruthGeometry }
  | { readonly kind: 'stop' };

export type FromTwinWorker =
  | { readonly kind: 'ready' }
  | { readonly kind: 'truth'; readonly truth: TwinTruth }
  | { readonly kind: 'trains'; readonly reports: readonly TrainUpdate[] }
  | { readonly kind: 'chunk'; readonly stream: number; readonly bytes: Uint8Array }
  | { readonly kind: 'problem'; readonly camera: string; readonly reason: string }
  | { readonly kind: 'stopped' };
