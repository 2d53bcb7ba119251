/** The life of an incident: what each command does in each state, and that the stored events always tell how the stored incident came about. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Incident, incidentLimits } from '../../../src-contract/domain/incident.ts';
import type { IncidentCommand } from '../../../src-contract/domain/incident-command.ts';
import { foldIncident } from '../../../src-main/community/incidents/fold-incident.ts';
import { actor, asha, at, openDesk, panic, type TestDesk } from './desk-fixture.ts';

const ravi = actor('ravi');

function opened(): TestDesk & { id: string; obey: (command: object) => ReturnType<TestDesk['desk']['command']> } {
  const test = openDesk();
  const answer = test.desk.command(panic());
  if (!answer.ok) throw new Error(answer.message);
  const id = answer.incident.id;
  const obey = (command: object) => test.desk.command(asCommand({ incidentId: id, by: asha, ...command }));
  return Object.assign(test, { id, obey });
}

/** Tables and generators make commands part by part; a wrong one fails its test. */
function asCommand(parts: object): IncidentCommand {
  return parts as IncidentCommand;
}

describe('in each status', () => {
  const resolve = { kind: 'resolve', outcome: 'a fall, taken to the medical post' };
  const check = (before: object[], command: object, expected: object) => {
    const { obey } = opened();
    for (const one of before) obey(one);
    expect(obey(command)).toMatchObject(expected);
  };
  test.each<[string, object[], object, object]>([
    ['acknowledge', [], { kind: 'acknowledge' }, { ok: true, incident: { acknowledged: { by: 'asha' }, status: 'open' } }],
    ['start', [], { kind: 'start' }, { ok: true, incident: { status: 'in-progress' } }],
    [
      'assigning begins work',
      [],
      { kind: 'assign', text: 'go there', assignee: { kind: 'person', to: 'ravi' } },
      { incident: { status: 'in-progress' } },
    ],
    [
      'change',
      [],
      { kind: 'change', title: 'Fall', people: { injured: 1 } },
      { incident: { title: 'Fall', people: { injured: 1, involved: null } } },
    ],
    [
      'change of place finds its camera',
      [],
      { kind: 'change', place: { location: at(20, 25), zoneId: null, text: 'stairs' } },
      { incident: { place: { zoneId: 'p2', cameraId: 'c2', text: 'stairs' } } },
    ],
    ['resolve', [], resolve, { ok: true, incident: { status: 'resolved', outcome: { by: 'asha' } } }],
    ['resolve without an outcome', [], { kind: 'resolve', outcome: ' \n' }, { ok: false, code: 'BAD_REQUEST' }],
    ['resolve twice', [resolve], resolve, { ok: false, code: 'CONFLICT', message: expect.stringContaining('asha') }],
    ['change what is resolved', [resolve], { kind: 'change', title: 'x' }, { ok: false, code: 'CONFLICT' }],
    [
      'comment what is resolved',
      [resolve],
      { kind: 'comment', text: 'later' },
      { ok: true, incident: { comments: [{ text: 'later' }] } },
    ],
    ['reopen', [resolve], { kind: 'reopen', reason: 'again' }, { ok: true, incident: { status: 'open', outcome: null } }],
    ['reopen what is open', [], { kind: 'reopen', reason: '' }, { ok: false, code: 'CONFLICT' }],
    ['a task that isn’t there', [], { kind: 'step', taskId: 'x', state: 'done' }, { ok: false, code: 'NOT_FOUND' }],
  ])('%s', (_what, before, command, expected) => check(before, command, expected));

  test('a worse report takes the acknowledgement back, a milder one doesn’t', () => {
    const { desk, obey, id } = opened();
    obey({ kind: 'acknowledge' });
    desk.command(panic({ by: actor('meera'), severity: 'low' }));
    expect(desk.find(id)?.acknowledged?.by).toBe('asha');
    desk.command(panic({ by: actor('meera'), severity: 'critical' }));
    expect(desk.find(id)?.acknowledged).toBeNull();
  });

  test('no incident of that id', () => {
    expect(openDesk().desk.command({ kind: 'acknowledge', incidentId: 'x', by: asha })).toMatchObject({
      ok: false,
      code: 'NOT_FOUND',
    });
  });
});

describe('a task', () => {
  function sent(to: object = { kind: 'person', to: 'ravi' }) {
    const test = opened();
    test.obey({ kind: 'assign', text: 'clear the stairs', assignee: to });
    const task = () => test.desk.find(test.id)?.tasks[0];
    const taskId = task()?.id ?? '';
    const step = (state: string, by = ravi) => test.obey({ kind: 'step', taskId, state, by });
    return { ...test, task, taskId, step };
  }

  test('goes forward only, and keeps who did what when', () => {
    const { step, task } = sent();
    for (const state of ['seen', 'delivered', 'on-the-way', 'seen', 'done']) expect(step(state)).toMatchObject({ ok: true });
    expect(task()?.steps.map(({ state, by }) => `${state} ${by}`)).toEqual([
      'sent asha',
      'seen ravi',
      'on-the-way ravi',
      'done ravi',
    ]);
    expect(step('on-the-way')).toMatchObject({ ok: false, code: 'CONFLICT' });
  });

  test('is its assignee’s and the operators’; only operators cancel', () => {
    const { step } = sent();
    expect(step('seen', actor('meera'))).toMatchObject({ ok: false, code: 'FORBIDDEN' });
    expect(step('cancelled')).toMatchObject({ ok: false, code: 'FORBIDDEN' });
    expect(step('cancelled', asha)).toMatchObject({ ok: true });
  });

  test.each([
    ['person', { kind: 'person', to: 'ravi' }, ravi],
    ['person by id', { kind: 'person', to: 'session:ravi' }, ravi],
    ['role', { kind: 'role', to: 'staff' }, ravi],
    ['zone', { kind: 'zone', to: 'p1' }, actor('ravi', 'staff', { zone: 'p1' })],
  ])('is delivered once the page of its %s acknowledges it', (_what, to, by) => {
    const { desk, task, news, taskId } = sent(to);
    const seq = news.at(-1)?.events.at(-1)?.seq ?? 0;
    desk.deliver({ by: actor('meera', 'service'), seq, taskId: null });
    desk.deliver({ by, seq: seq - 1, taskId: null });
    desk.deliver({ by, seq: 0, taskId: 'another' });
    expect(task()?.state).toBe('sent');
    expect(desk.deliver({ by, seq: 0, taskId })).toBe(1);
    expect(desk.deliver({ by, seq, taskId: null })).toBe(0);
    expect(task()).toMatchObject({ state: 'delivered', steps: [{ state: 'sent' }, { state: 'delivered', by: 'ravi' }] });
  });
});

test('seen is kept once an operator, and again when something was reported since', () => {
  const test = opened();
  const { desk, obey, id } = test;
  obey({ kind: 'seen' });
  const seq = desk.find(id)?.seq;
  obey({ kind: 'seen' });
  expect(desk.find(id)?.seq).toBe(seq);
  test.nowMs += 1000;
  desk.command(panic({ by: actor('meera') }));
  test.nowMs += 1000;
  obey({ kind: 'seen' });
  expect(desk.find(id)?.seenBy).toMatchObject([{ name: 'asha', lastMs: test.nowMs }]);
});

test('an incident is bounded, whatever comes; the first report stays', () => {
  const { desk, obey, id } = opened();
  for (let i = 0; i < 120; i += 1) desk.command(panic({ by: actor(`p${i}`), description: `report ${i}` }));
  for (let i = 0; i <= incidentLimits.comments; i += 1) obey({ kind: 'comment', text: `${i}` });
  const incident = desk.find(id);
  expect(incident?.reportCount).toBe(121);
  expect(incident?.reports).toHaveLength(incidentLimits.reports);
  expect(incident?.reports[0]?.description).toBe('people are falling');
  expect(incident?.reports.at(-1)?.description).toBe('report 119');
  expect(incident?.witnesses).toHaveLength(incidentLimits.witnesses);
  expect(incident?.comments).toHaveLength(incidentLimits.comments);
  expect(obey({ kind: 'comment', text: 'one more' })).toMatchObject({ ok: false, code: 'CONFLICT' });
});

test('a thousand panics in ten seconds: grouped, none lost, the first-out first, few incidents however far apart', () => {
  const test = openDesk();
  for (let i = 0; i < 1000; i += 1) {
    test.nowMs += 10;
    const x = (i % 150) * 40;
    test.desk.command(
      panic({
        by: actor(`p${i}`),
        key: `k${i}`,
        description: `number ${i}`,
        place: { location: at(x, 5), zoneId: null, text: null },
      }),
    );
  }
  const open = test.desk.open();
  expect(open.length).toBeLessThanOrEqual(100);
  expect(open[0]?.reports[0]?.description).toBe('number 0');
  expect(open.reduce((sum, { reportCount }) => sum + reportCount, 0)).toBe(1000);
  const reported = test.store.incidents.events({ sinceSeq: 0, limit: 5000 }).filter(({ change }) => change.kind === 'reported');
  expect(new Set(reported.map(({ actor: { name } }) => name)).size).toBe(1000);
});

test('panics that nobody resolved, however many, take in no new one from elsewhere', () => {
  const test = openDesk();
  const from = (i: number) => panic({ by: actor(`p${i}`), place: { location: at(i * 100, 5), zoneId: null, text: null } });
  for (let i = 0; i < 150; i += 1) {
    test.nowMs += 60_000;
    test.desk.command(from(i));
  }
  test.nowMs += 600_000;
  expect(test.desk.command(from(7))).toMatchObject({ ok: true, incident: { reportCount: 1 } });
  expect(test.desk.open()).toHaveLength(151);
});

test('the stored incident is the fold of its stored events, and what is in memory is what is stored', () => {
  const people = ['ravi', 'meera', 'asha'].map((name) => actor(name, name === 'asha' ? 'operator' : 'staff'));
  const command = fc.oneof(
    fc.record({
      kind: fc.constant('panic'),
      x: fc.integer({ min: 0, max: 100 }),
      severity: fc.constantFrom('low', 'high', 'critical'),
    }),
    fc.record({ kind: fc.constantFrom('acknowledge', 'seen', 'start', 'reopen', 'deliver') }),
    fc.record({ kind: fc.constant('resolve'), outcome: fc.constantFrom('over', ' ') }),
    fc.record({ kind: fc.constant('comment'), text: fc.string() }),
    fc.record({ kind: fc.constant('change'), severity: fc.constantFrom('low', 'critical'), title: fc.string() }),
    fc.record({ kind: fc.constant('assign'), text: fc.string(), assignee: fc.constant({ kind: 'role', to: 'staff' }) }),
    fc.record({ kind: fc.constant('step'), state: fc.constantFrom('seen', 'done', 'cancelled') }),
  );
  const steps = fc.array(fc.tuple(command, fc.constantFrom(...people), fc.nat({ max: 5 }), fc.nat({ max: 200_000 })), {
    maxLength: 40,
  });
  fc.assert(
    fc.property(steps, (list) => {
      const test = openDesk();
      for (const [one, by, pick, passedMs] of list) {
        test.nowMs += passedMs;
        const ids = [...new Set(test.news.map(({ incident }) => incident.id))];
        const incident = test.desk.find(ids[pick % Math.max(1, ids.length)] ?? '');
        if ('x' in one) test.desk.command(panic({ by, place: { location: at(one.x, 5), zoneId: null, text: null } }));
        else if (one.kind === 'deliver') test.desk.deliver({ by, seq: 1e9, taskId: null });
        else if (incident !== null)
          test.desk.command(asCommand({ reason: '', taskId: incident.tasks[0]?.id ?? '', ...one, incidentId: incident.id, by }));
      }
      const { incidents } = test.store;
      const stored = incidents.list({ limit: 100 }).incidents;
      for (const incident of stored) {
        const events = incidents.events({ incidentId: incident.id, sinceSeq: 0, limit: 1000 });
        expect(events.reduce<Incident | null>(foldIncident, null)).toEqual(incident);
        expect(test.desk.find(incident.id)).toEqual(incident);
      }
      expect(incidents.open()).toEqual(
        incidents
          .list({ limit: 100 })
          .incidents.filter(({ status }) => status !== 'resolved')
          .reverse(),
      );
      const seqs = test.news.flatMap(({ events }) => events.map(({ seq }) => seq));
      expect(seqs).toEqual(seqs.map((_seq, i) => i + 1));
      void test.store.close();
    }),
    { numRuns: 30 },
  );
});

test('news that a listener causes comes after the news that it heard', () => {
  const { desk, news } = openDesk();
  desk.subscribe(({ incident }) => desk.linkAlarm(incident.id, 'alarm'));
  desk.subscribe((one) => news.push(one));
  desk.command(panic());
  expect(news.flatMap(({ events }) => events.map(({ seq }) => seq))).toEqual([1, 2, 1, 2, 3, 3]);
});
