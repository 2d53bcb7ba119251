/**
 * One place in all its tables: what its source says with an operator's note over it, where it lies, what it is called. In: what a source
 * says. Out: rows, inside the caller's transaction. A place is read from JSON by this file alone.
 */
import type { Place } from '../../src-contract/domain/place.ts';
import {
  type PlaceCorrection,
  placeCorrectionSchema,
  type SaidPlace,
  saidPlaceSchema,
} from '../../src-contract/domain/place-records.ts';
import type { Connection } from './database.ts';

export interface PlaceRows {
  put(said: SaidPlace): void;
  drop(id: string): void;
}

interface NoteRow {
  readonly own: string | null;
  readonly correction: string | null;
}

export function createPlaceRows(durable: Connection): PlaceRows {
  const note = durable.query<[string], NoteRow>('SELECT own, correction FROM place_notes WHERE id = ?');
  const upsert = durable.query<[Record<string, string | number>], { no: number }>(
    `INSERT INTO places (id, source, kind, lon, lat, hidden, corrected, said, shown)
     VALUES (:id, :source, :kind, :lon, :lat, :hidden, :corrected, :said, :shown)
     ON CONFLICT (id) DO UPDATE SET source = excluded.source, kind = excluded.kind, lon = excluded.lon, lat = excluded.lat,
       hidden = excluded.hidden, corrected = excluded.corrected, said = excluded.said, shown = excluded.shown
     RETURNING no`,
  );
  const locate = durable.query<number[]>(
    'INSERT OR REPLACE INTO place_boxes (no, west, east, south, north) VALUES (?, ?, ?, ?, ?)',
  );
  const call = durable.query<[number, string]>('INSERT OR REPLACE INTO place_words (rowid, words) VALUES (?, ?)');
  const find = durable.query<[string], { no: number }>('SELECT no FROM places WHERE id = ?');
  const removals = ['places WHERE no', 'place_boxes WHERE no', 'place_words WHERE rowid'].map((from) =>
    durable.query<[number]>(`DELETE FROM ${from} = ?`),
  );

  return {
    put(said) {
      const correction = readCorrection(note.get(said.id)?.correction ?? null);
      const shown = withCorrection(said, correction);
      const [lon, lat] = shown.at;
      const [saidJson, shownJson] = [JSON.stringify(said), JSON.stringify(shown)];
      const row = upsert.get({
        ...{ id: said.id, source: said.source, kind: shown.kind, lon, lat },
        ...{ hidden: Number(correction.hidden ?? false), corrected: Number(shownJson !== saidJson) },
        ...{ said: saidJson, shown: shownJson },
      });
      if (row === undefined) throw new Error(`the store took no row of the place ${said.id}`);
      locate.run(row.no, lon, lon, lat, lat);
      call.run(row.no, wordsOf(shown));
    },
    drop(id) {
      const row = find.get(id);
      if (row !== undefined) for (const removal of removals) removal.run(row.no);
    },
  };
}

export function readCorrection(json: string | null): PlaceCorrection {
  return json === null ? {} : (placeCorrectionSchema.safeParse(JSON.parse(json)).data ?? {});
}

/** Throws for a row that nobody of ours wrote. */
export function readSaid(json: string): SaidPlace {
  return saidPlaceSchema.parse(JSON.parse(json));
}

export function placeOf({ alsoKnown: _, ...said }: SaidPlace, corrected: boolean): Place {
  return { ...said, corrected };
}

/** One moved away from its outline has none. */
export function withCorrection(said: SaidPlace, { hidden: _, names, ...over }: PlaceCorrection): SaidPlace {
  const outline = over.at === undefined ? said.outline : null;
  const given = Object.entries(over).filter(([, value]) => value !== undefined);
  return { ...said, ...Object.fromEntries(given), names: { ...said.names, ...names }, outline };
}

function wordsOf({ name, names, alsoKnown }: SaidPlace): string {
  const all = [name, names.en, names.hi, names.mr, ...alsoKnown].filter((word) => word !== null && word !== undefined);
  return [...new Set(all)].join('\n').normalize('NFC');
}
