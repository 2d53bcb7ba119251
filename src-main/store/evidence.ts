/** Everything that is kept of evidence: clips (clips.ts), locks, marks of people, and exports. */
import { z } from 'zod';
import { caseExportSchema, type EvidenceRecords, type Mark, type MarkQuery } from '../../src-contract/domain/evidence.ts';
import { createClips } from './clips.ts';
import type { Connections } from './connections.ts';
import { parseCursor } from './cursor.ts';
import type { Durably } from './full-disk.ts';

type Value = string | number | null;

const markRow = z
  .object({ no: z.number(), id: z.string(), camera_id: z.string(), at_ms: z.number(), note: z.string(), marked_by: z.string() })
  .transform(
    ({ id, camera_id, at_ms, note, marked_by }): Mark => ({ id, cameraId: camera_id, atMs: at_ms, note, by: marked_by }),
  );
const exportRow = z.object({ export: z.string().transform((text) => caseExportSchema.parse(JSON.parse(text))) });

export function createEvidence(connections: Connections, durably: Durably): EvidenceRecords {
  return {
    ...createClips(connections, durably),
    ...createLocks(connections, durably),
    ...createMarks(connections, durably),
    ...createExports(connections, durably),
  };
}

function createLocks({ durable }: Connections, durably: Durably): Pick<EvidenceRecords, 'lock' | 'unlock'> {
  const put = durable.query<Value[]>(
    'INSERT OR REPLACE INTO evidence_locks (kind, id, reason, locked_by, at_ms) VALUES (?, ?, ?, ?, ?)',
  );
  const remove = durable.query<Value[]>('DELETE FROM evidence_locks WHERE kind = ? AND id = ?');
  return {
    lock: ({ kind, id, reason, by, atMs }) => void durably('evidence.lock', () => put.run(kind, id, reason, by, atMs)),
    unlock: ({ kind, id }) => durably('evidence.unlock', () => remove.run(kind, id)) > 0,
  };
}

function createMarks({ durable, reader }: Connections, durably: Durably) {
  const put = durable.query<Value[]>('INSERT INTO marks (id, camera_id, at_ms, note, marked_by) VALUES (?, ?, ?, ?, ?)');
  const note = durable.query<Value[]>('UPDATE marks SET note = ? WHERE id = ? RETURNING *');
  const remove = durable.query<Value[]>('DELETE FROM marks WHERE id = ?');
  return {
    addMark: ({ id, cameraId, atMs, note, by }: Mark): void =>
      void durably('evidence.addMark', () => put.run(id, cameraId, atMs, note, by)),
    noteMark: (id: string, text: string): Mark | null =>
      z.array(markRow).parse(durably('evidence.noteMark', () => note.all(text, id)))[0] ?? null,
    removeMark: (id: string): boolean => durably('evidence.removeMark', () => remove.run(id)) > 0,
    marks: (query: MarkQuery) => listMarks(reader, query),
  };
}

function listMarks(reader: Connections['reader'], { cursor, camera, text, limit }: MarkQuery) {
  const conditions = ['no < ?'];
  const values: Value[] = [cursor === undefined ? Number.MAX_SAFE_INTEGER : parseCursor(cursor)];
  if (camera !== undefined) {
    conditions.push('camera_id = ?');
    values.push(camera);
  }
  if (text !== undefined) {
    conditions.push('instr(lower(note), lower(?)) > 0');
    values.push(text);
  }
  const sql = `SELECT * FROM marks WHERE ${conditions.join(' AND ')} ORDER BY no DESC LIMIT ?`;
  const rows = reader.query<Value[], { no: number }>(sql).all(...values, limit + 1);
  const last = rows[limit - 1];
  return {
    marks: z.array(markRow).parse(rows.slice(0, limit)),
    nextCursor: rows.length > limit && last !== undefined ? String(last.no) : null,
  };
}

function createExports({ durable, reader }: Connections, durably: Durably) {
  const put = durable.query<Value[]>('INSERT OR REPLACE INTO evidence_exports (id, export) VALUES (?, ?)');
  const remove = durable.query<Value[]>('DELETE FROM evidence_exports WHERE id = ?');
  const all = reader.query<[]>("SELECT export FROM evidence_exports ORDER BY json_extract(export, '$.atMs') DESC");
  return {
    putExport: (made: z.infer<typeof caseExportSchema>): void =>
      void durably('evidence.putExport', () => put.run(made.id, JSON.stringify(made))),
    removeExport: (id: string): boolean => durably('evidence.removeExport', () => remove.run(id)) > 0,
    exports: () =>
      z
        .array(exportRow)
        .parse(all.all())
        .map((row) => row.export),
  };
}
