/** The audit log only grows, and shows every change that was made past it. */
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import type { AuditEvent } from '../../src-contract/domain/account.ts';
import { morningMs, openTestStore, temporaryPlace } from './store-fixture.ts';

const act = (i: number): AuditEvent => ({
  atMs: morningMs + i,
  actor: i % 2 === 0 ? 'asha' : 'ravi',
  action: 'createPairingCode',
  target: null,
  details: { zone: 'p1', minutes: i, name: undefined },
  address: '192.0.2.7',
});

test('entries come newest first, by page and by actor, after a restart too', async () => {
  const place = temporaryPlace();
  const first = openTestStore(place);
  for (let i = 1; i <= 5; i += 1) first.audit.append(act(i));
  await first.close();
  const { audit } = openTestStore(place);
  audit.append(act(6));
  const page = audit.history({ limit: 4 });
  expect(page.entries.map(({ seq }) => seq)).toEqual([6, 5, 4, 3]);
  expect(audit.history({ limit: 4, cursor: page.nextCursor ?? '' }).entries.map(({ seq }) => seq)).toEqual([2, 1]);
  expect(audit.history({ limit: 10, actor: 'ravi' }).entries.map(({ seq }) => seq)).toEqual([5, 3, 1]);
  expect(audit.prove()).toMatchObject({ kind: 'whole', entries: 6 });
});

const tampering: [string, string, number][] = [
  ['a changed actor', "UPDATE audit SET actor = 'nobody' WHERE seq = 3", 3],
  ['changed details', "UPDATE audit SET details = '{}' WHERE seq = 4", 4],
  ['details that are none', "UPDATE audit SET details = '[]' WHERE seq = 4", 4],
  ['an entry taken out', 'DELETE FROM audit WHERE seq = 2', 2],
  ['an entry replaced with a hash of its own', "UPDATE audit SET actor = 'x', hash = 'ab' WHERE seq = 1", 1],
];

test.each(tampering)('%s is refused, and shows when it is made past the triggers', async (_what, sql, seq) => {
  const place = temporaryPlace();
  const { audit, close } = openTestStore(place);
  for (let i = 1; i <= 5; i += 1) audit.append(act(i));
  await close();
  const sqlite = new Sqlite(place.file);
  expect(() => sqlite.exec(sql)).toThrow('can only grow');
  sqlite.exec(`DROP TRIGGER audit_is_never_changed; DROP TRIGGER audit_is_never_shortened; ${sql}`);
  sqlite.close();
  const tampered = openTestStore(place).audit;
  expect(tampered.prove()).toEqual({ kind: 'broken', firstBadSeq: seq });
  expect(tampered.history({ limit: 10 }).entries.map(({ seq }) => seq)).toContain(5);
});
