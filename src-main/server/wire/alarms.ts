/** Alarms and their events → what clients see of them, worded in English by the contract's texts. */
import type { AlarmEventReply, AlarmReply } from '../../../src-contract/api/alarms.ts';
import { type Alarm, type AlarmLife, alarmPriorities } from '../../../src-contract/domain/alarm.ts';
import { alarmTexts } from '../../../src-contract/texts/alarm-texts.ts';
import type { NumberedTransition } from '../ports.ts';
import { isoTime, isoTimeOrNull } from './figures.ts';

const inEnglish = alarmTexts('en');

export function alarmReply(alarm: Alarm): AlarmReply {
  const { title, cause, action } = inEnglish(alarm);
  return {
    id: alarm.id,
    key: alarm.key,
    kind: alarm.kind,
    subject: { ...alarm.subject },
    priority: alarm.priority,
    facts: { ...alarm.facts },
    title,
    cause,
    action,
    time_to_act_s: alarm.timeToActS,
    state: alarm.life,
    active: alarm.active,
    acknowledged: alarm.acknowledged,
    latching: alarm.latching,
    raised_at: isoTime(alarm.raisedMs),
    changed_at: isoTime(alarm.changedMs),
    acknowledged_at: isoTimeOrNull(alarm.acknowledgedMs),
    acknowledged_by: alarm.acknowledgedBy,
    returned_at: isoTimeOrNull(alarm.returnedMs),
    closed_at: isoTimeOrNull(alarm.closedMs),
    shelved: shelvedReply(alarm),
    suppressed_by: alarm.suppressedBy,
    answers: alarm.answers.map(({ byId, name, answer, atMs }) => ({ by: byId, name, answer, at: isoTime(atMs) })),
    answers_left_out: alarm.answersLeftOut,
    calling_since: isoTimeOrNull(alarm.callingSinceMs),
    escalation: alarm.escalation,
    assignee: alarm.assignee === null ? null : { ...alarm.assignee },
    comments: alarm.comments,
    steps: alarm.steps.map(({ step, by, atMs }) => ({ step, by, at: isoTime(atMs) })),
  };
}

export function alarmEventReply(event: NumberedTransition): AlarmEventReply {
  return {
    seq: event.seq,
    event: event.kind,
    timestamp: isoTime(event.atMs),
    actor: event.actor,
    note: event.note,
    alarm: alarmReply(event.alarm),
  };
}

/** What still asks for somebody first, then by priority, then the newest. */
export function worstFirst(alarms: readonly Alarm[]): Alarm[] {
  const urgency = (alarm: Alarm): number => rankOfLife[alarm.life] * 10 + alarmPriorities.indexOf(alarm.priority);
  return alarms.toSorted((a, b) => urgency(b) - urgency(a) || b.raisedMs - a.raisedMs);
}

const rankOfLife: Record<AlarmLife, number> = {
  unacknowledged: 4,
  acknowledged: 3,
  returned: 2,
  shelved: 1,
  suppressed: 1,
  'out-of-service': 0,
  normal: 0,
};

function shelvedReply({ shelving }: Alarm): AlarmReply['shelved'] {
  return shelving === null ? null : { by: shelving.by, reason: shelving.reason, until: isoTime(shelving.untilMs) };
}
