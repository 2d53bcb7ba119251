/**
 * One station a data folder. The lock is a local socket, not a file with a process number: it goes with its process, also after a
 * kill, and a number can't come to mean another process.
 */
import { createHash } from 'node:crypto';
import { realpathSync, rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KavachError } from '../errors.ts';

/** Returns the way to let go. Throws KavachError DATA_TAKEN when another station runs on the folder. */
export async function lockDataFolder(folder: string): Promise<() => void> {
  const path = lockPath(folder);
  if (await isAnswered(path)) {
    throw new KavachError(
      'DATA_TAKEN',
      `another station runs on the data folder ${folder}. Stop it, or start with another --data DIR.`,
    );
  }
  if (process.platform !== 'win32') rmSync(path, { force: true });
  const server = await listen(path, folder);
  return () => server.close();
}

/** Socket paths are short on every system, data folders may not be. */
function lockPath(folder: string): string {
  const name = `kavach-${createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 24)}`;
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.sock`);
}

function isAnswered(path: string): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      done(true);
    });
    socket.once('error', () => done(false));
  });
}

function listen(path: string, folder: string): Promise<Server> {
  return new Promise((done, failed) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', () =>
      failed(new KavachError('DATA_TAKEN', `another station is just starting on the data folder ${folder}.`)),
    );
    server.listen(path, () => {
      server.unref();
      done(server);
    });
  });
}
