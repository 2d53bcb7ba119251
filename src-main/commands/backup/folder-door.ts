/**
 * Backups of a station that doesn't run: in its data folder, which is locked meanwhile, so that none begins there. In: the folder and who
 * the station is. Out: a door. A restore into a folder without a store takes any station's backup: that is a new machine.
 */
import { existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { backupPieceBytes } from '../../../src-contract/api/backups.ts';
import { applyPendingRestore } from '../../backups/pending-restore.ts';
import { createClock } from '../../clock.ts';
import type { AppFiles } from '../../composition/app-files.ts';
import { createStationBackups } from '../../composition/backups.ts';
import { createLog } from '../../log.ts';
import type { BackupsPort } from '../../server/backups-port.ts';
import { backupsReplyOf } from '../../server/wire/backups.ts';
import { emptyStationId } from '../../site-desk.ts';
import type { BackupDoor } from './door.ts';

interface FolderDoorOptions {
  readonly dataFolder: string;
  readonly files: Pick<AppFiles, 'backupWorker'>;
  readonly station: { readonly id: string; readonly name: string };
  /** Lets go of the folder. */
  readonly unlock: () => void;
}

export function hasStore(dataFolder: string): boolean {
  return existsSync(join(dataFolder, 'kavach.db'));
}

export function folderDoor({ dataFolder, files, station, unlock }: FolderDoorOptions): BackupDoor {
  const clock = createClock();
  const isNew = !hasStore(dataFolder);
  const { port, part } = createStationBackups({
    ...{ dataFolder, files, clock, log: createLog('silent') },
    station: () => (isNew ? { ...station, id: emptyStationId } : station),
    sessionRow: () => null,
    restart: () => undefined,
  });
  const by = `${userInfo().username}, npm run backup`;
  return {
    to: 'folder',
    state: async () => backupsReplyOf(port, clock.nowMs()),
    make: async () => port.make(),
    pack: async (id, passphrase) => port.pack(id, passphrase),
    check: async ({ from, name, passphrase }) => port.check({ from, name, passphrase: passphrase ?? null }),
    remove: async (id) => port.remove(id),
    send: (file) => receive(port, file),
    async archive() {
      const packed = port.packed();
      if (packed === null) throw new Error('no archive lies ready');
      return packed.open();
    },
    async restore(stationName) {
      await port.restore(stationName, { by, address: '', sessionId: null });
      applyPendingRestore(dataFolder);
    },
    cancel: async () => void (await port.cancel()),
    async close() {
      await part.stop();
      unlock();
    },
  };
}

async function receive(port: Pick<BackupsPort, 'receive'>, path: string): Promise<void> {
  const file = await open(path);
  try {
    const piece = Buffer.alloc(backupPieceBytes);
    let at = 0;
    do {
      const { bytesRead } = await file.read(piece, 0, piece.length, at);
      at = await port.receive(at, piece.subarray(0, bytesRead));
    } while (at < (await file.stat()).size);
  } finally {
    await file.close();
  }
}
