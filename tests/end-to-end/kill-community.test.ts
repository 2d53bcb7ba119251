/** kill -9 while panics and chat stream in, 5 times: what a sender was told of is there afterwards, and what it sends again is the same. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { ChatMessageReply } from '../../src-contract/api/chat.ts';
import type { IncidentReply } from '../../src-contract/api/incidents.ts';
import { runStationProcess, type StationProcess } from '../../src-main/commands/station-process.ts';
import { repeats } from '../fixtures/thorough.ts';
import { until } from '../fixtures/until.ts';

const folder = mkdtempSync(join(tmpdir(), 'kavach-kill-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const kills = repeats(3, 20);
const senders = 4;

/** What was acknowledged, by the sender's own key. */
interface Acknowledged {
  readonly incidents: Map<string, string>;
  readonly messages: Map<string, string>;
}

function panic(station: StationProcess, clientId: string): Promise<IncidentReply> {
  const body = { station_id: 'T', severity: 'high', description: clientId, client_id: clientId, location: [72.8, 19] };
  return station.post<IncidentReply>('/api/panic', body);
}

function write(station: StationProcess, clientId: string): Promise<ChatMessageReply> {
  const body = { line: 'western', message: `Round of ${clientId} is done`, client_id: clientId, user_id: clientId };
  return station.post<ChatMessageReply>('/api/chat/message', body);
}

/** Sends until the station is gone; whatever was on its way then was never acknowledged. */
async function stream(station: StationProcess, name: string, acknowledged: Acknowledged): Promise<void> {
  for (let i = 0; ; i += 1) {
    const id = `${name}-${i}`;
    try {
      acknowledged.incidents.set(id, (await panic(station, id)).id);
      acknowledged.messages.set(id, (await write(station, id)).id);
    } catch {
      return;
    }
  }
}

test('nothing that was acknowledged to a sender is missing', { timeout: 900_000 }, async () => {
  const siteFile = join(folder, 'site.yaml');
  writeFileSync(siteFile, 'station: {id: T, name: Test, lines: [western], location: [72.8, 19]}\n');
  const options = { siteFile, dataFolder: join(folder, 'data'), environment: { LOG_LEVEL: 'error', KAVACH_DETECTION: 'off' } };
  const acknowledged: Acknowledged = { incidents: new Map(), messages: new Map() };
  let lastRound: string[] = [];
  for (let kill = 0; kill < kills; kill += 1) {
    const station = await runStationProcess(options);
    // Sent again after the kill, as a phone would: the same incident and message, not another.
    for (const id of lastRound) {
      expect((await panic(station, id)).id).toBe(acknowledged.incidents.get(id));
      expect((await write(station, id)).id).toBe(acknowledged.messages.get(id));
    }
    const before = acknowledged.messages.size;
    const streams = Array.from({ length: senders }, (_, i) => stream(station, `k${kill}-s${i}`, acknowledged));
    // At another moment of the stream each time, and on a busy machine not before there is one.
    await until('two acknowledged', () => acknowledged.messages.size > before + 1);
    await new Promise((done) => setTimeout(done, kill * 70));
    await station.kill();
    await Promise.all(streams);
    lastRound = [...acknowledged.messages.keys()].slice(before).slice(-3);
  }
  const station = await runStationProcess(options);
  await expectAllThere(station, acknowledged);
  process.stdout.write(
    `${kills} kills, ${acknowledged.incidents.size} panics and ${acknowledged.messages.size} messages acknowledged, none missing\n`,
  );
  await station.stop();
});

async function expectAllThere(station: StationProcess, { incidents, messages }: Acknowledged): Promise<void> {
  const reported = await pages<{ incidents: { id: string }[] }>(station, '/api/incidents?limit=200', ({ incidents: page }) =>
    page.map(({ id }) => id),
  );
  for (const id of new Set(incidents.values())) expect(reported).toContain(id);
  const written = await pages<{ messages: ChatMessageReply[] }>(station, '/api/chat/western/messages?limit=500', (page) =>
    page.messages.map(({ id }) => id),
  );
  const held = await pages<{ items: { message: ChatMessageReply }[] }>(station, '/api/chat/queue?limit=200', ({ items }) =>
    items.map(({ message }) => message.id),
  );
  const kept = new Set([...written, ...held]);
  for (const id of messages.values()) expect(kept.has(id)).toBe(true);
  expect(messages.size).toBeGreaterThan(kills);
}

async function pages<T>(station: StationProcess, path: string, ids: (page: T) => string[]): Promise<string[]> {
  const found: string[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: T & { next_cursor: string | null } = await station.get(`${path}${cursor === '' ? '' : `&cursor=${cursor}`}`);
    found.push(...ids(page));
    cursor = page.next_cursor;
  }
  return found;
}
