/** What the stages hand to each other about single pictures that programs send in: the order, the answer, and who answers. */
import type { Box } from './geometry-types.ts';

export interface PictureOrder {
  /** One JPEG or PNG file. Asked for once, when its turn comes: of a picture that is replaced before, nothing is unpacked. */
  readonly encoded: () => Uint8Array;
  /** Lowest confidence that counts, 0..1; null = the station's, else the model's own. */
  readonly minScore: number | null;
}

export interface PictureObject {
  /** 0..1 */
  readonly score: number;
  /** Fractions of the picture as it was sent: no orientation in its metadata is applied. */
  readonly box: Box;
}

export interface PictureFindings {
  /** Of the picture as it was sent, px. */
  readonly width: number;
  readonly height: number;
  readonly faces: readonly PictureObject[];
  readonly bodies: readonly PictureObject[];
  /** Decoding and looking, without the wait for a turn, ms. */
  readonly workMs: number;
  /** What could not be looked for in this picture, and why; null when nothing is missing. */
  readonly problem: string | null;
}

export type PictureFault = 'PROCESSING_ERROR' | 'INVALID_FRAME' | 'FRAME_TOO_LARGE';

export type PictureAnswer =
  | { readonly kind: 'found'; readonly findings: PictureFindings }
  | { readonly kind: 'refused'; readonly code: PictureFault; readonly message: string }
  /** A newer picture of the same client took its place before its turn came. */
  | { readonly kind: 'replaced' };

/** The model that looks for one kind of object in such pictures. */
export type AnalysisModel =
  /** `idle`: at hand; it is loaded with the next picture. */
  | { readonly kind: 'idle' | 'starting' | 'ready'; readonly name: string; readonly path: string }
  | { readonly kind: 'failing'; readonly name: string; readonly path: string; readonly reason: string }
  | { readonly kind: 'none'; readonly reason: string };

export interface AnalysisModels {
  readonly body: AnalysisModel;
  readonly face: AnalysisModel;
}

/** Since the start. */
export interface AnalysisCounters {
  readonly analysedTotal: number;
  readonly replacedTotal: number;
  /** Pictures that can't be read or are too large. */
  readonly refusedTotal: number;
  readonly failedTotal: number;
  readonly waiting: number;
  /** Of all analysed pictures; null before the first. */
  readonly meanWorkMs: number | null;
}
