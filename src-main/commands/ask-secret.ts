/** What a person types. A secret comes from there, or from a file that is its owner's alone; never from the command line, which every user of the machine can read. */
import { readFileSync, statSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

/** Not shown while it is typed. Throws where nobody sits at a terminal: `instead` says what to do there. */
export async function askSecret(question: string, instead: string): Promise<string> {
  return await ask(question, instead, new Writable({ write: (_chunk, _encoding, done) => done() }));
}

export async function askLine(question: string, instead: string): Promise<string> {
  return await ask(question, instead, process.stderr);
}

async function ask(question: string, instead: string, output: NodeJS.WritableStream): Promise<string> {
  if (!process.stdin.isTTY) throw new Error(instead);
  const abort = new AbortController();
  const lines = createInterface({ input: process.stdin, output, terminal: true });
  lines.once('SIGINT', () => abort.abort());
  if (output !== process.stderr) process.stderr.write(question);
  try {
    return await lines.question(question, { signal: abort.signal });
  } catch {
    throw new Error('cancelled');
  } finally {
    lines.close();
    process.stderr.write('\n');
  }
}

/** Asked for twice: what is mistyped here would be missed when it is too late. */
export async function askNewSecret(what: string, instead: string): Promise<string> {
  const secret = await askSecret(`${what}: `, instead);
  if ((await askSecret('Once more: ', instead)) !== secret) throw new Error('the two are not the same; try again');
  return secret;
}

/** Its first line. */
export function secretFromFile(path: string): string {
  const { mode } = statSync(path);
  if (process.platform !== 'win32' && (mode & 0o077) !== 0)
    throw new Error(`others may read ${path}: run "chmod 600 ${path}" first`);
  const [first = ''] = readFileSync(path, 'utf8').split(/\r?\n/, 1);
  if (first === '') throw new Error(`the first line of ${path} is empty; write the secret there`);
  return first;
}
