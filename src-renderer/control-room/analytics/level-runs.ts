/** Levels of even steps → runs of the same level, and the share of each. Pure. */

export interface LevelRun<L extends string> {
  readonly level: L;
  readonly fromMs: number;
  readonly untilMs: number;
}

export function levelRuns<L extends string>(timesMs: readonly number[], levels: readonly L[], stepMs: number): LevelRun<L>[] {
  const runs: LevelRun<L>[] = [];
  for (const [i, level] of levels.entries()) {
    const fromMs = timesMs[i] ?? 0;
    const last = runs.at(-1);
    if (last !== undefined && last.level === level && last.untilMs === fromMs)
      runs[runs.length - 1] = { ...last, untilMs: fromMs + stepMs };
    else runs.push({ level, fromMs, untilMs: fromMs + stepMs });
  }
  return runs;
}

/** What lies in sight of a run, as shares of the sight; null when none of it does. */
export function inSight(
  { fromMs, untilMs }: Pick<LevelRun<string>, 'fromMs' | 'untilMs'>,
  sight: { readonly fromMs: number; readonly untilMs: number },
): { readonly left: number; readonly width: number } | null {
  const span = sight.untilMs - sight.fromMs;
  const from = Math.max(fromMs, sight.fromMs);
  const until = Math.min(untilMs, sight.untilMs);
  return span <= 0 || until <= from ? null : { left: (from - sight.fromMs) / span, width: (until - from) / span };
}

/** The largest first. */
export function levelShares<L extends string>(levels: readonly L[]): { readonly level: L; readonly share: number }[] {
  const counts = new Map<L, number>();
  for (const level of levels) counts.set(level, (counts.get(level) ?? 0) + 1);
  return [...counts].map(([level, n]) => ({ level, share: n / levels.length })).toSorted((a, b) => b.share - a.share);
}
