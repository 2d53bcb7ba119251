/**
 * Cameras that were lost together, by a switch, a cable or a power cut: one fault, not one a camera. In: offline cameras with
 * the time each was lost; out: the ids of those that share a fault, first lost first.
 */

/** Three is a pattern; two can be chance (spec/faults.md asks for one alarm at sixteen). */
const leastTogether = 3;
/**
 * Cameras behind one fault are seen offline within seconds; one that follows after a minute is a fault of its own and has to be
 * told, though the group's alarm still stands and may long be acknowledged.
 */
const longestGapMs = 60_000;

export interface LostCamera {
  readonly id: string;
  readonly sinceMs: number;
}

export function lostTogether(lost: readonly LostCamera[]): readonly string[] {
  const ordered = lost.toSorted((a, b) => a.sinceMs - b.sinceMs || (a.id < b.id ? -1 : 1));
  const runs: LostCamera[][] = [];
  for (const camera of ordered) {
    const run = runs.at(-1);
    const newest = run?.at(-1);
    if (run !== undefined && newest !== undefined && camera.sinceMs - newest.sinceMs <= longestGapMs) run.push(camera);
    else runs.push([camera]);
  }
  return runs.filter((run) => run.length >= leastTogether).flatMap((run) => run.map((camera) => camera.id));
}
