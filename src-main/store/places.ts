/**
 * Places: what is known around the station, asked by box, by distance and by name, and what operators draw and correct. What comes in from
 * the map is place-imports.ts's.
 */
import { randomUUID } from 'node:crypto';
import type { PlaceKind } from '../../src-contract/domain/place.ts';
import { type FoundPlace, type PlaceRecords, type SaidPlace, walkWaySchema } from '../../src-contract/domain/place-records.ts';
import { KavachError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Connections } from './connections.ts';
import type { Durably } from './full-disk.ts';
import { createPlaceList, metresPerDegree, type PlaceRow } from './place-list.ts';
import { createPlaceRows, placeOf, readCorrection, readSaid, withCorrection } from './place-rows.ts';

interface PlacesOptions {
  readonly connections: Pick<Connections, 'durable' | 'reader'>;
  readonly durably: Durably;
  readonly log: Log;
}

/** A site has some hundreds; beyond it a program has lost its way. */
const mostOwn = 5000;

/** `tell`: has subscribers know that places or ways changed. */
export function createPlaces({ connections, durably, log }: PlacesOptions): PlaceRecords & { readonly tell: () => void } {
  const { durable, reader } = connections;
  const rows = createPlaceRows(durable);
  const list = createPlaceList(reader);
  const listeners = new Set<() => void>();
  /** They stand beside every answer, and change with the places alone. */
  let counted: Partial<Record<PlaceKind, number>> | null = null;
  const one = reader.query<[string], PlaceRow>('SELECT no, shown, hidden, corrected, NULL AS d2 FROM places WHERE id = ?');
  const saidOf = durable.query<[string], { said: string; source: string }>('SELECT said, source FROM places WHERE id = ?');
  const counts = reader.query<[], { kind: PlaceKind; n: number }>(
    'SELECT kind, count(*) AS n FROM places WHERE hidden = 0 GROUP BY kind',
  );
  const ways = reader.query<[], { way: string }>('SELECT way FROM walk_ways ORDER BY no');
  const ofSite = durable.query<[], { id: string; said: string }>("SELECT id, said FROM places WHERE source = 'site'");
  // After a recovery the notes may be newer than the places.
  const unapplied = durable.query<[], { said: string }>(
    `SELECT own AS said FROM place_notes WHERE own IS NOT NULL AND id NOT IN (SELECT id FROM places)
     UNION ALL SELECT p.said FROM place_notes n JOIN places p USING (id)
       WHERE n.correction IS NOT NULL AND p.corrected = 0 AND p.hidden = 0`,
  );
  const ownCount = reader.query<[], { n: number }>('SELECT count(*) AS n FROM place_notes WHERE own IS NOT NULL');
  const correction = durable.query<[string], { correction: string | null }>('SELECT correction FROM place_notes WHERE id = ?');
  const saveNote = durable.query<[string, string | null, string | null, string, number]>(
    'INSERT OR REPLACE INTO place_notes (id, own, correction, by, at_ms) VALUES (?, ?, ?, ?, ?)',
  );
  const removeNote = durable.query<[string]>('DELETE FROM place_notes WHERE id = ?');

  const tell = (): void => {
    counted = null;
    for (const listener of listeners) listener();
  };
  const change = <T>(name: string, work: () => T): T => {
    const answer = durably(name, work);
    tell();
    return answer;
  };
  const foundOf = ({ shown, hidden, corrected, d2 }: PlaceRow): FoundPlace => ({
    ...placeOf(readSaid(shown), corrected === 1),
    hidden: hidden === 1,
    distanceM: d2 === null ? null : Math.sqrt(d2) * metresPerDegree,
  });
  const found = (id: string): FoundPlace | null => {
    const row = one.get(id);
    return row === undefined ? null : foundOf(row);
  };
  const present = (id: string): FoundPlace => {
    const place = found(id);
    if (place === null) throw new Error(`the place ${id} was stored and can't be found`);
    return place;
  };

  return {
    find: found,
    list(query) {
      const { rows: page, nextCursor } = list(query);
      return { places: page.map(foundOf), nextCursor };
    },
    counts() {
      counted ??= Object.fromEntries(counts.all().map(({ kind, n }) => [kind, n]));
      return counted;
    },
    walkWays: () =>
      ways.all().flatMap(({ way }) => {
        const { data, error } = walkWaySchema.safeParse(JSON.parse(way));
        if (data === undefined) log.error({ error: error?.message }, 'a way on foot in the store could not be read');
        return data === undefined ? [] : [data];
      }),
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    tell,
    setSitePlaces(places) {
      const before = new Map(ofSite.all().map(({ id, said }) => [id, said]));
      const now = new Set(places.map(({ id }) => id));
      const gone = [...before.keys()].filter((id) => !now.has(id));
      const changed = places.filter((place) => before.get(place.id) !== JSON.stringify(place));
      const forgotten = unapplied.all().map(({ said }) => readSaid(said));
      if (gone.length + changed.length + forgotten.length === 0) return;
      change('places.setSitePlaces', () => {
        gone.forEach(rows.drop);
        [...changed, ...forgotten].forEach(rows.put);
      });
    },
    addOwn({ kind, name, names, at }, { by, atMs }) {
      if ((ownCount.get()?.n ?? 0) >= mostOwn)
        throw new KavachError('CONFLICT', `There are ${mostOwn} own places. Remove those that are not needed any more.`);
      const said: SaidPlace = { id: `own:${randomUUID()}`, kind, name, names, at, outline: null, source: 'own', alsoKnown: [] };
      change('places.addOwn', () => {
        saveNote.run(said.id, JSON.stringify(said), null, by, atMs);
        rows.put(said);
      });
      return present(said.id);
    },
    correct(id, over, { by, atMs }) {
      const row = saidOf.get(id);
      if (row === undefined) return null;
      const said = readSaid(row.said);
      change('places.correct', () => {
        if (row.source === 'own') {
          const next = withCorrection(said, over);
          saveNote.run(id, JSON.stringify(next), null, by, atMs);
          rows.put(next);
        } else {
          const before = readCorrection(correction.get(id)?.correction ?? null);
          saveNote.run(id, null, JSON.stringify({ ...before, ...over, names: { ...before.names, ...over.names } }), by, atMs);
          rows.put(said);
        }
      });
      return present(id);
    },
    undo(id) {
      const row = saidOf.get(id);
      return change('places.undo', () => {
        if (removeNote.run(id) === 0) return false;
        if (row?.source === 'own') rows.drop(id);
        else if (row !== undefined) rows.put(readSaid(row.said));
        return true;
      });
    },
  };
}
