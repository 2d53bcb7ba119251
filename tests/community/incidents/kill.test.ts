/** kill -9 while panics stream in: the store opens again with every panic that was acknowledged, each once, and each incident is whole. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Incident } from '../../../src-contract/domain/incident.ts';
import { foldIncident } from '../../../src-main/community/incidents/fold-incident.ts';
import { repeats } from '../../fixtures/thorough.ts';
import { limits, openTestStore, temporaryPlace } from '../../store/store-fixture.ts';

const rounds = repeats(6, 100);
const child = join(import.meta.dirname, 'panic-until-killed.child.ts');

/** Kills the child after so many acknowledged panics; returns all whole lines that it printed. */
async function panicAndKill(folder: string, round: number, panics: number): Promise<string[]> {
  const sending = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', child, folder, JSON.stringify(limits), String(round)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  let text = '';
  for await (const chunk of sending.stdout.setEncoding('utf8')) {
    text += chunk;
    if (text.split('\n').length > panics) sending.kill('SIGKILL');
  }
  return text.slice(0, text.lastIndexOf('\n')).split('\n');
}

test(`${rounds} kills lose no acknowledged panic, and make none twice`, async () => {
  const place = temporaryPlace();
  const acknowledged: string[] = [];
  for (let round = 0; round < rounds; round += 1) {
    acknowledged.push(...(await panicAndKill(place.folder, round, 10 + (round % 20) * 6)));
    const store = openTestStore(place);
    const { incidents } = store;
    for (const line of acknowledged) {
      const [key = '', phone = ''] = line.split(' ');
      expect(incidents.findReport(phone, key), line).not.toBeNull();
    }
    const events = incidents.events({ sinceSeq: 0, limit: 100_000 });
    const keys = events.flatMap(({ change }) => (change.kind === 'reported' ? [change.report.description] : []));
    expect(new Set(keys).size).toBe(keys.length);
    for (const incident of incidents.open()) {
      const own = events.filter(({ incidentId }) => incidentId === incident.id);
      expect(own.reduce<Incident | null>(foldIncident, null)).toEqual(incident);
    }
    if (round % 2 === 0) await store.close();
  }
  expect(acknowledged.length).toBeGreaterThan(rounds * 10);
}, 600_000);
