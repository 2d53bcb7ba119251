/** Alarms and alarm events for the page's tests. */
import { type AlarmEventReply, type AlarmReply, alarmReply } from '../../src-contract/api/alarms.ts';

export function alarm(change: Partial<AlarmReply> = {}): AlarmReply {
  return alarmReply.parse({
    id: 'a1',
    key: 'crowd-density:zone:p1',
    kind: 'crowd-density',
    subject: { type: 'zone', id: 'p1' },
    priority: 'medium',
    facts: {},
    title: 'Platform 1: crowd',
    cause: '',
    action: '',
    time_to_act_s: 300,
    state: 'unacknowledged',
    active: true,
    acknowledged: false,
    latching: false,
    raised_at: '2026-11-20T10:00:00.000Z',
    changed_at: '2026-11-20T10:00:00.000Z',
    acknowledged_at: null,
    acknowledged_by: null,
    returned_at: null,
    closed_at: null,
    shelved: null,
    suppressed_by: null,
    answers: [],
    answers_left_out: 0,
    ...{ calling_since: '2026-11-20T10:00:00.000Z', escalation: 0, assignee: null, comments: 0, steps: [] },
    ...change,
  });
}

export function alarmEvent(seq: number, change: Partial<AlarmReply> = {}): AlarmEventReply {
  return { seq, event: 'raised', timestamp: '2026-11-20T10:00:00.000Z', actor: 'station', note: null, alarm: alarm(change) };
}
