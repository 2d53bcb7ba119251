/** Incidents and alerts on /ws/real-time: who gets what, how soon, and what a client that was away gets when it comes back. */
import { expect, test } from 'vitest';
import { realTimeServerMessage } from '../../src-contract/api/sockets.ts';
import { actor, asha, at, panic } from '../community/incidents/desk-fixture.ts';
import { type IncidentStation, startIncidentStation } from './incident-station.ts';
import { type Message, openSocket, type TestSocket, waitFor } from './test-socket.ts';

const isType = (wanted: string) => (message: Message) => message.type === wanted;
const seqsOf = ({ messages }: TestSocket, type = 'incident_update'): number[] =>
  messages.filter(isType(type)).map((one) => one['seq'] ?? one['data'].seq);
const eventsOf = ({ messages }: TestSocket): number[] =>
  messages.filter(isType('incident_update')).flatMap((one) => one['events'].map(({ seq }: { seq: number }) => seq));

async function subscribed(
  { station }: IncidentStation,
  who: Record<string, string>,
  subscription: string,
  sinceSeq?: number,
): Promise<TestSocket> {
  const socket = openSocket(`${station.origin}/ws/real-time`, { origin: station.origin, ...who });
  await socket.next(isType('welcome'));
  socket.send({ type: 'subscribe', subscription, ...(sinceSeq === undefined ? {} : { since_seq: sinceSeq }) });
  await socket.next((message) => message.type === 'subscribed');
  return socket;
}

test('a panic reaches operators and staff with its alert, and no viewer', async () => {
  const test = await startIncidentStation();
  const [operator, staff, viewer] = await Promise.all([
    subscribed(test, test.as('asha', 'operator'), 'incidents'),
    subscribed(test, test.as('meera', 'staff'), 'incidents'),
    subscribed(test, test.as('guest', 'viewer'), 'incidents'),
  ]);
  operator.send({ type: 'subscribe', subscription: 'alerts' });
  await waitFor(() => operator.messages.filter(isType('subscribed')).length === 2);
  test.incidents.desk.command(panic());
  const update = await operator.next(isType('incident_update'));
  expect(update).toMatchObject({
    events: [{ event: 'opened' }, { event: 'reported', by: 'ravi' }],
    incident: { kind: 'panic', report_count: 1 },
  });
  expect(await operator.next(isType('alert'))).toMatchObject({
    data: { event: 'raised', alarm: { kind: 'panic', facts: { cameraId: 'c1' } } },
  });
  await staff.next(isType('incident_update'));
  viewer.send({ type: 'get_status' });
  await viewer.next(isType('system_status'));
  expect(viewer.messages.some(isType('incident_update'))).toBe(false);
  for (const message of [...operator.messages, ...staff.messages]) expect(realTimeServerMessage.parse(message)).toEqual(message);
});

test('staff with a zone see what happens in it, what is theirs, and every panic', async () => {
  const test = await startIncidentStation();
  const meera = test.as('meera', 'staff', 'p2');
  const socket = await subscribed(test, meera, 'incidents');
  const open = {
    kind: 'open',
    by: asha,
    key: null,
    incidentKind: 'manual',
    severity: 'low',
    description: '',
    alarmId: null,
    source: null,
  } as const;
  const inZone = (zoneId: string) => ({ location: null, zoneId, text: null });
  const elsewhere = test.incidents.desk.command({ ...open, title: 'elsewhere', place: inZone('p1') });
  test.incidents.desk.command({ ...open, title: 'here', place: inZone('p2') });
  if (!elsewhere.ok) throw new Error(elsewhere.message);
  expect((await test.ask('GET', `/api/incidents/${elsewhere.incident.id}`, meera)).status).toBe(404);
  expect((await test.ask('GET', '/api/incidents', meera)).body.incidents.map(({ title }: { title: string }) => title)).toEqual([
    'here',
  ]);
  test.incidents.desk.command({
    kind: 'assign',
    incidentId: elsewhere.incident.id,
    by: asha,
    text: 'go',
    assignee: { kind: 'person', to: 'meera' },
  });
  await socket.next((message) => message['incident']?.title === 'elsewhere');
  const titles = socket.messages.filter(isType('incident_update')).map(({ incident }) => incident.title);
  expect(titles).toEqual(['here', 'elsewhere']);
  test.incidents.desk.command(panic());
  await socket.next((message) => message['incident']?.kind === 'panic');
});

test('a flood is told in few messages, all of it, in order', async () => {
  const test = await startIncidentStation();
  const socket = await subscribed(test, test.as('asha', 'operator'), 'incidents');
  const places = [at(10, 5), at(60, 5), at(120, 25)];
  const startMs = performance.now();
  for (let i = 0; i < 300; i += 1)
    test.incidents.desk.command(
      panic({ by: actor(`p${i}`), place: { location: places[i % 3] ?? null, zoneId: null, text: null } }),
    );
  const newest = test.store.incidents.newestSeq();
  await waitFor(() => eventsOf(socket).includes(newest));
  expect(eventsOf(socket).toSorted((a, b) => a - b)).toEqual(Array.from({ length: newest }, (_, i) => i + 1));
  expect(seqsOf(socket)).toEqual(seqsOf(socket).toSorted((a, b) => a - b));
  // One an incident each tenth of a second, however fast they come.
  expect(socket.messages.length).toBeLessThan(10 + ((performance.now() - startMs) / 100) * 3);
  expect(socket.messages.at(-1)?.['incident']).toMatchObject({ report_count: 100 });
  expect(socket.messages.at(-1)?.['incident'].reports).toHaveLength(5);
});

test('who comes back with a number gets what was missed, then the new, without a gap or a repetition', async () => {
  const test = await startIncidentStation();
  const ravi = test.as('ravi', 'staff');
  const report = (i: number) => test.incidents.desk.command(panic({ by: actor(`p${i}`) }));
  for (let i = 0; i < 3; i += 1) report(i);
  const had = test.store.incidents.newestSeq();
  for (let i = 3; i < 9; i += 1) report(i);
  const socket = await subscribed(test, ravi, 'incidents', had);
  for (let i = 9; i < 12; i += 1) report(i);
  const newest = test.store.incidents.newestSeq();
  await waitFor(() => eventsOf(socket).includes(newest));
  expect(eventsOf(socket)).toEqual(Array.from({ length: newest - had }, (_, i) => had + 1 + i));
});

test.each([
  ['too much was missed', 600, 0],
  ['the number is from another store', 3, 10_000],
])('a snapshot instead, when %s', async (_what, reports, sinceSeq) => {
  const test = await startIncidentStation();
  for (let i = 0; i < reports; i += 1) test.incidents.desk.command(panic({ by: actor(`p${i}`) }));
  const socket = await subscribed(test, test.as('ravi', 'staff'), 'incidents', sinceSeq);
  const snapshot = await socket.next(isType('incident_snapshot'));
  expect(snapshot).toMatchObject({
    snapshot: true,
    seq: test.store.incidents.newestSeq(),
    incidents: [{ report_count: reports }],
  });
  expect(realTimeServerMessage.parse(snapshot)).toEqual(snapshot);
});

test('a snapshot too large for a socket has the worst, and says how many found no room', async () => {
  const test = await startIncidentStation();
  const severities = ['low', 'critical'] as const;
  for (let i = 0; i < 100; i += 1) {
    const place = { location: at(i * 100, 5), zoneId: null, text: null };
    test.incidents.desk.command(
      panic({ by: actor(`p${i}`), severity: severities[i % 2] ?? 'low', description: 'x'.repeat(2000), place }),
    );
  }
  test.incidents.desk.command(
    panic({ by: actor('long'), description: 'म'.repeat(2000), place: { location: at(0, 5), zoneId: null, text: null } }),
  );
  const socket = await subscribed(test, test.as('ravi', 'staff'), 'incidents', 0);
  const { incidents, left_out: leftOut } = await socket.next(isType('incident_snapshot'));
  expect(leftOut).toBeGreaterThan(0);
  expect(incidents.length + leftOut).toBe(100);
  const ranks = incidents.map(({ severity }: { severity: string }) => ['critical', 'high', 'low'].indexOf(severity));
  expect(ranks).toEqual(ranks.toSorted());
});

test('alerts too: what was missed first, or a snapshot', async () => {
  const test = await startIncidentStation();
  const operator = test.as('asha', 'operator');
  const raise = (x: number) =>
    test.incidents.desk.command(panic({ by: actor(`at ${x}`), place: { location: at(x, 5), zoneId: null, text: null } }));
  for (let x = 0; x < 400; x += 40) raise(x);
  const socket = await subscribed(test, operator, 'alerts', 4);
  raise(1000);
  await waitFor(() => seqsOf(socket, 'alert').includes(11));
  expect(seqsOf(socket, 'alert')).toEqual([5, 6, 7, 8, 9, 10, 11]);
  const stranger = await subscribed(test, operator, 'alerts', 999);
  expect(await stranger.next(isType('alert_snapshot'))).toMatchObject({
    snapshot: true,
    seq: 11,
    alarms: expect.objectContaining({ length: 11 }),
  });
});

test('a page’s acknowledgement makes its user’s tasks delivered, and nobody else’s', async () => {
  const test = await startIncidentStation();
  const operator = await subscribed(test, test.as('asha', 'operator'), 'incidents');
  const [ravi, meera] = await Promise.all(['ravi', 'meera'].map((name) => subscribed(test, test.as(name, 'staff'), 'incidents')));
  const answer = test.incidents.desk.command(panic());
  if (!answer.ok) throw new Error(answer.message);
  test.incidents.desk.command({
    kind: 'assign',
    incidentId: answer.incident.id,
    by: asha,
    text: 'go',
    assignee: { kind: 'person', to: 'ravi' },
  });
  const hasTask = (message: Message) => message['incident']?.tasks.length === 1;
  const { seq } = await (ravi ?? operator).next(hasTask);
  const { seq: same } = await (meera ?? operator).next(hasTask);
  meera?.send({ type: 'ack', subscription: 'incidents', seq: same });
  ravi?.send({ type: 'ack', subscription: 'incidents', seq });
  const told = await operator.next((message) => message['incident']?.tasks[0]?.state === 'delivered');
  expect(told['events']).toMatchObject([{ event: 'task-stepped', by: 'ravi', note: 'delivered' }]);
});
