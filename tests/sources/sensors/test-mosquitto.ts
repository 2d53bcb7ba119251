/** A Mosquitto of the test's own on a free port, with what lines of configuration a test wants; it can be stopped, killed and started. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../fixtures/free-port.ts';
import { until } from '../../fixtures/until.ts';

export interface TestMosquitto {
  readonly port: number;
  readonly folder: string;
  start(): Promise<void>;
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
  remove(): Promise<void>;
}

/** Not in everybody's PATH where Debian puts it. */
export const mosquittoProgram = [...(process.env['PATH'] ?? '').split(':'), '/usr/sbin']
  .map((folder) => join(folder, 'mosquitto'))
  .find((file) => existsSync(file));
if (mosquittoProgram === undefined) process.stderr.write('SKIPPED for want of mosquitto: apt-get install mosquitto\n');

/** `lines`: of its configuration, after the listener. */
export async function startMosquitto(lines: (folder: string) => string = () => 'allow_anonymous true'): Promise<TestMosquitto> {
  const folder = mkdtempSync(join(tmpdir(), 'kavach-mosquitto-'));
  const port = await freePort();
  const settled = `listener ${port} 127.0.0.1\nuser root\npersistence true\npersistence_location ${folder}/\nmax_queued_messages 0\n`;
  writeFileSync(join(folder, 'config'), `${settled}${lines(folder)}\n`);
  let broker: ChildProcess | null = null;

  const start = async (): Promise<void> => {
    broker = spawn(mosquittoProgram ?? 'mosquitto', ['-c', join(folder, 'config')], { stdio: 'ignore' });
    await until('mosquitto', () => answers(port));
  };
  const end = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
    const ending = broker;
    broker = null;
    if (ending === null || ending.exitCode !== null) return;
    const ended = new Promise((done) => ending.once('exit', done));
    ending.kill(signal);
    await ended;
  };
  process.once('exit', () => broker?.kill('SIGKILL'));
  await start();
  return {
    ...{ port, folder, start, end },
    async remove() {
      await end('SIGTERM');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function answers(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      done(true);
    });
    socket.once('error', () => done(false));
  });
}
