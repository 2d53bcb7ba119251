/** Pictures outlive what happens to the store: only those go whose incident was removed in order. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { createIncidents } from '../../src-main/composition/incidents.ts';
import { asha, site } from '../community/incidents/desk-fixture.ts';
import { until } from '../fixtures/until.ts';
import { morningMs, openTestStore, type Place, silentLog, temporaryPlace } from '../store/store-fixture.ts';

async function withIncidents<T>(
  place: Place,
  work: (incidents: ReturnType<typeof createIncidents>) => T | Promise<T>,
): Promise<T> {
  const store = openTestStore(place);
  const clock = { nowMs: () => morningMs };
  const incidents = createIncidents({ store, site, dataFolder: place.folder, bandOf: () => 'unknown', clock, log: silentLog });
  onTestFinished(() => incidents.part.stop());
  const done = await work(incidents);
  await incidents.part.stop();
  await store.close();
  return done;
}

function addPicture({ folder }: Place, incidentId: string): string {
  mkdirSync(join(folder, 'attachments', incidentId), { recursive: true });
  writeFileSync(join(folder, 'attachments', incidentId, 'a.jpg'), 'picture');
  return join(folder, 'attachments', incidentId, 'a.jpg');
}

function open(place: Place): Promise<string> {
  return withIncidents(place, ({ desk }) => {
    const said = { location: null, zoneId: 'p1', text: null };
    const wish = { severity: 'low', title: 'x', description: '', place: said, alarmId: null, source: null, key: null } as const;
    const answer = desk.command({ kind: 'open', by: asha, incidentKind: 'manual', ...wish });
    return answer.ok ? answer.incident.id : expect.fail(answer.message);
  });
}

test('those of an incident that is there no more go; those of one that can’t be read stay', async () => {
  const place = temporaryPlace();
  const id = await open(place);
  const [kept, gone] = [addPicture(place, id), addPicture(place, 'removed-by-retention')];
  const sqlite = new Sqlite(place.file);
  sqlite.exec("UPDATE incidents SET incident = json_remove(incident, '$.reports')");
  sqlite.close();
  await withIncidents(place, async ({ part }) => {
    await part.start();
    await until('the sweep', () => !existsSync(gone));
  });
  expect(existsSync(kept)).toBe(true);
});

test('with a new store in the place of another, what it doesn’t know is set aside and not removed', async () => {
  const place = temporaryPlace();
  addPicture(place, 'from-before');
  await withIncidents(place, ({ part }) => part.start());
  const aside = join(place.folder, 'attachments.set-aside', 'from-before', 'a.jpg');
  expect(existsSync(aside)).toBe(true);
  // Also when it happens again.
  addPicture(place, 'from-before');
  await withIncidents(place, async ({ part }) => part.start());
  expect(existsSync(aside)).toBe(true);
});
