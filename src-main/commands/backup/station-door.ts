/** Backups of a station that runs: through its own routes, so that it goes on with its work, and notes in its audit log who did what. */
import { openAsBlob } from 'node:fs';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { z } from 'zod';
import { type BackupsReply, backupPieceBytes, backupRoutes, backupsReply } from '../../../src-contract/api/backups.ts';
import type { StationClient } from '../station-client.ts';
import { until } from '../until.ts';
import type { BackupDoor } from './door.ts';

/** With the check of a large store at its start. */
const beginAnewLimitMs = 180_000;
const auditReply = z.object({ entries: z.array(z.object({ details: z.record(z.string(), z.unknown()) })) });

export function stationDoor(station: StationClient): BackupDoor {
  const path = '/api/backups';
  const state = (): Promise<BackupsReply> => station.get(path, backupsReply);
  const post = async (under: string, body: unknown = {}): Promise<void> =>
    void (await station.send('POST', path + under, backupsReply, body));
  return {
    ...{ to: 'station', state },
    make: () => post(''),
    pack: (id, passphrase) => post(`/${encodeURIComponent(id)}/archive`, { passphrase }),
    check: (request) => post('/check', request),
    remove: async (id) => void (await station.send('DELETE', `${path}/${encodeURIComponent(id)}`, backupsReply)),
    send: (file) => sendPieces(station, file),
    async archive() {
      const { body } = await station.fetch(`${path}/archive`);
      if (body === null) throw new Error('the station sent no archive; try again');
      return Readable.fromWeb(body as ReadableStream);
    },
    async restore(stationName) {
      const before = (await state()).set_aside.map(({ id }) => id);
      await post('/restore', { station: stationName });
      await until('the station that begins anew', beginAnewLimitMs, () => isBack(state));
      await requireRestored(station, before);
    },
    cancel: () => post('/cancel'),
    close: async () => undefined,
  };
}

/** One after the other: the station holds one piece at a time, however large the archive. */
async function sendPieces(station: StationClient, file: string): Promise<void> {
  const all = await openAsBlob(file);
  for (let at = 0; at < all.size || at === 0; at += backupPieceBytes) {
    const body = new FormData();
    body.set('at', String(at));
    body.set('file', all.slice(at, at + backupPieceBytes), 'piece');
    await station.fetch(backupRoutes.sendBackup.path, { method: 'POST', body });
  }
}

async function isBack(state: () => Promise<BackupsReply>): Promise<true | null> {
  const now = await state().catch(() => null);
  return now === null || now.job.state === 'restoring' ? null : true;
}

/** A station that can't begin with what was restored takes its old store back: the log of the store in use tells which it is. */
async function requireRestored(station: StationClient, before: readonly string[]): Promise<void> {
  const { entries } = await station.get('/api/audit?action=restoreBackup&limit=1', auditReply);
  const aside = entries[0]?.details['set_aside'];
  if (typeof aside === 'string' && !before.includes(aside)) return;
  throw new Error('the station could not begin with what was restored and runs with its old store; its log says why');
}
