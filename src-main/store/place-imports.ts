/**
 * What an import holds until a person applies it: staged beside what is in force, compared row by row, applied in small transactions so
 * that the station goes on. A stop in between loses nothing: what is left to apply is what still differs.
 */
import { z } from 'zod';
import type { LonLat } from '../../src-contract/domain/geometry-types.ts';
import { type ImportFacts, importFactsSchema } from '../../src-contract/domain/place-import.ts';
import { type PlaceImports, type SaidPlace, walkWaySchema } from '../../src-contract/domain/place-records.ts';
import type { WalkWay } from '../../src-contract/domain/walk.ts';
import type { Connections } from './connections.ts';
import type { Durably } from './full-disk.ts';
import { countsByKind, samplesOf, wayCounts } from './place-preview.ts';
import { createPlaceRows, readSaid } from './place-rows.ts';

interface PlaceImportsOptions {
  readonly connections: Pick<Connections, 'durable' | 'batch' | 'reader'>;
  readonly durably: Durably;
  readonly inBatch: Durably;
  /** Called once all is applied. */
  readonly onApplied: () => void;
}

const applyingSchema = importFactsSchema.extend({ appliedBy: z.string() });
const appliedSchema = applyingSchema.extend({ appliedMs: z.number() });
/** Some 10 ms of work on the two-core build machine. */
const rowsAtOnce = 100;
const waits = "change IN ('added', 'changed', 'removed')";

export function createPlaceImports({ connections, durably, inBatch, onApplied }: PlaceImportsOptions): PlaceImports {
  const { durable, reader } = connections;
  const staging = createStaging(connections, inBatch);
  const applying = createApplying(connections);
  const facts = reader.query<[string], { facts: string }>('SELECT facts FROM place_imports WHERE state = ?');
  const setFacts = durable.query<[string, string]>('INSERT OR REPLACE INTO place_imports (state, facts) VALUES (?, ?)');
  const dropFacts = durable.query("DELETE FROM place_imports WHERE state IN ('waiting', 'applying')");
  const dropStaged = ['staged_places', 'staged_ways'].map((table) => durable.query(`DELETE FROM ${table}`));
  const readFacts = <T>(state: string, schema: z.ZodType<T>): T | null => {
    const row = facts.get(state);
    return row === undefined ? null : (schema.safeParse(JSON.parse(row.facts)).data ?? null);
  };
  const staged: PlaceImports['staged'] = () => {
    const applied = readFacts('applying', applyingSchema);
    if (applied !== null) return { facts: applied, applyingBy: applied.appliedBy };
    const waiting = readFacts('waiting', importFactsSchema);
    return waiting === null ? null : { facts: waiting, applyingBy: null };
  };
  const drop = (): void => {
    dropFacts.run();
    for (const query of dropStaged) query.run();
  };

  return {
    last: () => readFacts('applied', appliedSchema),
    staged,
    clear: () => durably('placeImports.clear', drop),
    stagePlaces: staging.places,
    stageWays: staging.ways,
    compare: (read) =>
      durably('placeImports.compare', () => {
        staging.markRemoved(read);
        setFacts.run('waiting', JSON.stringify(read));
      }),
    counts: () => ({ kinds: countsByKind(reader), ways: wayCounts(reader) }),
    samples: (most) => samplesOf(reader, most),
    applySome({ by, atMs }) {
      const current = staged();
      if (current === null) return false;
      const isLeft = durably('placeImports.apply', () => {
        if (current.applyingBy === null) {
          dropFacts.run();
          setFacts.run('applying', JSON.stringify({ ...current.facts, appliedBy: by }));
        }
        if (applying.places() || applying.ways()) return true;
        setFacts.run('applied', JSON.stringify({ ...current.facts, appliedMs: atMs, appliedBy: by }));
        drop();
        return false;
      });
      if (!isLeft) onApplied();
      return isLeft;
    },
  };
}

function createStaging({ durable, batch }: PlaceImportsOptions['connections'], inBatch: Durably) {
  const known = batch.query<[string], { said: string }>('SELECT said FROM places WHERE id = ?');
  const knownWay = batch.query<[string], { way: string }>('SELECT way FROM walk_ways WHERE id = ?');
  const place = batch.query<string[]>('INSERT OR REPLACE INTO staged_places (id, change, kind, said) VALUES (?, ?, ?, ?)');
  const way = batch.query<string[]>('INSERT OR REPLACE INTO staged_ways (id, change, way) VALUES (?, ?, ?)');
  // One that an operator corrected is known to be there, whatever the map has lost; one that was only hidden may go.
  const removedPlaces = durable.query<[string, ...number[]]>(
    `INSERT INTO staged_places (id, change, kind)
     SELECT id, 'removed', kind FROM places WHERE source = 'osm' AND corrected = 0
       AND kind IN (SELECT value FROM json_each(?)) AND lon BETWEEN ? AND ? AND lat BETWEEN ? AND ?
       AND id NOT IN (SELECT id FROM staged_places)`,
  );
  const removedWays = durable.query<number[]>(
    `INSERT INTO staged_ways (id, change)
     SELECT id, 'removed' FROM walk_ways WHERE west >= ? AND east <= ? AND south >= ? AND north <= ?
       AND id NOT IN (SELECT id FROM staged_ways)`,
  );
  const kinds = durable.query<[], { kind: string }>('SELECT DISTINCT kind FROM staged_places');
  const allKinds = durable.query<[], { kind: string }>('SELECT DISTINCT kind FROM places');
  const anyWay = durable.query('SELECT 1 FROM staged_ways LIMIT 1');
  const changeOf = (before: string | undefined, now: string): string =>
    before === undefined ? 'added' : before === now ? 'same' : 'changed';

  return {
    places: (places: readonly SaidPlace[]): void =>
      inBatch('placeImports.stagePlaces', () => {
        for (const said of places) {
          const json = JSON.stringify(said);
          place.run(said.id, changeOf(known.get(said.id)?.said, json), said.kind, json);
        }
      }),
    ways: (ways: readonly WalkWay[]): void =>
      inBatch('placeImports.stageWays', () => {
        for (const one of ways) {
          const json = JSON.stringify(one);
          way.run(one.id, changeOf(knownWay.get(one.id)?.way, json), json);
        }
      }),
    markRemoved({ complete, area: [west, south, east, north] }: ImportFacts): void {
      const whole = (complete ? allKinds : kinds).all().map(({ kind }) => kind);
      removedPlaces.run(JSON.stringify(whole), west, east, south, north);
      if (complete || anyWay.get() !== undefined) removedWays.run(west, east, south, north);
    },
  };
}

/** Each applies some rows, inside the caller's transaction; false when none is left. */
function createApplying({ durable }: PlaceImportsOptions['connections']) {
  const rows = createPlaceRows(durable);
  type Staged = { no: number; id: string; said: string | null };
  const nextPlaces = durable.query<[number], Staged>(`SELECT no, id, said FROM staged_places WHERE ${waits} LIMIT ?`);
  const donePlace = durable.query<[number]>("UPDATE staged_places SET change = 'same' WHERE no = ?");
  const nextWays = durable.query<[number], { no: number; id: string; way: string | null }>(
    `SELECT no, id, way FROM staged_ways WHERE ${waits} LIMIT ?`,
  );
  const doneWay = durable.query<[number]>("UPDATE staged_ways SET change = 'same' WHERE no = ?");
  const putWay = durable.query<[string, string, ...number[]]>(
    `INSERT INTO walk_ways (id, way, west, south, east, north) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET way = excluded.way, west = excluded.west, south = excluded.south,
       east = excluded.east, north = excluded.north`,
  );
  const dropWay = durable.query<[string]>('DELETE FROM walk_ways WHERE id = ?');

  return {
    places(): boolean {
      const some = nextPlaces.all(rowsAtOnce);
      for (const { no, id, said } of some) {
        if (said === null) rows.drop(id);
        else rows.put(readSaid(said));
        donePlace.run(no);
      }
      return some.length > 0;
    },
    ways(): boolean {
      const some = nextWays.all(rowsAtOnce);
      for (const { no, id, way } of some) {
        if (way === null) dropWay.run(id);
        else putWay.run(id, way, ...boxOf(walkWaySchema.parse(JSON.parse(way)).nodes.map(({ at }) => at)));
        doneWay.run(no);
      }
      return some.length > 0;
    },
  };
}

function boxOf(points: readonly LonLat[]): number[] {
  const lons = points.map(([lon]) => lon);
  const lats = points.map(([, lat]) => lat);
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
}
