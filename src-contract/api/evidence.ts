/** Evidence as clients see it: clips with their locks, marks, exports of cases, and how the disk stands. */
import { z } from 'zod';
import { causeKinds, clipStates, lockKinds } from '../domain/evidence.ts';
import { cursorQuery, idParams, type RouteContract, sentence, timestamp } from './route.ts';

const id = z.string().min(1).max(100);

export const lockReply = z.object({ kind: z.enum(lockKinds), id: z.string(), reason: z.string(), by: z.string(), at: timestamp });

export const clipReply = z.object({
  id: z.string(),
  camera: z.string(),
  state: z.enum(clipStates),
  from: timestamp,
  to: timestamp,
  codec: z.string().describe('Browsers play h264; an export with faces hidden is always h264'),
  frames: z.number().int(),
  bytes: z.number().int(),
  sha256: z.string().nullable(),
  missing_s: z.number().describe('Of the time before the moment, what is not there'),
  lost_frames: z.number().int(),
  causes: z.array(z.object({ kind: z.enum(causeKinds), id: z.string(), at: timestamp })).describe('Why it was kept'),
  locks: z.array(lockReply),
});
export type ClipReply = z.infer<typeof clipReply>;

export const markReply = z.object({ id: z.string(), camera: z.string(), at: timestamp, note: z.string(), by: z.string() });
export type MarkReply = z.infer<typeof markReply>;

const exportSubject = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('incident'), id }),
  z.object({ kind: z.literal('alarm'), id }),
  z.object({ kind: z.literal('clips'), ids: z.array(id).min(1).max(500) }),
]);

const exportBody = z.object({
  subject: exportSubject,
  reason: sentence.describe('Why the case is exported; it stands in the archive'),
  purpose: sentence.nullish().describe('What untouched pictures are needed for; for administrators. Without it faces are hidden'),
});

export const exportReply = z.object({
  id: z.string(),
  subject: exportSubject,
  reason: z.string(),
  purpose: z.string().nullable(),
  by: z.string(),
  at: timestamp,
  expires_at: timestamp,
  clips: z.number().int(),
  state: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('working'), done: z.number().int(), of: z.number().int() }),
    z.object({ kind: z.literal('ready'), bytes: z.number().int(), records: z.number().int(), seal_hash: z.string() }),
    z.object({ kind: z.literal('failed'), reason: z.string() }),
    z.object({ kind: z.literal('cancelled') }),
  ]),
});
export type ExportReply = z.infer<typeof exportReply>;

const proofReply = z.object({
  whole: z.boolean(),
  records: z.number().int().nullable(),
  key_fingerprint: z.string().nullable(),
  faults: z.array(z.object({ record: z.string(), reason: z.string() })),
});
export type ProofReply = z.infer<typeof proofReply>;

const storageReply = z.object({
  clips: z.number().int(),
  used_bytes: z.number(),
  limit_bytes: z.number(),
  locked_clips: z.number().int(),
  locked_bytes: z.number(),
  free_bytes: z.number(),
  keep_free_bytes: z.number(),
  dropped_for_disk: z.number().int().describe('Clips that went since the start because the disk was low'),
  recorded_cameras: z.number().int().describe('Cameras whose newest seconds are at hand'),
  recording: z.number().int(),
  before_s: z.number(),
  after_s: z.number(),
  keep_days: z.number(),
  key_fingerprint: z.string().describe('Of the key that seals exports'),
  found_by: z
    .object({ face: z.string().nullable(), body: z.string().nullable() })
    .describe('Models that find the people whose faces are hidden; without any, nothing can be hidden'),
});
export type StorageReply = z.infer<typeof storageReply>;

const tag = 'Evidence';
const lockTarget = { kind: z.enum(lockKinds), id };

export const evidenceRoutes = {
  clips: {
    ...{ method: 'GET', path: '/api/evidence/clips', tag, access: 'operator' },
    summary: 'Clips of cameras around what happened, newest first',
    query: cursorQuery.extend({
      id: id.optional().describe('That clip alone'),
      camera: id.optional(),
      kind: z.enum(causeKinds).optional(),
      cause: id.optional().describe('Id of an alarm, an incident or a mark'),
      from: timestamp.optional(),
      to: timestamp.optional(),
      locked: z.enum(['true', 'false']).optional(),
    }),
    response: z.object({ clips: z.array(clipReply), next_cursor: z.string().nullable() }),
  },
  clipVideo: {
    ...{ method: 'GET', path: '/api/evidence/clips/:id/video', tag, access: 'operator' },
    summary: 'A clip to play, untouched; takes a Range',
    params: idParams,
    response: { binary: 'video/mp4' },
  },
  clipStill: {
    ...{ method: 'GET', path: '/api/evidence/clips/:id/still.jpg', tag, access: 'operator' },
    summary: 'A small picture of a clip at the moment it was kept for',
    params: idParams,
    response: { binary: 'image/jpeg' },
  },
  lockEvidence: {
    ...{ method: 'POST', path: '/api/evidence/locks', tag, access: 'operator', status: 201, audit: ['kind', 'id', 'reason'] },
    summary: 'Hold a clip, or all of an alarm, incident or mark, against every removal, also of what comes later',
    body: z.object({ ...lockTarget, reason: sentence }),
    response: lockReply,
  },
  unlockEvidence: {
    ...{ method: 'POST', path: '/api/evidence/unlock', tag, access: 'operator', audit: ['kind', 'id', 'reason'] },
    summary: 'Let go of it: retention may remove it again',
    body: z.object({ ...lockTarget, reason: sentence }),
    response: z.object({ unlocked: z.boolean() }),
  },
  marks: {
    ...{ method: 'GET', path: '/api/evidence/marks', tag, access: 'operator' },
    summary: 'Moments that people marked, newest first',
    query: cursorQuery.extend({ camera: id.optional(), text: z.string().max(100).optional() }),
    response: z.object({ marks: z.array(markReply), next_cursor: z.string().nullable() }),
  },
  mark: {
    ...{ method: 'POST', path: '/api/evidence/marks', tag, access: 'operator', status: 201, audit: ['camera', 'note'] },
    summary: 'Mark this moment of a camera; the seconds around it become a clip',
    body: z.object({ camera: id, note: z.string().trim().max(500).default('') }),
    response: markReply,
  },
  noteMark: {
    ...{ method: 'PATCH', path: '/api/evidence/marks/:id', tag, access: 'operator', audit: ['note'] },
    summary: 'Say what a mark is about',
    params: idParams,
    body: z.object({ note: z.string().trim().max(500) }),
    response: markReply,
  },
  removeMark: {
    ...{ method: 'DELETE', path: '/api/evidence/marks/:id', tag, access: 'operator' },
    summary: 'Remove a mark; its clip stays as long as others',
    params: idParams,
    response: z.object({ removed: z.boolean() }),
  },
  evidenceStorage: {
    ...{ method: 'GET', path: '/api/evidence/storage', tag, access: 'operator' },
    summary: 'How much is kept, how much may be, and the key that seals exports',
    response: storageReply,
  },
  exports: {
    ...{ method: 'GET', path: '/api/evidence/exports', tag, access: 'operator' },
    summary: 'Exports that are made, being made, or failed, newest first',
    response: z.object({ exports: z.array(exportReply) }),
  },
  measureExport: {
    ...{ method: 'POST', path: '/api/evidence/exports/size', tag, access: 'operator', audit: false },
    summary: 'What an export would hold; changes nothing',
    body: exportBody.pick({ subject: true }),
    response: z.object({ clips: z.number().int(), bytes: z.number() }),
  },
  startExport: {
    ...{ method: 'POST', path: '/api/evidence/exports', tag, access: 'operator', status: 202 },
    ...{ audit: ['subject', 'reason', 'purpose'] },
    summary: 'Make one archive of a case, in the background',
    body: exportBody,
    response: exportReply,
  },
  exportFile: {
    ...{ method: 'GET', path: '/api/evidence/exports/:id/file', tag, access: 'operator' },
    summary: 'The archive',
    params: idParams,
    response: { binary: 'application/zip' },
  },
  exportProof: {
    ...{ method: 'GET', path: '/api/evidence/exports/:id/proof', tag, access: 'operator' },
    summary: 'Reads the archive again and says whether it is as it was written',
    params: idParams,
    response: proofReply,
  },
  removeExport: {
    ...{ method: 'DELETE', path: '/api/evidence/exports/:id', tag, access: 'operator' },
    summary: 'Cancel it, or remove its file',
    params: idParams,
    response: z.object({ removed: z.boolean() }),
  },
} as const satisfies Record<string, RouteContract>;
