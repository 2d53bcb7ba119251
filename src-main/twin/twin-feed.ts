/** What a `twin:` camera is fed with: the one shape that twin/ makes and sources/ takes. */

/**
 * Each subscription gets a stream of its own from its beginning: container header first, then a key frame. `write` never
 * throws and never blocks; the feed ends when the returned function is called.
 */
export interface TwinFeed {
  /**
   * NUT adds 3 ms between an encoded picture and a decoded one, MPEG-TS 203 ms and bare H.264 103 ms at 10 pictures a second (their
   * readers wait for the next picture to know where one ends).
   */
  readonly format: 'nut' | 'mpegts' | 'h264';
  has(cameraName: string): boolean;
  subscribe(cameraName: string, write: (chunk: Uint8Array) => void): () => void;
}
