/** What an import that waits would change, counted by kind and by example. In: the reading connection. Out: figures for a person to look at. */
import type { LonLat } from '../../src-contract/domain/geometry-types.ts';
import type { PlaceKind } from '../../src-contract/domain/place.ts';
import { type ChangeCounts, type ImportSample, type PlaceChange, placeChanges } from '../../src-contract/domain/place-import.ts';
import type { Connections } from './connections.ts';
import { metresPerDegree } from './place-list.ts';
import { readSaid } from './place-rows.ts';

type Reader = Connections['reader'];
type Tally = { kind: PlaceKind; change: keyof ChangeCounts; n: number };
const none: ChangeCounts = { added: 0, changed: 0, removed: 0, same: 0 };

export function countsByKind(reader: Reader): Partial<Record<PlaceKind, ChangeCounts>> {
  const counts: Partial<Record<PlaceKind, ChangeCounts>> = {};
  const tallies = reader.query<[], Tally>('SELECT kind, change, count(*) AS n FROM staged_places GROUP BY kind, change').all();
  for (const { kind, change, n } of tallies) counts[kind] = { ...none, ...counts[kind], [change]: n };
  return counts;
}

export function wayCounts(reader: Reader): ChangeCounts {
  const tallies = reader.query<[], Omit<Tally, 'kind'>>('SELECT change, count(*) AS n FROM staged_ways GROUP BY change').all();
  return { ...none, ...Object.fromEntries(tallies.map(({ change, n }) => [change, n])) };
}

export function samplesOf(reader: Reader, most: number): Record<PlaceChange, ImportSample[]> {
  const query = reader.query<[string, number], { said: string | null; before: string | null }>(
    `SELECT s.said, p.said AS before FROM staged_places s LEFT JOIN places p ON p.id = s.id WHERE s.change = ? ORDER BY s.kind LIMIT ?`,
  );
  const of = (change: PlaceChange): ImportSample[] =>
    query.all(change, most).flatMap(({ said, before }) => {
      const [now, was] = [said, before].map((json) => (json === null ? null : readSaid(json)));
      const place = now ?? was;
      if (place === null || place === undefined) return [];
      const { id, kind, name } = place;
      const isChange = change === 'changed' && was !== null && was !== undefined;
      return [
        { id, kind, name, before: isChange ? { kind: was.kind, name: was.name, movedM: distanceM(was.at, place.at) } : null },
      ];
    });
  return Object.fromEntries(placeChanges.map((change) => [change, of(change)])) as Record<PlaceChange, ImportSample[]>;
}

function distanceM([lonA, latA]: LonLat, [lonB, latB]: LonLat): number {
  const squeeze = Math.cos((latA * Math.PI) / 180);
  return Math.round(Math.hypot((lonA - lonB) * squeeze, latA - latB) * metresPerDegree);
}
