/**
 * `twin:NAME`: a camera of the simulated station. Its encoded pictures arrive as bytes on ffmpeg's stdin, so that they take
 * the same way as any camera's. Who draws and encodes them is twin/'s; it is handed in by kavach.ts as a feed.
 */
import type { SourceKind } from './source-kind.ts';

export const twin: SourceKind = {
  matches: (source) => source.startsWith('twin:'),
  prepare: async ({ source, twinFeed }) => {
    const name = source.slice('twin:'.length);
    if (twinFeed === null) return { ok: false, reason: 'this station has no twin' };
    if (!twinFeed.has(name)) return { ok: false, reason: `the twin has no camera ${name}` };
    const args = '-fflags +genpts -flags low_delay -probesize 5000 -analyzeduration 0 -fpsprobesize 0'.split(' ');
    return {
      ok: true,
      args: [...args, '-protocol_whitelist', 'pipe', '-f', twinFeed.format, '-i', 'pipe:0'],
      feed: (write) => twinFeed.subscribe(name, write),
    };
  },
};
