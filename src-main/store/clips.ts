/**
 * Clips of cameras: what is on the disk, why, and which locks hold it. In: clips as the recorder makes them. Out: the same with their
 * locks. That a locked clip stays is said here, in the statement that removes: whoever asks, and whatever it knew before.
 */
import { z } from 'zod';
import {
  type ClipQuery,
  type ClipSums,
  clipCauseSchema,
  clipStates,
  type EvidenceRecords,
  type KeptClip,
  lockKinds,
} from '../../src-contract/domain/evidence.ts';
import type { Connections } from './connections.ts';
import { parseCursor } from './cursor.ts';
import type { Durably } from './full-disk.ts';

export type ClipRecords = Pick<
  EvidenceRecords,
  'begin' | 'change' | 'addCause' | 'remove' | 'find' | 'list' | 'ofCause' | 'recording' | 'unlocked' | 'sums'
>;

type Value = string | number | null;

/** Locks that hold a clip `c`: its own, and those of whatever it was kept for. */
const holding = `FROM evidence_locks l WHERE (l.kind = 'clip' AND l.id = c.id)
  OR (l.kind, l.id) IN (SELECT k.kind, k.id FROM clip_causes k WHERE k.clip_id = c.id)`;
const causesJson = `(SELECT json_group_array(json_object('kind', k.kind, 'id', k.id, 'atMs', k.at_ms)) FROM
  (SELECT * FROM clip_causes WHERE clip_id = c.id ORDER BY at_ms) k)`;
const locksJson = `(SELECT json_group_array(json_object('kind', l.kind, 'id', l.id, 'reason', l.reason, 'by', l.locked_by, 'atMs', l.at_ms))
  ${holding})`;
const select = `SELECT c.*, ${causesJson} AS causes, ${locksJson} AS locks FROM clips c`;

const lock = z.object({ kind: z.enum(lockKinds), id: z.string(), reason: z.string(), by: z.string(), atMs: z.number() });
const clipRow = z
  .object({
    ...{
      no: z.number(),
      id: z.string(),
      camera_id: z.string(),
      state: z.enum(clipStates),
      from_ms: z.number(),
      to_ms: z.number(),
    },
    ...{ codec: z.string(), frames: z.number(), bytes: z.number(), sha256: z.string().nullable() },
    ...{ missing_ms: z.number(), lost_frames: z.number() },
    causes: z.string().transform((text) => z.array(clipCauseSchema).parse(JSON.parse(text))),
    locks: z.string().transform((text) => z.array(lock).parse(JSON.parse(text))),
  })
  .transform(({ no: _, camera_id, from_ms, to_ms, missing_ms, lost_frames, ...rest }): KeptClip => {
    return { ...rest, cameraId: camera_id, fromMs: from_ms, toMs: to_ms, missingMs: missing_ms, lostFrames: lost_frames };
  });
const clipRows = z.array(clipRow);

export function createClips({ durable, reader }: Connections, durably: Durably): ClipRecords {
  const put = durable.query<Value[]>(
    `INSERT INTO clips (id, camera_id, state, from_ms, to_ms, codec, frames, bytes, sha256, missing_ms, lost_frames)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET state = excluded.state, from_ms = excluded.from_ms, to_ms = excluded.to_ms,
       frames = excluded.frames, bytes = excluded.bytes, sha256 = excluded.sha256, missing_ms = excluded.missing_ms,
       lost_frames = excluded.lost_frames`,
  );
  const putCause = durable.query<Value[]>('INSERT OR IGNORE INTO clip_causes (clip_id, kind, id, at_ms) VALUES (?, ?, ?, ?)');
  const removeClip = durable.query<[string]>(`DELETE FROM clips AS c WHERE c.id = ? AND NOT EXISTS (SELECT 1 ${holding})`);
  const removeCauses = durable.query<[string]>('DELETE FROM clip_causes WHERE clip_id = ?');
  const one = reader.query<[string]>(`${select} WHERE c.id = ?`);
  const ofCause = reader.query<[string, string]>(
    `${select} WHERE c.id IN (SELECT clip_id FROM clip_causes WHERE kind = ? AND id = ?) ORDER BY c.from_ms, c.no`,
  );
  const recording = reader.query<[]>(`${select} WHERE c.state = 'recording'`);
  const unlocked = reader.query<[number]>(
    `${select} WHERE c.state = 'kept' AND NOT EXISTS (SELECT 1 ${holding}) ORDER BY c.from_ms, c.no LIMIT ?`,
  );
  const sums = reader.query<[], ClipSums>(
    `SELECT count(*) AS clips, coalesce(sum(bytes), 0) AS bytes, coalesce(sum(held), 0) AS lockedClips,
       coalesce(sum(held * bytes), 0) AS lockedBytes FROM (SELECT c.bytes, EXISTS (SELECT 1 ${holding}) AS held FROM clips c)`,
  );
  const write: ClipRecords['begin'] = (clip) =>
    durably('clips.put', () => {
      const { id, cameraId, state, fromMs, toMs, codec, frames, bytes, sha256, missingMs, lostFrames } = clip;
      put.run(id, cameraId, state, fromMs, toMs, codec, frames, bytes, sha256, missingMs, lostFrames);
      for (const { kind, id: causeId, atMs } of clip.causes) putCause.run(id, kind, causeId, atMs);
    });

  return {
    begin: write,
    change: write,
    addCause: (clipId, { kind, id, atMs }) => void durably('clips.addCause', () => putCause.run(clipId, kind, id, atMs)),
    remove: (id) =>
      durably('clips.remove', () => {
        const isGone = removeClip.run(id) > 0;
        if (isGone) removeCauses.run(id);
        return isGone;
      }),
    find: (id) => clipRows.parse(one.all(id))[0] ?? null,
    list: (query) => listClips(reader, query),
    ofCause: ({ kind, id }) => clipRows.parse(ofCause.all(kind, id)),
    recording: () => clipRows.parse(recording.all()),
    unlocked: (limit) => clipRows.parse(unlocked.all(limit)),
    sums: () => sums.get() ?? { clips: 0, bytes: 0, lockedClips: 0, lockedBytes: 0 },
  };
}

function listClips(reader: Connections['reader'], query: ClipQuery): ReturnType<ClipRecords['list']> {
  const { where, values } = conditionsOf(query);
  const rows = reader.query<Value[]>(`${select} WHERE ${where} ORDER BY c.no DESC LIMIT ?`).all(...values, query.limit + 1);
  const shown = rows.slice(0, query.limit);
  const last = z.object({ no: z.number() }).safeParse(shown.at(-1)).data;
  return { clips: clipRows.parse(shown), nextCursor: rows.length > query.limit && last !== undefined ? String(last.no) : null };
}

function conditionsOf({ cursor, id, camera, kind, cause, fromMs, toMs, locked }: ClipQuery): { where: string; values: Value[] } {
  const conditions = ['c.no < ?'];
  const values: Value[] = [cursor === undefined ? Number.MAX_SAFE_INTEGER : parseCursor(cursor)];
  const add = (condition: string, value: Value | undefined): void => {
    if (value === undefined) return;
    conditions.push(condition);
    values.push(value);
  };
  add('c.id = ?', id);
  add('c.camera_id = ?', camera);
  add('c.id IN (SELECT clip_id FROM clip_causes WHERE kind = ?)', kind);
  add('c.id IN (SELECT clip_id FROM clip_causes WHERE id = ?)', cause);
  add('c.to_ms >= ?', fromMs);
  add('c.from_ms <= ?', toMs);
  if (locked !== undefined) conditions.push(`${locked ? '' : 'NOT '}EXISTS (SELECT 1 ${holding})`);
  return { where: conditions.join(' AND '), values };
}
