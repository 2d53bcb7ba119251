/** What operators closed of the ways on foot, as it is in force. */
import { z } from 'zod';
import type { WalkBlock, WalkBlockRecords } from '../../src-contract/domain/walk.ts';
import type { Connections } from './connections.ts';
import type { Durably } from './full-disk.ts';

const blockRow = z
  .object({
    stretch_id: z.string(),
    reason: z.string(),
    closed_by: z.string(),
    at_ms: z.number(),
    until_ms: z.number().nullable(),
  })
  .transform(({ stretch_id, reason, closed_by, at_ms, until_ms }): WalkBlock => {
    return { stretchId: stretch_id, reason, by: closed_by, atMs: at_ms, untilMs: until_ms };
  });

export function createWalkBlockRecords({ durable, reader }: Connections, durably: Durably): WalkBlockRecords {
  const all = reader.query<[]>('SELECT * FROM walk_blocks');
  const put = durable.query<(string | number | null)[]>(
    'INSERT OR REPLACE INTO walk_blocks (stretch_id, reason, closed_by, at_ms, until_ms) VALUES (?, ?, ?, ?, ?)',
  );
  const remove = durable.query<[string]>('DELETE FROM walk_blocks WHERE stretch_id = ?');
  return {
    list: () => z.array(blockRow).parse(all.all()),
    put: ({ stretchId, reason, by, atMs, untilMs }) =>
      void durably('walkBlocks.put', () => put.run(stretchId, reason, by, atMs, untilMs)),
    remove: (stretchId) => durably('walkBlocks.remove', () => remove.run(stretchId)) > 0,
  };
}
