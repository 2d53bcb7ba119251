/**
 * Which places lie here, near, or are called so. In: a query. Out: the rows, nearest first where a point is asked for, the best match first
 * where words are, else in the index's own order. One index leads: words, else the R*Tree; the rest is checked row by row.
 */
import type { LonLat } from '../../src-contract/domain/geometry-types.ts';
import type { AreaBox } from '../../src-contract/domain/place-import.ts';
import type { PlaceQuery } from '../../src-contract/domain/place-records.ts';
import { parseCursor } from './cursor.ts';
import type { Connection, Query } from './database.ts';

export interface PlaceRow {
  readonly no: number;
  readonly shown: string;
  readonly hidden: number;
  readonly corrected: number;
  /** Squared, in squared degrees of latitude. */
  readonly d2: number | null;
}

type Values = Readonly<Record<string, string | number>>;

export const metresPerDegree = 111_195;
/** A letter or two fit tens of thousands of names: enough of them are ranked that nobody turns so many pages. */
const mostRanked = 2000;

export function createPlaceList(reader: Connection) {
  const statements = new Map<string, Query<[Values], PlaceRow>>();
  const rowsOf = (sql: string, values: Values): PlaceRow[] => {
    const statement = statements.get(sql) ?? reader.query<[Values], PlaceRow>(sql);
    statements.set(sql, statement);
    return statement.all(values);
  };

  return (query: PlaceQuery): { rows: PlaceRow[]; nextCursor: string | null } => {
    const match = query.words === null ? null : matchOf(query.words);
    if (match === '') return { rows: [], nextCursor: null };
    const from = query.cursor === undefined ? 0 : parseCursor(query.cursor);
    const { near, limit } = query;
    const ask = (radiusM: number | null): PlaceRow[] => {
      const values = {
        ...{ kinds: JSON.stringify(query.kinds), hidden: Number(query.hidden), match: match ?? '', from, most: limit + 1 },
        ...boxValues(query.box, near?.at ?? null, radiusM),
      };
      return rowsOf(sqlOf(query, match !== null), values);
    };
    const rows = near === null ? ask(null) : nearest(ask, near.radiusM, match === null ? limit + 1 : 0);
    return { rows: rows.slice(0, limit), nextCursor: rows.length > limit ? String(from + limit) : null };
  };
}

/** Looks close by first: in a town the full radius holds thousands, of which a page is wanted. */
function nearest(ask: (radiusM: number) => PlaceRow[], radiusM: number, enough: number): PlaceRow[] {
  for (const share of enough === 0 ? [] : [1 / 32, 1 / 8, 1 / 3]) {
    const rows = ask(radiusM * share);
    if (rows.length >= enough) return rows;
  }
  return ask(radiusM);
}

function sqlOf({ box, near, kinds }: PlaceQuery, byWords: boolean): string {
  const bounded = box !== null || near !== null;
  const distance = near === null ? 'NULL' : '(p.lon - :lon) * (p.lon - :lon) * :squeeze + (p.lat - :lat) * (p.lat - :lat)';
  // Far more rows than a page may bear short words; with a box, most of them are left out, so that none may be lost before.
  const words = `(SELECT rowid AS no, rank FROM place_words WHERE place_words MATCH :match${bounded ? '' : ` LIMIT ${mostRanked}`}) w`;
  const lead = byWords
    ? `${words} CROSS JOIN places p ON p.no = w.no`
    : bounded
      ? 'place_boxes b CROSS JOIN places p ON p.no = b.no'
      : 'places p';
  const conditions = [
    'p.hidden = :hidden',
    ...(kinds.length === 0 ? [] : ['p.kind IN (SELECT value FROM json_each(:kinds))']),
    ...(bounded && !byWords ? ['b.east >= :west AND b.west <= :east AND b.north >= :south AND b.south <= :north'] : []),
    ...(bounded ? ['p.lon BETWEEN :west AND :east AND p.lat BETWEEN :south AND :north'] : []),
    ...(near === null ? [] : [`${distance} <= :r2`]),
  ];
  // Without either the index's own order: to sort all that lies in a box would cost more than to find it.
  const order = near !== null ? 'ORDER BY d2, p.no' : byWords ? 'ORDER BY w.rank, p.no' : '';
  return `SELECT p.no, p.shown, p.hidden, p.corrected, ${distance} AS d2 FROM ${lead} WHERE ${conditions.join(' AND ')} ${order} LIMIT :most OFFSET :from`;
}

/** The box that is asked for and the one around the circle, whichever is the narrower on each side. */
function boxValues(box: AreaBox | null, at: LonLat | null, radiusM: number | null): Values {
  const [west, south, east, north] = box ?? [-180, -90, 180, 90];
  if (at === null || radiusM === null) return { west, south, east, north };
  const [lon, lat] = at;
  const shrink = Math.max(0.01, Math.cos((lat * Math.PI) / 180));
  const r = radiusM / metresPerDegree;
  return {
    ...{ west: Math.max(west, lon - r / shrink), east: Math.min(east, lon + r / shrink) },
    ...{ south: Math.max(south, lat - r), north: Math.min(north, lat + r) },
    ...{ lon, lat, squeeze: shrink * shrink, r2: r * r },
  };
}

/** Every word must be there, each may be the beginning of a longer one. */
function matchOf(words: string): string {
  const found = words.normalize('NFC').match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  return found.map((word) => `"${word}"*`).join(' ');
}
