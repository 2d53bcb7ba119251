/** PostgreSQL crashes in the middle of a backlog, and the station is killed twice: each event is there once, and in order. */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findPostgres, makeCluster, type PostgresCluster } from '../fixtures/postgres.ts';
import { repeats } from '../fixtures/thorough.ts';
import { until } from '../fixtures/until.ts';
import { limits, temporaryFolder } from '../store/store-fixture.ts';

const total = repeats(15_000, 100_000);
const child = join(import.meta.dirname, 'relay-until-killed.child.ts');
const programs = findPostgres();
let cluster: PostgresCluster;

interface Sender {
  /** The newest line that it printed. */
  readonly told: () => { state: string; sent: number; added: number } | null;
  kill(): Promise<void>;
  readonly ended: Promise<number | null>;
}

beforeAll(async () => {
  if (programs !== null) cluster = await makeCluster(programs);
});
afterAll(() => cluster?.remove());

function startSender(folder: string): Sender {
  const args = [child, folder, cluster.url, String(total), JSON.stringify(limits)];
  const running: ChildProcess = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let last: string | null = null;
  running.stdout?.setEncoding('utf8').on('data', (text: string) => {
    last = text.trimEnd().split('\n').at(-1) ?? last;
  });
  const ended = new Promise<number | null>((done) => running.once('exit', (code) => done(code)));
  return {
    told: () => (last === null ? null : JSON.parse(last)),
    ended,
    async kill() {
      running.kill('SIGKILL');
      await ended;
    },
  };
}

async function arrived(): Promise<number> {
  const [row] = await cluster.query<{ n: string }>('SELECT count(*) AS n FROM kavach.events');
  return Number(row?.n);
}

test.skipIf(programs === null)(
  `each of ${total} events is there exactly once, in the order of its sensor`,
  async () => {
    const folder = temporaryFolder();
    const first = startSender(folder);
    await until('some events', async () => (await arrived()) > total / 8, 120_000);
    await first.kill();
    const second = startSender(folder);
    await until('more events', async () => (await arrived()) > total / 3, 120_000);
    const before = await arrived();
    await cluster.stop('SIGKILL');
    await until('the sender to notice', () => second.told()?.state === 'waiting', 120_000);
    await second.kill();
    const third = startSender(folder);
    await until('the next one to notice', () => third.told()?.state === 'waiting', 120_000);
    await cluster.start();
    expect(await third.ended).toBe(0);

    expect(before).toBeLessThan(total);
    const [all] = await cluster.query(
      "SELECT count(*)::int AS rows, count(DISTINCT event_id)::int AS ids, count(DISTINCT payload ->> 'n')::int AS numbers FROM kavach.events",
    );
    expect(all).toEqual({ rows: total, ids: total, numbers: total });
    const disordered = await cluster.query(
      `SELECT sensor_id FROM (
         SELECT sensor_id, seq, lag(seq) OVER (PARTITION BY sensor_id ORDER BY received) AS before FROM kavach.events
       ) AS arrivals WHERE before >= seq`,
    );
    expect(disordered).toEqual([]);
  },
  400_000,
);
