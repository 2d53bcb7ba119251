/** What the station's process prints beside its own log: in the shell's, each line with a limit. In: the process. */
import { createInterface } from 'node:readline';
import type { Log } from '../log.ts';
import type { StationProcessHandle } from './electron-parts.ts';

const longestLine = 2000;

/** The station keeps its own log, as lines of JSON, in its data folder; what else it prints is of a crash. */
export function gatherLines(child: StationProcessHandle, log: Log): void {
  for (const stream of [child.stdout, child.stderr]) {
    if (stream === null) continue;
    createInterface({ input: stream }).on('line', (line) => {
      if (line !== '' && !line.startsWith('{')) log.warn({ line: line.slice(0, longestLine) }, 'the station printed');
    });
  }
}
