/** kill -9 in the middle of writes: the store opens again and holds every event whose append had returned. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { repeats } from '../fixtures/thorough.ts';
import { limits, makeAlarm, openTestStore, temporaryPlace } from './store-fixture.ts';

const rounds = repeats(6, 100);
const child = join(import.meta.dirname, 'append-until-killed.child.ts');

/** Lets the child write, kills it after `events` numbers, and returns the last whole number that it printed. */
async function appendAndKill(folder: string, events: number): Promise<number> {
  const writing = spawn(process.execPath, [child, folder, JSON.stringify(makeAlarm()), JSON.stringify(limits)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  let lines = 0;
  for await (const chunk of writing.stdout.setEncoding('utf8')) {
    text += chunk;
    lines += chunk.split('\n').length - 1;
    if (lines >= events) writing.kill('SIGKILL');
  }
  const whole = text.slice(0, text.lastIndexOf('\n')).split('\n');
  return Number(whole.at(-1));
}

test(`${rounds} kills lose nothing that was acknowledged`, async () => {
  const place = temporaryPlace();
  for (let round = 0; round < rounds; round++) {
    const printed = await appendAndKill(place.folder, 20 + (round % 20) * 14);
    const store = openTestStore(place);
    const newest = store.alarms.newestSeq();
    expect(printed).toBeGreaterThan(0);
    expect(newest).toBeGreaterThanOrEqual(printed);
    // The child appends in pairs, and a pair is there as a whole or not at all.
    expect(newest % 2).toBe(0);
    expect(store.alarms.history({ sinceSeq: newest - 20, limit: 100 }).events.map((event) => event.seq)).toEqual(
      Array.from({ length: 20 }, (_, i) => newest - 19 + i),
    );
    expect(store.opened).toMatchObject(round === 0 ? { kind: 'ok', endedInOrder: false } : { kind: 'ok' });
    // Every other round starts from a store that was itself left in disorder.
    if (round % 2 === 0) await store.close();
  }
}, 400_000);
