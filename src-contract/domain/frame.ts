/** One decoded picture on its way from a camera to a detector. */
export interface Frame {
  readonly cameraId: string;
  /** Counts up from 1 for each start of the camera. */
  readonly seq: number;
  /** Station time at which the picture left the decoder, ms. */
  readonly atMs: number;
  readonly width: number;
  readonly height: number;
  /** Uint8Array [height * width * 3], R G B, 0..255, row-major. Masks are already blacked out. */
  readonly rgb: Uint8Array;
}
