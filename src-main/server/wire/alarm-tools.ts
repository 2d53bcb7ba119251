/** Floods, action cards and the health of alarms → what clients see of them. */
import type { AlarmHealthReply, CardReply } from '../../../src-contract/api/alarm-tools.ts';
import type { FloodReply } from '../../../src-contract/api/alarms.ts';
import type { WrittenCard } from '../../../src-contract/domain/action-card.ts';
import type { ConditionKind } from '../../../src-contract/domain/alarm.ts';
import type { AlarmFlood } from '../../../src-contract/domain/alarm-flood.ts';
import { shippedCard } from '../../../src-contract/texts/action-cards/shipped-cards.ts';
import type { Locale } from '../../../src-contract/texts/language.ts';
import type { AlarmDeskPort } from '../alarm-desk-port.ts';
import { alarmReply } from './alarms.ts';
import { isoTime, isoTimeOrNull } from './figures.ts';

export function floodReply({ startedMs, endedMs, firstAlarmId, alarms }: AlarmFlood): FloodReply {
  return { since: isoTime(startedMs), until: isoTimeOrNull(endedMs), first_alarm: firstAlarmId, alarms };
}

/** `written`: null where the card that ships is in force. */
export function cardReply(kind: ConditionKind, locale: Locale, written: WrittenCard | null): CardReply {
  const { title, steps, expected, contacts } = written?.card ?? shippedCard(locale, kind);
  return {
    ...{ kind, title, expected, steps: steps.map((step) => ({ ...step })), contacts: [...contacts] },
    written: written === null ? null : { by: written.by, at: isoTime(written.atMs) },
  };
}

export function healthReply({ health, positions, alarms, floods }: ReturnType<AlarmDeskPort['health']>): AlarmHealthReply {
  return {
    ...{ from: isoTime(health.fromMs), to: isoTime(health.toMs), known_from: isoTime(health.knownFromMs) },
    ...{ positions, alarms: health.alarms, figures: health.figures.map((figure) => ({ ...figure })) },
    most_frequent: health.mostFrequent.flatMap(({ alarmId, count, share, chatters }) => {
      const alarm = alarms.get(alarmId);
      return alarm === undefined ? [] : [{ alarm: alarmReply(alarm), count, share, chatters }];
    }),
    floods: floods.map(floodReply),
  };
}
