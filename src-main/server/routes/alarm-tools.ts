/** What operators work with around alarms, over REST: several at once, comments, whose it is, steps and cards, and the alarms' health. */
import { routes } from '../../../src-contract/api/routes.ts';
import type { Session } from '../../../src-contract/domain/account.ts';
import { type AlarmAssignee, type AlarmCommand, conditionKinds } from '../../../src-contract/domain/alarm.ts';
import { KavachError } from '../../errors.ts';
import type { ServerDeps } from '../ports.ts';
import type { Presence } from '../presence.ts';
import type { Register } from '../register.ts';
import { cardReply, healthReply } from '../wire/alarm-tools.ts';
import { alarmReply } from '../wire/alarms.ts';

const hourMs = 3_600_000;

interface AlarmToolDeps extends Pick<ServerDeps, 'alarms' | 'alarmDesk' | 'sessions' | 'clock'> {
  readonly presence: Presence;
}

export function registerAlarmToolRoutes(register: Register, deps: AlarmToolDeps): void {
  registerGroup(register, deps);
  registerNotes(register, deps);
  registerCards(register, deps);
  const { alarmDesk, clock } = deps;
  register(routes.alarmHealth, ({ query: { hours } }) => {
    const nowMs = clock.nowMs();
    return healthReply(alarmDesk.health(nowMs - hours * hourMs, nowMs));
  });
}

function registerGroup(register: Register, { alarmDesk, clock }: AlarmToolDeps): void {
  register(routes.acknowledgeAlarms, ({ body, caller }) => {
    const nowMs = clock.nowMs();
    // As of a single one: a list from the future would acknowledge what nobody has seen.
    const seenMs = body.seen_at === undefined ? nowMs : Math.min(Date.parse(body.seen_at), nowMs);
    const ids = [...new Set(body.ids)];
    const order = (alarmId: string): AlarmCommand => ({ kind: 'acknowledge', alarmId, by: caller.name, seenMs });
    const answers = alarmDesk.commandAll(ids.map(order));
    return {
      alarms: answers.flatMap((answer) => (answer.ok ? [alarmReply(answer.alarm)] : [])),
      refused: answers.flatMap((answer, i) =>
        answer.ok ? [] : [{ id: ids[i] ?? '', code: answer.code, message: answer.message }],
      ),
    };
  });
}

function registerNotes(register: Register, { alarms, sessions, presence, clock }: AlarmToolDeps): void {
  const command = async (order: AlarmCommand) => {
    const answer = await alarms.command(order);
    if (!answer.ok) throw new KavachError(answer.code, answer.message);
    return { alarm: alarmReply(answer.alarm) };
  };
  const people = async (): Promise<readonly Session[]> =>
    [...new Map((await sessions.list(clock.nowMs())).map((session) => [personId(session), session])).values()].filter(
      ({ role }) => role !== 'viewer',
    );

  register(routes.commentAlarm, ({ params, body, caller }) =>
    command({ kind: 'comment', alarmId: params.id, by: caller.name, text: body.text }),
  );

  register(routes.tickAlarmStep, ({ params, body, caller }) =>
    command({ kind: 'step', alarmId: params.id, by: caller.name, ...body }),
  );

  register(routes.alarmAssignees, async () => ({
    people: (await people()).map((session) => ({
      ...{ id: personId(session), name: session.name, role: session.role, zone: session.zone },
      on_shift: presence.of(session.id)?.onShift ?? null,
    })),
  }));

  register(routes.assignAlarm, async ({ params, body, caller }) => {
    const to = body.to === null ? null : assigneeOf(body.to, await people());
    return command({ kind: 'assign', alarmId: params.id, by: caller.name, to });
  });
}

function assigneeOf(id: string, people: readonly Session[]): AlarmAssignee {
  const person = people.find((one) => personId(one) === id);
  if (person === undefined) throw new KavachError('NOT_FOUND', 'This person is not signed in any more. Choose another.');
  return { id, name: person.name };
}

/** As `actorOf` calls a caller: an account is one person on all of its machines. */
function personId({ id, accountId }: Session): string {
  return `session:${accountId ?? id}`;
}

function registerCards(register: Register, { alarmDesk, clock }: AlarmToolDeps): void {
  register(routes.actionCards, ({ params: { locale } }) => {
    const written = new Map(alarmDesk.cards(locale).map((card) => [card.kind, card]));
    return { cards: conditionKinds.map((kind) => cardReply(kind, locale, written.get(kind) ?? null)) };
  });

  register(routes.writeActionCard, ({ params: { kind, locale }, body, caller }) => {
    const written = { kind, locale, card: body, by: caller.name, atMs: clock.nowMs() };
    alarmDesk.writeCard(written);
    return cardReply(kind, locale, written);
  });

  register(routes.resetActionCard, ({ params: { kind, locale } }) => {
    alarmDesk.resetCard(kind, locale);
    return cardReply(kind, locale, null);
  });
}
