/**
 * The audit log: who did what. It can only grow, and each entry's hash covers the one before, so that an entry that was changed, taken
 * out or put in between shows. In: an act. Out: its entry, on the disk. What is worth noting is left to others.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { AuditEntry, AuditEvent, AuditProof, AuditQuery } from '../../src-contract/domain/account.ts';
import type { Connections } from './connections.ts';
import { parseCursor } from './cursor.ts';
import type { Durably } from './full-disk.ts';

export interface Audit {
  /** On the disk when it returns. */
  append(event: AuditEvent): AuditEntry;
  /** Newest first. Throws BAD_REQUEST for a cursor that isn't ours. */
  history(query: AuditQuery): { readonly entries: readonly AuditEntry[]; readonly nextCursor: string | null };
  /** Reads the whole log, a thousand entries at a time. */
  prove(): AuditProof;
}

/** What the first entry's hash goes on from. */
const genesis = '0'.repeat(64);
const proofPage = 1000;

const columns = z.object({
  seq: z.number().int(),
  at_ms: z.number(),
  actor: z.string(),
  action: z.string(),
  target: z.string().nullable(),
  details: z.preprocess(parseJson, z.record(z.string(), z.unknown())),
  address: z.string().nullable(),
  hash: z.string(),
});
const auditRow = columns.transform(entryOf);
/** What was written past the log is listed all the same: the proof tells of it. */
const listedRow = columns.extend({ details: columns.shape.details.catch({}) }).transform(entryOf);

function entryOf({ at_ms, ...rest }: z.output<typeof columns>): AuditEntry {
  return { ...rest, atMs: at_ms };
}

/** Undefined, which is no record, for what isn't JSON: somebody may have written past the log. */
function parseJson(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return undefined;
  }
}

export function createAudit({ durable, reader }: Connections, durably: Durably): Audit {
  const newest = durable.query<[], { seq: number; hash: string }>('SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1');
  const insert = durable.query<(string | number | null)[]>(
    'INSERT INTO audit (seq, at_ms, actor, action, target, details, address, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const after = reader.query<[number, number]>('SELECT * FROM audit WHERE seq > ? ORDER BY seq LIMIT ?');

  const appendOne = (event: AuditEvent): AuditEntry => {
    const last = newest.get();
    const seq = (last?.seq ?? 0) + 1;
    const hash = chainHash(last?.hash ?? genesis, seq, event);
    const { atMs, actor, action, target, details, address } = event;
    insert.run(seq, atMs, actor, action, target, JSON.stringify(details), address, hash);
    return { ...event, seq, hash };
  };

  return {
    append: (event) => durably('audit.append', () => appendOne(event)),
    history: (query) => readHistory(reader, query),
    prove() {
      let hash = genesis;
      let seq = 0;
      for (;;) {
        const page = after.all(seq, proofPage);
        if (page.length === 0) return { kind: 'whole', entries: seq, headHash: hash };
        for (const row of page) {
          const entry = auditRow.safeParse(row).data;
          const expected = seq + 1;
          if (entry === undefined || entry.seq !== expected) return { kind: 'broken', firstBadSeq: expected };
          hash = chainHash(hash, expected, entry);
          if (entry.hash !== hash) return { kind: 'broken', firstBadSeq: expected };
          seq = expected;
        }
      }
    },
  };
}

function chainHash(before: string, seq: number, { atMs, actor, action, target, details, address }: AuditEvent): string {
  // Through text and back once, so that what is hashed is what a reader will find.
  const content = [seq, atMs, actor, action, target, JSON.parse(JSON.stringify(details)), address];
  return createHash('sha256').update(before).update(JSON.stringify(content)).digest('hex');
}

function readHistory(reader: Connections['reader'], { actor, action, limit, cursor }: AuditQuery) {
  const conditions = ['seq < ?'];
  const params: (string | number)[] = [cursor === undefined ? Number.MAX_SAFE_INTEGER : parseCursor(cursor)];
  for (const [column, value] of [
    ['actor', actor],
    ['action', action],
  ] as const) {
    if (value === undefined) continue;
    conditions.push(`${column} = ?`);
    params.push(value);
  }
  const sql = `SELECT * FROM audit WHERE ${conditions.join(' AND ')} ORDER BY seq DESC LIMIT ?`;
  const rows = reader.query<(string | number)[]>(sql).all(...params, limit + 1);
  const entries = z.array(listedRow).parse(rows.slice(0, limit));
  const last = entries.at(-1);
  return { entries, nextCursor: rows.length > limit && last !== undefined ? String(last.seq) : null };
}
