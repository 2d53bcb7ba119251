/** The last minute of each zone: what estimates are made by, as their model was learnt from minutes. In: counts once a second. Pure. */

const minuteMs = 60_000;
const secondMs = 1000;

export interface LiveMinute {
  /** Null counts are unknown. At most once a second is taken. */
  note(atMs: number, zones: readonly { readonly id: string; readonly count: number | null }[]): void;
  /** Mean of what was known in the last minute; null for a zone that isn't measured now. */
  countIn(zoneId: string): number | null;
  /** Zones that are measured now, and those that are known and aren't. */
  measured(): readonly string[];
  unmeasured(): readonly string[];
  /** Of the newest; null until there is one. */
  atMs(): number | null;
}

export function createLiveMinute(): LiveMinute {
  let seconds: { readonly atMs: number; readonly counts: ReadonlyMap<string, number | null> }[] = [];
  const newest = () => seconds.at(-1);
  const zonesWhere = (isMeasured: boolean): string[] =>
    [...(newest()?.counts ?? [])].filter(([, count]) => (count !== null) === isMeasured).map(([id]) => id);
  return {
    note(atMs, zones) {
      const last = newest();
      if (last !== undefined && atMs >= last.atMs && atMs - last.atMs < secondMs) return;
      // Of a clock that was put back, what came before it is of another minute.
      seconds = seconds.filter((second) => second.atMs > atMs - minuteMs && second.atMs < atMs);
      seconds.push({ atMs, counts: new Map(zones.map(({ id, count }) => [id, count])) });
    },
    countIn(zoneId) {
      if ((newest()?.counts.get(zoneId) ?? null) === null) return null;
      const known = seconds.map(({ counts }) => counts.get(zoneId) ?? null).filter((count) => count !== null);
      return known.reduce((sum, count) => sum + count, 0) / known.length;
    },
    measured: () => zonesWhere(true),
    unmeasured: () => zonesWhere(false),
    atMs: () => newest()?.atMs ?? null,
  };
}
