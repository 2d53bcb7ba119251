/** A command as npm starts it: the real script in a process of its own, without a terminal. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { repositoryRoot } from '../../src-main/commands/station-process.ts';

export interface CommandEnd {
  readonly code: number | null;
  readonly said: string;
}

export function runCommand(name: 'backup' | 'service', args: readonly string[]): Promise<CommandEnd> {
  const script = join(repositoryRoot, `src-main/commands/${name}.ts`);
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const gather = (chunk: Buffer): void => {
    said += chunk.toString();
  };
  child.stdout.on('data', gather);
  child.stderr.on('data', gather);
  return new Promise((done) => child.once('close', (code) => done({ code, said })));
}
