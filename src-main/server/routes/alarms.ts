/** Alarms over REST: the list, the history, and what an operator may do. The machine itself lives behind the port. */
import type { AlarmReply } from '../../../src-contract/api/alarms.ts';
import { routes } from '../../../src-contract/api/routes.ts';
import type { AlarmCommand } from '../../../src-contract/domain/alarm.ts';
import { KavachError } from '../../errors.ts';
import type { ServerDeps } from '../ports.ts';
import type { Register } from '../register.ts';
import { alarmEventReply, alarmReply, worstFirst } from '../wire/alarms.ts';
import { isoTime } from '../wire/figures.ts';

const minuteMs = 60_000;

type AlarmDeps = Pick<ServerDeps, 'alarms' | 'clock'>;

export function registerAlarmRoutes(register: Register, { alarms, clock }: AlarmDeps): void {
  const command = async (order: AlarmCommand): Promise<{ alarm: AlarmReply }> => {
    const answer = await alarms.command(order);
    if (!answer.ok) throw new KavachError(answer.code, answer.message);
    return { alarm: alarmReply(answer.alarm) };
  };

  register(routes.alarms, () => {
    const { seq, alarms: open } = alarms.open();
    const timestamp = isoTime(clock.nowMs());
    return { timestamp, seq, alarms: worstFirst(open).map(alarmReply) };
  });

  register(routes.alarmHistory, async ({ query }) => {
    const { since_seq: sinceSeq, ...rest } = query;
    const { events, nextCursor } = await alarms.history({ ...rest, sinceSeq });
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

  register(routes.unshelveAlarm, ({ params, caller }) => command({ kind: 'unshelve', alarmId: params.id, by: caller.name }));

  register(routes.resetAlarm, ({ params, caller }) => command({ kind: 'reset', alarmId: params.id, by: caller.name }));
}
