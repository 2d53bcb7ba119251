/** Where an alarm is. Pure. */
import type { AlarmReply } from '../../src-contract/api/alarms.ts';

/** The zone itself, or the one that an incident happened in. */
export function zoneOfAlarm(alarm: AlarmReply): string | null {
  return alarm.subject.type === 'zone' ? alarm.subject.id : textFact(alarm.facts, 'zoneId');
}

export function textFact(facts: AlarmReply['facts'], key: string): string | null {
  const value = facts[key];
  return typeof value === 'string' && value !== '' ? value : null;
}
