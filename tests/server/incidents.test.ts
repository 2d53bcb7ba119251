/** Panics, incidents and tasks over REST on a real server with a real store: what a phone, an operator and a service rely on. */
import { describe, expect, test } from 'vitest';
import { incidentReply } from '../../src-contract/api/incidents.ts';
import { alarmTexts } from '../../src-contract/texts/alarm-texts.ts';
import { actor, at, panic } from '../community/incidents/desk-fixture.ts';
import { startIncidentStation } from './incident-station.ts';
import { adminKey } from './test-station.ts';

const sent = { station_id: 'DDR', severity: 'high', description: 'people are falling', location: at(20, 5) };
const service = { 'x-api-key': adminKey };

describe('POST /api/panic', () => {
  test('answers 201 with the incident, its alarm and its camera, in the shape of the contract', async () => {
    const { ask, as } = await startIncidentStation();
    const { status, body } = await ask('POST', '/api/panic', as('ravi', 'staff'), sent);
    expect(status).toBe(201);
    expect(incidentReply.parse(body)).toEqual(body);
    expect(body).toMatchObject({
      ...{
        kind: 'panic',
        status: 'open',
        severity: 'high',
        title: 'Call for help: Platform 1',
        created_by: 'ravi',
        confidence: 0.6,
      },
      place: { zone_id: 'p1', camera_id: 'c1' },
      reports: [{ reporter: 'ravi', reporter_kind: 'staff', delivery: 'delivered' }],
      my_reports: [{ delivery: 'delivered', seen_by: [] }],
    });
    const alarms = (await ask('GET', '/api/alarms', as('asha', 'operator'))).body.alarms;
    expect(alarms).toMatchObject([
      {
        id: body.alarm_id,
        kind: 'panic',
        priority: 'high',
        latching: true,
        state: 'unacknowledged',
        subject: { type: 'incident', id: body.id },
      },
    ]);
    expect(alarms[0].facts).toMatchObject({ zoneId: 'p1', cameraId: 'c1', reporter: 'ravi', description: 'people are falling' });
  });

  test('sent again by its client_id or Idempotency-Key it is one report, also after a restart', async () => {
    const first = await startIncidentStation();
    const ravi = first.as('ravi', 'staff');
    const withKey = { ...ravi, 'idempotency-key': 'k2' };
    const ids: string[] = [];
    for (let i = 0; i < 3; i += 1) ids.push((await first.ask('POST', '/api/panic', ravi, { ...sent, client_id: 'k1' })).body.id);
    for (let i = 0; i < 3; i += 1) ids.push((await first.ask('POST', '/api/panic', withKey, sent)).body.id);
    await first.station.stop();
    await first.store.close();
    const second = await startIncidentStation(first.place);
    const again = second.as('ravi', 'staff');
    ids.push((await second.ask('POST', '/api/panic', again, { ...sent, client_id: 'k1' })).body.id);
    const { body } = await second.ask('POST', '/api/panic', { ...again, 'idempotency-key': 'k2' }, sent);
    expect(new Set([...ids, body.id]).size).toBe(1);
    expect(body).toMatchObject({ report_count: 2, my_reports: [{ client_id: 'k1' }, { client_id: 'k2' }] });
    // Another person's same key is another report.
    const other = await second.ask('POST', '/api/panic', second.as('meera', 'staff'), { ...sent, client_id: 'k1' });
    expect(other.body).toMatchObject({ id: body.id, report_count: 3, reporters: 2 });
    expect((await second.ask('GET', '/api/alarms', second.as('asha', 'operator'))).body.alarms).toHaveLength(1);
    expect(second.store.alarms.newestSeq()).toBe(1);
  });

  test.each<[string, object, object]>([
    ['lat, lon', { lat: 19.02, lon: 72.84 }, [72.84, 19.02]],
    ['lat, lng as text', { lat: '19.02', lng: '72.84' }, [72.84, 19.02]],
    ['latitude, longitude', { latitude: 19.02, longitude: 72.84 }, [72.84, 19.02]],
    ['GeoJSON', { type: 'Point', coordinates: [72.84, 19.02, 12] }, [72.84, 19.02]],
    ['a pair', [72.84, 19.02], [72.84, 19.02]],
  ])('takes a location as %s', async (_what, location, expected) => {
    const { ask, as } = await startIncidentStation();
    const { body } = await ask('POST', '/api/panic', as('ravi', 'staff'), { ...sent, location });
    expect(body.place.location).toEqual(expected);
  });

  test('needs no more than station and severity; a phone’s wrong clock or zone refuse nothing', async () => {
    const { ask, as } = await startIncidentStation();
    const bare = { station_id: 'DDR', severity: 'low', location: null, at: 'yesterday', zone_id: 'nowhere' };
    const { status, body } = await ask('POST', '/api/panic', as('ravi', 'staff'), bare);
    expect(status).toBe(201);
    expect(body).toMatchObject({ description: '', title: 'Call for help: place not given', reports: [{ client_at: null }] });
    const afar = (await ask('POST', '/api/panic', as('meena', 'staff'), { ...sent, location: [77.2, 28.6] })).body;
    expect(afar).toMatchObject({ title: 'Call for help: outside all zones of the plan', place: { zone_id: null } });
    const dated = { ...sent, at: '2026-01-01T05:30:00+05:30' };
    expect((await ask('POST', '/api/panic', as('ravi', 'staff'), dated)).body.reports[0].client_at).toBe(
      '2026-01-01T00:00:00.000Z',
    );
  });

  test.each<[string, object, number, string]>([
    ['another station', { station_id: 'CST' }, 404, 'This is the station DDR (Dadar), not CST'],
    ['no severity', { severity: undefined }, 400, 'severity'],
    ['an unknown severity', { severity: 'awful' }, 400, 'severity'],
    ['a latitude out of range', { location: [72.84, 95] }, 400, 'the latitude is above 90 degrees'],
    ['a longitude out of range', { location: { lat: 19, lon: -190 } }, 400, 'the longitude is below -180 degrees'],
    ['a place that is none', { location: 'there' }, 400, 'location'],
    ['2,001 characters', { description: 'x'.repeat(2001) }, 400, 'more than 2000 characters'],
  ])('refuses %s, and says why', async (_what, change, status, words) => {
    const { ask, as } = await startIncidentStation();
    const answer = await ask('POST', '/api/panic', as('ravi', 'staff'), { ...sent, ...change });
    expect(answer.status).toBe(status);
    expect(answer.body.error.message).toContain(words);
  });

  test('keeps text as it was typed, without control characters', async () => {
    const { ask, as } = await startIncidentStation();
    const typed = 'मदद!\u0000\u001b[31m <b>now</b>\r\n\tplatform 1 👩‍👩‍👧 \ud800';
    const { body } = await ask('POST', '/api/panic', as('ravi', 'staff'), { ...sent, description: typed });
    expect(body.description).toBe('मदद![31m <b>now</b>\n\tplatform 1 👩‍👩‍👧 \ufffd');
  });

  test('reporter_id counts for services alone', async () => {
    const { ask, as } = await startIncidentStation();
    const staff = await ask('POST', '/api/panic', as('ravi', 'staff'), { ...sent, reporter_id: 'asha' });
    expect(staff.body.reports[0].reporter).toBe('ravi');
    const one = await ask('POST', '/api/panic', service, { ...sent, reporter_id: 'u1', client_id: 'k' });
    const two = await ask('POST', '/api/panic', service, { ...sent, reporter_id: 'u2', client_id: 'k' });
    expect(one.body.reports[1]).toMatchObject({ reporter: expect.stringMatching(/\/u1$/), reporter_kind: 'service' });
    expect(two.body).toMatchObject({ report_count: 3, reporters: 3 });
  });

  test('a panic is stored and answered when its alarm can’t be', async () => {
    const { ask, as, pipeline, store } = await startIncidentStation();
    const append = store.alarms.append;
    store.alarms.append = () => {
      throw new Error('the disk is full');
    };
    const { status, body } = await ask('POST', '/api/panic', as('ravi', 'staff'), sent);
    expect([status, body.alarm_id]).toEqual([201, null]);
    store.alarms.append = append;
    pipeline.tick(Date.now());
    expect((await ask('GET', `/api/incidents/${body.id}`, as('ravi', 'staff'))).body.alarm_id).not.toBeNull();
  });
});

describe('an incident and its alarm', () => {
  async function withPanic() {
    const test = await startIncidentStation();
    const [ravi, asha] = [test.as('ravi', 'staff'), test.as('asha', 'operator')];
    const { id, alarm_id: alarmId } = (await test.ask('POST', '/api/panic', ravi, { ...sent, severity: 'medium' })).body;
    const path = `/api/incidents/${id}`;
    const alarm = async () => (await test.ask('GET', '/api/alarms', asha)).body.alarms[0];
    return { ...test, ravi, asha, id, alarmId, path, alarm };
  }

  test('acknowledging the alarm acknowledges the incident, by the same name', async () => {
    const { ask, asha, ravi, path, alarmId } = await withPanic();
    expect((await ask('POST', `/api/alarms/${alarmId}/acknowledge`, asha, {})).status).toBe(200);
    const { body } = await ask('GET', path, ravi);
    expect(body).toMatchObject({
      acknowledged: true,
      acknowledged_by: 'asha',
      my_reports: [{ delivery: 'seen', seen_by: ['asha'] }],
    });
  });

  test('acknowledging the incident acknowledges the alarm; a worse report takes both back', async () => {
    const { ask, as, asha, path, alarm } = await withPanic();
    await ask('POST', `${path}/acknowledge`, asha);
    expect(await alarm()).toMatchObject({ acknowledged_by: 'asha', priority: 'medium' });
    await ask('POST', '/api/panic', as('meera', 'staff'), { ...sent, severity: 'critical' });
    expect(await alarm()).toMatchObject({ acknowledged: false, priority: 'high', state: 'unacknowledged' });
    expect((await ask('GET', path, asha)).body.acknowledged).toBe(false);
  });

  test('resolving closes the alarm, with the operator’s name; reopening raises another', async () => {
    const { ask, asha, path, alarm, store } = await withPanic();
    expect((await ask('PATCH', path, asha, { status: 'resolved', outcome: 'a fall' })).status).toBe(200);
    expect(await alarm()).toBeUndefined();
    const { events } = store.alarms.history({ sinceSeq: 0, limit: 10 });
    expect(events.map(({ kind, actor }) => `${kind} ${actor}`)).toEqual([
      'raised station',
      'acknowledged asha',
      'reset asha',
      'closed station',
    ]);
    const { body } = await ask('PATCH', path, asha, { status: 'open' });
    expect(body).toMatchObject({ status: 'open', outcome: null, acknowledged: false });
    expect(await alarm()).toMatchObject({ id: body.alarm_id, state: 'unacknowledged' });
  });

  test('the reporter learns who has seen it', async () => {
    const { ask, asha, ravi, path } = await withPanic();
    await ask('POST', `${path}/seen`, asha);
    expect((await ask('GET', path, ravi)).body.my_reports).toMatchObject([{ delivery: 'seen', seen_by: ['asha'] }]);
    expect((await ask('POST', `${path}/seen`, ravi)).status).toBe(403);
  });

  test('an incident from an alarm takes its place and words; a second one is refused, with the first', async () => {
    const { ask, asha, ravi, alarmId, id, pipeline } = await withPanic();
    pipeline.camera(
      {
        id: 'c2',
        state: { kind: 'offline', sinceMs: 0, attempt: 3, reason: 'no answer' },
        detection: { kind: 'running', model: 'm' },
      },
      Date.now(),
    );
    const nowMs = Date.now();
    for (let s = 0; s < 60; s += 1) pipeline.tick(nowMs + s * 1000);
    const lost = (await ask('GET', '/api/alarms', asha)).body.alarms.find(
      ({ kind }: { kind: string }) => kind === 'camera-offline',
    );
    expect((await ask('POST', '/api/incidents', ravi, { alarm_id: lost.id })).status).toBe(403);
    const { status, body } = await ask('POST', '/api/incidents', asha, { alarm_id: lost.id });
    expect(status).toBe(201);
    const words = { title: lost.title, is_own_title: false, description: lost.cause, is_own_description: false };
    const source = { kind: 'camera-offline', facts: lost.facts };
    expect(body).toMatchObject({ kind: 'manual', ...words, source, alarm_id: lost.id, severity: lost.priority });
    const { timeline } = (await ask('GET', `/api/incidents/${body.id}`, asha)).body;
    expect(timeline[0]).toMatchObject({ note: `${lost.priority}: ${lost.title}`, said: { source } });
    const printed = (await ask('GET', `/api/incidents/${body.id}/report?lang=hi`, asha)).body;
    expect(printed).toContain(alarmTexts('hi')({ ...body.source, timeToActS: 60 }).title);
    expect(printed).not.toContain(lost.title);
    const twice = await ask('POST', '/api/incidents', asha, { alarm_id: lost.id });
    expect([twice.status, twice.body.error.details]).toEqual([409, { incident_id: body.id }]);
    const ofPanic = await ask('POST', '/api/incidents', asha, { alarm_id: alarmId });
    expect([ofPanic.status, ofPanic.body.error.details]).toEqual([409, { incident_id: id }]);
    expect((await ask('POST', '/api/incidents', asha, { alarm_id: 'x' })).status).toBe(404);
  });
});

test('PATCH with an outdated number says who changed what; marks and reports overtake nobody', async () => {
  const { ask, as } = await startIncidentStation();
  const [ravi, asha, vikram] = [as('ravi', 'staff'), as('asha', 'operator'), as('vikram', 'operator')];
  const { id, seq } = (await ask('POST', '/api/panic', ravi, sent)).body;
  const path = `/api/incidents/${id}`;
  await ask('POST', `${path}/seen`, asha);
  await ask('POST', `${path}/comments`, ravi, { text: 'hurry' });
  const first = await ask('PATCH', path, asha, { expected_seq: seq, severity: 'critical', people: { injured: 2 } });
  expect(first.body).toMatchObject({ severity: 'critical', people: { injured: 2, involved: null } });
  const second = await ask('PATCH', path, vikram, { expected_seq: seq, severity: 'low' });
  expect(second.status).toBe(409);
  expect(second.body.error).toMatchObject({
    code: 'CONFLICT',
    message: expect.stringContaining('asha was first'),
    details: { seq: first.body.seq },
  });
  expect(second.body.error.details.changes).toMatchObject([
    {
      by: 'asha',
      note: 'Severity: critical; Injured: 2; Involved: unknown',
      said: { changed: { severity: 'critical', people: { injured: 2, involved: null } } },
    },
  ]);
  expect((await ask('PATCH', path, vikram, { status: 'resolved' })).status).toBe(400);
  expect((await ask('PATCH', path, vikram, { outcome: 'x' })).status).toBe(400);
  expect((await ask('PATCH', path, ravi, { severity: 'low' })).status).toBe(403);
  const { timeline } = (await ask('GET', path, ravi)).body;
  expect(timeline.map(({ event, by }: { event: string; by: string }) => `${event} ${by}`)).toEqual([
    ...['opened ravi', 'reported ravi', 'alarm-raised station', 'seen asha', 'commented ravi', 'changed asha'],
  ]);
});

test('a task goes to its person and comes back done', async () => {
  const { ask, as } = await startIncidentStation();
  const [ravi, meera, asha] = [as('ravi', 'staff'), as('meera', 'staff'), as('asha', 'operator')];
  const { body: opened } = await ask('POST', '/api/incidents', meera, { title: 'Broken railing', zone_id: 'p2', client_id: 'k' });
  expect(opened).toMatchObject({ kind: 'manual', title: 'Broken railing', is_own_title: true, place: { camera_id: 'c2' } });
  expect((await ask('POST', '/api/incidents', meera, { title: 'Broken railing', client_id: 'k' })).body.id).toBe(opened.id);
  const path = `/api/incidents/${opened.id}/tasks`;
  const assignee = { kind: 'person', to: 'ravi' };
  expect((await ask('POST', path, ravi, { text: 'fence it off', assignee })).status).toBe(403);
  expect((await ask('POST', path, asha, { text: ' ', assignee })).status).toBe(400);
  expect((await ask('POST', path, asha, { text: 'fence it off', assignee })).status).toBe(201);
  expect((await ask('GET', '/api/tasks?mine=true', meera)).body.tasks).toEqual([]);
  const [task] = (await ask('GET', '/api/tasks?mine=true', ravi)).body.tasks;
  expect(task).toMatchObject({ text: 'fence it off', state: 'sent', incident_id: opened.id });
  expect((await ask('POST', `/api/tasks/${task.id}/state`, meera, { state: 'done' })).status).toBe(403);
  expect((await ask('POST', `/api/tasks/${task.id}/state`, ravi, { state: 'on-the-way' })).body.tasks[0].state).toBe(
    'on-the-way',
  );
  await ask('POST', `/api/tasks/${task.id}/state`, ravi, { state: 'done' });
  expect((await ask('GET', '/api/tasks?mine=true', ravi)).body.tasks).toEqual([]);
  expect((await ask('GET', '/api/tasks', ravi)).body.tasks).toMatchObject([{ state: 'done' }]);
  expect((await ask('POST', '/api/tasks/x/state', ravi, { state: 'done' })).status).toBe(404);
});

test('the timeline is paged, and has every report of a flood', async () => {
  const { ask, as, incidents } = await startIncidentStation();
  const [ravi, asha] = [as('ravi', 'staff'), as('asha', 'operator')];
  const { id } = (await ask('POST', '/api/panic', ravi, sent)).body;
  for (let i = 0; i < 40; i += 1) incidents.desk.command(panic({ by: actor(`p${i}`), description: `report ${i}` }));
  const notes: string[] = [];
  let cursor: string | null = '0';
  for (let pages = 0; cursor !== null && pages < 10; pages += 1) {
    const { body } = await ask('GET', `/api/incidents/${id}/timeline?limit=10&cursor=${cursor}`, asha);
    notes.push(
      ...body.timeline.filter(({ event }: { event: string }) => event === 'reported').map(({ note }: { note: string }) => note),
    );
    cursor = body.next_cursor;
  }
  expect(notes).toEqual(['high: people are falling', ...Array.from({ length: 40 }, (_, i) => `high: report ${i}`)]);
  expect((await ask('GET', `/api/incidents/${id}/timeline?cursor=x`, asha)).status).toBe(400);
});

test('the list is paged, newest first, and filtered', async () => {
  const { ask, as } = await startIncidentStation();
  const [ravi, asha] = [as('ravi', 'staff'), as('asha', 'operator')];
  for (let i = 0; i < 5; i += 1) await ask('POST', '/api/incidents', i % 2 === 0 ? ravi : asha, { title: `number ${i}` });
  const { id } = (await ask('POST', '/api/panic', ravi, sent)).body;
  await ask('PATCH', `/api/incidents/${id}`, asha, { status: 'resolved', outcome: 'over' });
  const titles = async (query: string, who = asha) =>
    (await ask('GET', `/api/incidents?${query}`, who)).body.incidents.map(({ title }: { title: string }) =>
      title.replace('number ', ''),
    );
  const first = (await ask('GET', '/api/incidents?limit=4', asha)).body;
  expect(await titles(`limit=4&cursor=${first.next_cursor}`)).toEqual(['1', '0']);
  expect(await titles('status=open')).toEqual(['4', '3', '2', '1', '0']);
  expect(await titles('kind=panic&status=resolved')).toEqual(['Call for help: Platform 1']);
  expect(await titles('mine=true', ravi)).toEqual(['Call for help: Platform 1', '4', '2', '0']);
  expect((await ask('GET', '/api/incidents?cursor=x', asha)).status).toBe(400);
  expect((await ask('GET', '/api/incidents?limit=0', asha)).status).toBe(400);
});
