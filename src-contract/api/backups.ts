/** Backups over REST: the list, one now, a sealed archive to carry away, and the way back in steps: send, check, restore. Administrators alone. */
import { z } from 'zod';
import { backupReasons, backupSteps, leastPassphrase, restoreSources } from '../domain/backup.ts';
import { idParams, type RouteContract, timestamp } from './route.ts';

const count = z.number().int().min(0);
const holds = { alarm_events: count, incidents: count, chat_messages: count, accounts: count };
const station = z.object({ id: z.string(), name: z.string() });

const job = z.discriminatedUnion('state', [
  z.object({ state: z.literal('idle') }),
  z.object({ state: z.literal('running'), step: z.enum(backupSteps), share: z.number().min(0).max(1) }),
  z.object({ state: z.literal('failed'), reason: z.string(), at: timestamp }),
  z.object({ state: z.literal('packed'), id: z.string(), bytes: count }),
  z.object({
    state: z.literal('checked'),
    from: z.enum(restoreSources),
    name: z.string(),
    made_at: timestamp,
    station,
    holds: z.object({ ...holds, version: z.number().int(), newest_at: timestamp.nullable() }),
    lost: z.object(holds).describe('What the station has and the backup lacks'),
    with_site: z.boolean(),
    with_keys: z.boolean(),
  }),
  z.object({ state: z.literal('restoring') }),
]);
export type BackupJobReply = z.infer<typeof job>;

export const backupsReply = z.object({
  timestamp,
  backups: z.array(
    z.object({
      id: z.string(),
      made_at: timestamp,
      reason: z.enum(backupReasons),
      bytes: count,
      checked: z.boolean().describe('It was read again after it was made, page by page'),
      station: station.nullable(),
      kavach_version: z.string().nullable(),
      sha256: z.string().nullable(),
      holds: z.object(holds).nullable(),
    }),
  ),
  set_aside: z.array(z.object({ id: z.string(), at: timestamp, bytes: count })).describe('What was in use before a restore'),
  newest_good_at: timestamp.nullable(),
  overdue: z.boolean(),
  fault: z.string().nullable().describe('Why the last one of the day was not made'),
  free_bytes: count,
  folder: z.string().describe('On the station’s own disk'),
  job,
});
export type BackupsReply = z.infer<typeof backupsReply>;
export type BackupReply = BackupsReply['backups'][number];

const piece = z
  .custom<Uint8Array>((value) => value instanceof Uint8Array, 'a file is needed')
  .meta({ type: 'string', format: 'binary', description: 'The next bytes of the archive' });

/** Small enough to be sent within a request's time on a slow link, and to be held in memory. */
export const backupPieceBytes = 4 * 2 ** 20;

const common = { tag: 'System', access: 'admin', scope: 'none' } as const;
const path = '/api/backups';

export const backupRoutes = {
  backups: {
    ...{ ...common, method: 'GET', path },
    summary: 'The backups on the station’s disk, and what is being done with them',
    response: backupsReply,
  },
  makeBackup: {
    ...{ ...common, method: 'POST', path, status: 202 },
    summary: 'Make a backup now; it is read again before it counts',
    response: backupsReply,
  },
  removeBackup: {
    ...{ ...common, method: 'DELETE', path: `${path}/:id`, params: idParams },
    summary: 'Remove a backup from the station’s disk',
    response: backupsReply,
  },
  packBackup: {
    ...{ ...common, method: 'POST', path: `${path}/:id/archive`, params: idParams, status: 202 },
    summary: 'Seal a backup, with site, keys and pictures of incidents, under a passphrase, to be fetched as one file',
    body: z.object({ passphrase: z.string().min(leastPassphrase).max(500) }),
    response: backupsReply,
  },
  backupArchive: {
    ...{ ...common, method: 'GET', path: `${path}/archive` },
    summary: 'The sealed archive',
    response: { binary: 'application/octet-stream' },
  },
  sendBackup: {
    // The check that follows is what is noted.
    ...{ ...common, method: 'POST', path: `${path}/upload`, audit: false },
    summary: `Send a sealed archive in pieces of at most ${backupPieceBytes} bytes, in order; 0 begins anew`,
    body: z.object({ file: z.string().min(1).describe('In base64'), at: z.coerce.number().int().min(0) }),
    form: z.object({ file: piece, at: z.coerce.number().int().min(0) }),
    response: z.object({ bytes: count.describe('Here by now') }),
  },
  checkBackup: {
    ...{ ...common, method: 'POST', path: `${path}/check`, status: 202, audit: ['from', 'name'] },
    summary: 'Unpack a backup and find out whether it may be restored, and what would be lost',
    body: z.object({
      from: z.enum(restoreSources),
      name: z.string().min(1).max(200).describe('Its id; of an archive that was sent, the name of the file'),
      passphrase: z.string().min(1).max(500).optional(),
    }),
    response: backupsReply,
  },
  restoreBackup: {
    ...{ ...common, method: 'POST', path: `${path}/restore`, status: 202 },
    summary: 'Restore what was checked: the station sets its store aside and begins anew',
    body: z.object({ station: z.string().max(200).describe('The station’s name, as it is written') }),
    response: backupsReply,
  },
  cancelBackup: {
    ...{ ...common, method: 'POST', path: `${path}/cancel` },
    summary: 'Cancel what is under way, or forget what was checked',
    response: backupsReply,
  },
} as const satisfies Record<string, RouteContract>;
