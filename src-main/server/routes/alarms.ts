/** Alarms over REST: the list, the history, and what an operator may do. The machine itself lives behind the port. */
import type { AlarmReply } from '../../../src-contract/api/alarms.ts';
import { routes } from '../../../src-contract/api/routes.ts';
import type { Alarm, AlarmCommand } from '../../../src-contract/domain/alarm.ts';
import { isNewAnswer } from '../../../src-contract/domain/alarm-answer.ts';
import { KavachError } from '../../errors.ts';
import { actorOf } from '../incident-access.ts';
import type { AlarmsPort, ServerDeps } from '../ports.ts';
import type { Register } from '../register.ts';
import { floodReply } from '../wire/alarm-tools.ts';
import { alarmEventReply, alarmReply, worstFirst } from '../wire/alarms.ts';
import { isoTime } from '../wire/figures.ts';

const minuteMs = 60_000;

type AlarmDeps = Pick<ServerDeps, 'alarms' | 'alarmDesk' | 'clock'>;

export function registerAlarmRoutes(register: Register, { alarms, alarmDesk, clock }: AlarmDeps): void {
  const command = async (order: AlarmCommand): Promise<{ alarm: AlarmReply }> => {
    const answer = await alarms.command(order);
    if (!answer.ok) throw new KavachError(answer.code, answer.message);
    return { alarm: alarmReply(answer.alarm) };
  };

  register(routes.alarms, () => {
    const { seq, alarms: open } = alarms.open();
    const timestamp = isoTime(clock.nowMs());
    const flood = alarmDesk.flood();
    return { timestamp, seq, alarms: worstFirst(open).map(alarmReply), flood: flood === null ? null : floodReply(flood) };
  });

  register(routes.alarmHistory, async ({ query }) => {
    const { since_seq: sinceSeq, limit, cursor, alarm, subject, from, to, ...wanted } = query;
    const filter = { ...wanted, fromMs: msOf(from), toMs: msOf(to) };
    const { events, nextCursor } = await alarms.history({ limit, cursor, alarm, subject, sinceSeq, filter });
    return { events: events.map(alarmEventReply), next_cursor: nextCursor };
  });

  register(routes.acknowledgeAlarm, ({ params, body, caller }) => {
    const nowMs = clock.nowMs();
    // A list from the future would acknowledge what nobody has seen.
    const seenMs = body.seen_at === undefined ? nowMs : Math.min(Date.parse(body.seen_at), nowMs);
    return command({ kind: 'acknowledge', alarmId: params.id, by: caller.name, seenMs });
  });

  register(routes.shelveAlarm, ({ params, body, caller }) => {
    const untilMs = clock.nowMs() + body.minutes * minuteMs;
    return command({ kind: 'shelve', alarmId: params.id, by: caller.name, reason: body.reason, untilMs });
  });

  register(routes.extendShelving, ({ params, body, caller }) => {
    const untilMs = clock.nowMs() + body.minutes * minuteMs;
    return command({ kind: 'extend', alarmId: params.id, by: caller.name, reason: body.reason, untilMs });
  });

  register(routes.unshelveAlarm, ({ params, caller }) => command({ kind: 'unshelve', alarmId: params.id, by: caller.name }));

  register(routes.resetAlarm, ({ params, caller }) => command({ kind: 'reset', alarmId: params.id, by: caller.name }));

  register(routes.answerAlarm, async ({ params: { id: alarmId }, body, caller }) => {
    const atMs = body.at === undefined ? clock.nowMs() : Date.parse(body.at);
    const given = { answer: body.answer, byId: actorOf(caller).id, atMs };
    const answer = await alarms.command({ kind: 'answer', alarmId, by: caller.name, ...given });
    if (answer.ok) return { alarm: alarmReply(answer.alarm) };
    // The machine remembers only the newest closed ones, and none from before a restart; phones come back later than that.
    const closed = answer.code === 'NOT_FOUND' ? await closedAlarm(alarms, alarmId) : null;
    if (closed === null) throw new KavachError(answer.code, answer.message);
    if (isNewAnswer(closed.answers, given)) throw new KavachError('CONFLICT', 'This alarm is closed.');
    return { alarm: alarmReply(closed) };
  });
}

function msOf(time: string | undefined): number | undefined {
  return time === undefined ? undefined : Date.parse(time);
}

/** Null when there was never such an alarm, or it is too long ago. */
async function closedAlarm(alarms: AlarmsPort, alarm: string): Promise<Alarm | null> {
  const { events } = await alarms.history({ alarm, limit: 1 });
  return events[0]?.alarm ?? null;
}
