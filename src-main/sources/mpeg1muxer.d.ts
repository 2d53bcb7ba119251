/** The one class of node-rtsp-stream that we use; the package ships no types. It spawns `ffmpegPath` at once, without a shell. */
declare module 'node-rtsp-stream/mpeg1muxer.js' {
  import type { ChildProcessWithoutNullStreams } from 'node:child_process';
  import type { EventEmitter } from 'node:events';

  interface Mpeg1MuxerEvents {
    mpeg1data: [Buffer];
    ffmpegStderr: [Buffer];
    exitWithError: [];
  }
  class Mpeg1Muxer extends EventEmitter<Mpeg1MuxerEvents> {
    constructor(options: { ffmpegPath: string; url: string; ffmpegOptions: Readonly<Record<string, string>> });
    readonly stream: ChildProcessWithoutNullStreams;
  }
  export = Mpeg1Muxer;
}
