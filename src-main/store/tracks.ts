/** Where people stood, once a second, in whole centimetres of the station's plan: for replays and heat maps, kept for days. */
import type { GroundPosition } from '../../src-contract/domain/site-state.ts';
import type { BatchWriter } from './batch-writer.ts';
import type { Connections } from './connections.ts';
import type { Names } from './names.ts';

export type StoredPosition = Pick<GroundPosition, 'cameraId' | 'trackId' | 'at'>;

export interface PositionsOfSecond {
  readonly atMs: number;
  readonly positions: readonly StoredPosition[];
}

export interface Tracks {
  /** Written within 100 ms; a position that isn't finite is left out. */
  add(second: PositionsOfSecond): void;
  /** Seconds with anybody in them, `fromMs` included, `toMs` not, oldest first; at most `limit` positions altogether. */
  between(span: { readonly fromMs: number; readonly toMs: number; readonly limit: number }): PositionsOfSecond[];
}

interface TrackRow {
  readonly at_s: number;
  readonly camera: string;
  readonly track: number;
  readonly x_cm: number;
  readonly y_cm: number;
}

export function createTracks({ batch, reader }: Connections, writer: BatchWriter, names: Names): Tracks {
  const insert = batch.query<number[]>('INSERT OR REPLACE INTO tracks (at_s, camera, track, x_cm, y_cm) VALUES (?, ?, ?, ?, ?)');
  const select = reader.query<number[], TrackRow>(
    `SELECT at_s, names.id AS camera, track, x_cm, y_cm FROM tracks JOIN names ON names.no = tracks.camera
     WHERE at_s >= ? AND at_s < ? ORDER BY at_s, tracks.camera, track LIMIT ?`,
  );
  return {
    add({ atMs, positions }) {
      const sound = positions.filter(({ at }) => Number.isFinite(at[0]) && Number.isFinite(at[1]));
      writer.add(sound.length, () => {
        for (const { cameraId, trackId, at } of sound)
          insert.run(
            Math.floor(atMs / 1000),
            names.number(cameraId),
            Math.trunc(trackId),
            Math.round(at[0] * 100),
            Math.round(at[1] * 100),
          );
      });
    },
    between: ({ fromMs, toMs, limit }) => bySecond(select.all(Math.ceil(fromMs / 1000), Math.ceil(toMs / 1000), limit)),
  };
}

function bySecond(rows: readonly TrackRow[]): PositionsOfSecond[] {
  const seconds = new Map<number, StoredPosition[]>();
  for (const row of rows) {
    const positions = seconds.get(row.at_s) ?? [];
    positions.push({ cameraId: row.camera, trackId: row.track, at: [row.x_cm / 100, row.y_cm / 100] });
    seconds.set(row.at_s, positions);
  }
  return [...seconds].map(([atS, positions]) => ({ atMs: atS * 1000, positions }));
}
