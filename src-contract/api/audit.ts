/** Who did what: the audit log, for administrators. */
import { z } from 'zod';
import { cursorQuery, type RouteContract, timestamp } from './route.ts';

const auditEntryReply = z.object({
  seq: z.number().int(),
  timestamp,
  actor: z.string(),
  action: z.string(),
  target: z.string().nullable(),
  details: z.record(z.string(), z.unknown()),
  address: z.string().nullable(),
  hash: z.string().describe('SHA-256 over the hash before and this entry'),
});

export const auditRoutes = {
  audit: {
    method: 'GET',
    path: '/api/audit',
    summary: 'Acts of people, phones and services, newest first',
    tag: 'Accounts',
    access: 'admin',
    query: cursorQuery.extend({ actor: z.string().max(100).optional(), action: z.string().max(100).optional() }),
    response: z.object({ entries: z.array(auditEntryReply), next_cursor: z.string().nullable() }),
  },
  auditProof: {
    method: 'GET',
    path: '/api/audit/proof',
    summary: 'Goes through the whole log and says whether every entry is as it was written',
    tag: 'Accounts',
    access: 'admin',
    response: z.object({
      whole: z.boolean(),
      entries: z.number().int().nullable(),
      head_hash: z.string().nullable().describe('Write it down elsewhere: a log cut off at its end still looks whole'),
      first_bad_seq: z.number().int().nullable(),
    }),
  },
} satisfies Record<string, RouteContract>;
