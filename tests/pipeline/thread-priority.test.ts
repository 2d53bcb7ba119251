/** A worker that stands back does so alone: its process keeps its priority. */
import { readFileSync } from 'node:fs';
import { getPriority } from 'node:os';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';

// Elsewhere threads have no niceness of their own.
test.runIf(process.platform === 'linux')('only the thread that asks stands back', async () => {
  const before = getPriority();
  const url = new URL('../../src-main/thread-priority.ts', import.meta.url);
  const code = `
    import { readFileSync } from 'node:fs';
    import { parentPort } from 'node:worker_threads';
    const { lowerThreadPriority } = await import('${url}');
    lowerThreadPriority(15);
    parentPort.postMessage(readFileSync('/proc/thread-self/stat', 'utf8'));`;
  const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(code)}`));
  const stat = await new Promise<string>((done, failed) => worker.once('message', done).once('error', failed));
  expect(nicenessOf(stat)).toBe(15);
  expect([getPriority(), nicenessOf(readFileSync('/proc/thread-self/stat', 'utf8'))]).toEqual([before, before]);
});

/** Field 19 of proc(5); the name before it may hold spaces. */
function nicenessOf(stat: string): number {
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[16]);
}
