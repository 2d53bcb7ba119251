/** Backups over REST. Sending an archive lives in a scope of its own, for its size. */
import { routes } from '../../../src-contract/api/routes.ts';
import { KavachError } from '../../errors.ts';
import type { ServerDeps } from '../ports.ts';
import type { Register } from '../register.ts';
import { backupsReplyOf } from '../wire/backups.ts';

type BackupDeps = Pick<ServerDeps, 'backups' | 'clock'>;

export function registerBackupRoutes(register: Register, { backups, clock }: BackupDeps): void {
  const state = () => backupsReplyOf(backups, clock.nowMs());

  register(routes.backups, state);
  register(routes.makeBackup, () => {
    backups.make();
    return state();
  });
  register(routes.removeBackup, ({ params }) => {
    backups.remove(params.id);
    return state();
  });
  register(routes.packBackup, ({ params, body }) => {
    backups.pack(params.id, body.passphrase);
    return state();
  });
  register(routes.backupArchive, ({ reply }) => {
    const packed = backups.packed();
    if (packed === null) throw new KavachError('NOT_FOUND', 'No archive lies ready. Have one packed first.');
    void reply.header('content-disposition', `attachment; filename="${packed.name}.kavach-backup"`);
    void reply.header('content-length', packed.bytes);
    return packed.open();
  });
  register(routes.checkBackup, ({ body: { from, name, passphrase } }) => {
    backups.check({ from, name, passphrase: passphrase ?? null });
    return state();
  });
  register(routes.restoreBackup, async ({ body, caller, from }) => {
    const sessionId = caller.kind === 'session' ? caller.sessionId : null;
    await backups.restore(body.station, { by: caller.name, address: from.address, sessionId });
    return state();
  });
  register(routes.cancelBackup, async () => {
    await backups.cancel();
    return state();
  });
}

export function registerBackupUpload(register: Register, { backups }: Pick<BackupDeps, 'backups'>): void {
  register(routes.sendBackup, async ({ body }) => {
    const piece = typeof body.file === 'string' ? Buffer.from(body.file, 'base64') : body.file;
    return { bytes: await backups.receive(body.at, piece) };
  });
}
