/** In which order incidents stand, what the store makes of what comes, what an operator's typing changes, and which call is shown. */
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { IncidentState, IncidentUpdate, TaskReply } from '../../src-contract/api/incidents.ts';
import { severities } from '../../src-contract/domain/incident.ts';
import { firstOutIncident, openIncidents, openTasks, resolvedIncidents } from '../../src-renderer/client/incident-order.ts';
import { changesOf, isCount } from '../../src-renderer/control-room/incidents/incident-draft.ts';
import {
  applyIncidents,
  applyIncidentUpdate,
  incidentOfAlarm,
  replaceIncidents,
  useIncidents,
} from '../../src-renderer/control-room/incidents/incidents-store.ts';
import { newCall } from '../../src-renderer/control-room/incidents/panic-focus.ts';
import { withPages } from '../../src-renderer/control-room/incidents/resolved-pages.ts';
import { alarm } from './alarm-samples.ts';
import { incident } from './incident-samples.ts';

const at = (second: number) => new Date(Date.UTC(2026, 10, 20, 10, 0, second)).toISOString();
const ids = (incidents: readonly { id: string }[]) => incidents.map(({ id }) => id);
const byId = (incidents: readonly IncidentState[]) => Object.fromEntries(incidents.map((one) => [one.id, one]));
const update = (seq: number, change: Partial<IncidentState>): IncidentUpdate => ({
  ...{ type: 'incident_update', seq, events: [], incident: incident({ seq, ...change }) },
});

describe('the order of incidents', () => {
  const some = byId([
    incident({ id: 'low', severity: 'low', created_at: at(0) }),
    incident({ id: 'critical-taken', severity: 'critical', acknowledged: true, created_at: at(1) }),
    incident({ id: 'critical-second', severity: 'critical', created_at: at(3) }),
    incident({ id: 'critical-first', severity: 'critical', created_at: at(2) }),
    incident({ id: 'over', severity: 'critical', status: 'resolved', created_at: at(0) }),
    incident({ id: 'over-newer', severity: 'low', status: 'resolved', created_at: at(9) }),
  ]);
  test('open: worst severity, then what nobody acknowledged, then the oldest', () => {
    expect(ids(openIncidents(some))).toEqual(['critical-first', 'critical-second', 'critical-taken', 'low']);
  });
  test('resolved: the newest first', () => {
    expect(ids(resolvedIncidents(some))).toEqual(['over-newer', 'over']);
  });
  test('first out is the oldest of the worst that nobody has acknowledged', () => {
    expect(firstOutIncident(some)?.id).toBe('critical-first');
    expect(firstOutIncident(byId([incident({ acknowledged: true }), incident({ id: 'o', status: 'resolved' })]))).toBeNull();
  });
  test('a flood doesn’t move the first-out: whatever comes later of the same severity stands behind it', () => {
    const later = fc.record({ severity: fc.constantFrom(...severities), second: fc.integer({ min: 1, max: 59 }) });
    fc.assert(
      fc.property(fc.array(later, { maxLength: 60 }), (flood) => {
        const first = incident({ id: 'first', severity: 'critical', created_at: at(0) });
        const rest = flood.map(({ severity, second }, i) => incident({ id: `n${i}`, severity, created_at: at(second) }));
        expect(openIncidents(byId([...rest, first]))[0]?.id).toBe('first');
      }),
    );
  });
  test('tasks that are done or cancelled are not open', () => {
    const task = (state: TaskReply['state']): TaskReply => ({
      ...{ id: state, incident_id: 'i1', text: 'x', state, assignee: { kind: 'role', to: 'staff' }, steps: [], seq: 1 },
    });
    const states = ['sent', 'on-the-way', 'done', 'cancelled'] as const;
    expect(openTasks(incident({ tasks: states.map(task) }))).toBe(2);
  });
});

describe('the store of incidents', () => {
  beforeEach(() => replaceIncidents([incident({ id: 'a', seq: 5 })], 7));
  const known = () => useIncidents.getState();
  test('goes on from the number of the list, then from the newest message', () => {
    expect(known().seq).toBe(7);
    applyIncidentUpdate(update(9, { id: 'b' }));
    expect(known().seq).toBe(9);
    expect(Object.keys(known().incidents)).toEqual(['a', 'b']);
  });
  test('a reply that the socket overtook changes nothing', () => {
    applyIncidentUpdate(update(9, { id: 'a', severity: 'critical' }));
    applyIncidents([incident({ id: 'a', seq: 8, severity: 'low' })]);
    expect(known().incidents['a']?.severity).toBe('critical');
  });
  test('a snapshot replaces all, also with a lower number: another data folder', () => {
    applyIncidentUpdate(update(9, { id: 'b' }));
    replaceIncidents([incident({ id: 'c', seq: 2 })], 3);
    expect(Object.keys(known().incidents)).toEqual(['c']);
    expect(known().seq).toBe(3);
  });
  test('keeps every open one and a bounded number of resolved ones, the newest', () => {
    const over = Array.from({ length: 400 }, (_, i) =>
      incident({ id: `over${i}`, status: 'resolved', created_at: new Date(Date.UTC(2026, 10, 1) + i * 1000).toISOString() }),
    );
    applyIncidents(over);
    expect(Object.keys(known().incidents)).toHaveLength(301);
    expect(known().incidents['a']).toBeDefined();
    expect(known().incidents['over399']).toBeDefined();
    expect(known().incidents['over0']).toBeUndefined();
  });
});

test('pages of resolved ones are all there, each as it is known newest', () => {
  const page = (from: number) =>
    Array.from({ length: 250 }, (_, i) => incident({ id: `r${from + i}`, status: 'resolved', seq: 5 }));
  const known = byId([
    incident({ id: 'r0', status: 'open', seq: 9 }),
    incident({ id: 'r1', status: 'resolved', seq: 4 }),
    incident(),
  ]);
  const all = withPages([...page(0), ...page(250)], known);
  expect(all).toHaveLength(499);
  expect(all.find(({ id }) => id === 'r0')).toBeUndefined();
  expect(all.find(({ id }) => id === 'r1')?.seq).toBe(5);
});

test.each([
  ['a panic’s own', alarm({ kind: 'panic', subject: { type: 'incident', id: 'i9' } }), 'i9'],
  ['one that was made from it', alarm({ id: 'a7' }), 'made'],
  ['none', alarm({ id: 'a8' }), null],
])('the incident of an alarm: %s', (_, given, expected) => {
  expect(incidentOfAlarm(given, byId([incident({ id: 'made', alarm_id: 'a7' })]))).toBe(expected);
});

describe('the call that the overview turns to', () => {
  const call = (id: string, change = {}) => alarm({ id, kind: 'panic', subject: { type: 'incident', id: `i-${id}` }, ...change });
  const list = (...alarms: ReturnType<typeof alarm>[]) => Object.fromEntries(alarms.map((one) => [one.id, one]));
  const crowd = alarm({ id: 'crowd' });
  test.each([
    ['one that has just come', list(crowd, call('p')), list(crowd), null, 'p'],
    ['also away from a selected crowd alarm', list(crowd, call('p')), list(crowd), 'crowd', 'p'],
    ['not one that was there already', list(crowd, call('p')), list(call('p')), null, null],
    ['not one that somebody has acknowledged', list(call('p', { state: 'acknowledged' })), list(), null, null],
    ['not away from a call that waits: the first of a flood stays', list(call('p'), call('q')), list(call('p')), 'p', null],
    ['away from a call that is acknowledged', list(call('p', { state: 'acknowledged' }), call('q')), list(call('p')), 'p', 'q'],
    ['no other alarm', list(crowd), list(), null, null],
  ] as const)('%s', (_, now, before, selected, expected) => {
    expect(newCall(now, before, selected)).toBe(expected);
  });
});

describe('what an operator’s typing changes', () => {
  const before = incident({
    title: 'Fall on the stairs',
    is_own_title: true,
    description: 'One person',
    people: { injured: 1, involved: null },
  });
  test.each([
    ['nothing typed', {}, {}],
    ['the same again', { title: 'Fall on the stairs', injured: '1' }, {}],
    ['what differs, alone', { severity: 'critical', description: 'Two' }, { severity: 'critical', description: 'Two' }],
    ['a title that was emptied is none', { title: '  ' }, {}],
    ['numbers, and no longer known', { injured: '', involved: ' 12 ' }, { people: { injured: null, involved: 12 } }],
    ['out of its zone', { zoneId: '', place: ' stairs ' }, { zone_id: null, place: 'stairs' }],
  ] as const)('%s', (_, typed, expected) => {
    expect(changesOf(typed, before)).toEqual(expected);
  });
  test.each([
    ['', true],
    ['12', true],
    ['1000000', true],
    ['1000001', false],
    ['-1', false],
    ['1.5', false],
    ['many', false],
  ])('%s people: %s', (text, expected) => {
    expect(isCount(text)).toBe(expected);
  });
});
