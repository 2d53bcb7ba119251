/** What a `twin:` camera is fed with; who draws and encodes it is handed in by kavach.ts. */

/**
 * Each subscription gets a stream of its own from its beginning: container header first, then a key frame. `write` never
 * throws and never blocks; the feed ends when the returned function is called.
 */
export interface TwinFeed {
  readonly format: 'nut' | 'mpegts' | 'h264';
  has(cameraName: string): boolean;
  subscribe(cameraName: string, write: (chunk: Uint8Array) => void): () => void;
}
