/** Steps of alarms → the times that each was active and shown. In: the alarms open at the beginning, steps, oldest first. Out: spells, oldest first. Pure. */
import { type Alarm, type AlarmPriority, type AlarmTransition, alarmPriorities } from '../../src-contract/domain/alarm.ts';
import type { AlarmSpell, Span } from '../../src-contract/domain/what-if.ts';

/** Those that touch `span`. What a parent alarm hides is nobody's load, and no spell. */
export function alarmSpells(opened: readonly Alarm[], steps: readonly AlarmTransition[], span: Span): AlarmSpell[] {
  const running = new Map<string, AlarmSpell>();
  const ended: AlarmSpell[] = [];
  const follow = (alarm: Alarm, atMs: number): void => {
    const spell = running.get(alarm.key);
    const isShown = alarm.active && alarm.suppressedBy === null;
    if (isShown) running.set(alarm.key, spell === undefined ? begin(alarm, atMs) : { ...spell, priority: worse(spell, alarm) });
    if (isShown || spell === undefined) return;
    running.delete(alarm.key);
    ended.push({ ...spell, toMs: atMs });
  };
  for (const alarm of opened) follow(alarm, alarm.raisedMs);
  for (const { alarm, atMs } of steps) if (atMs < span.toMs) follow(alarm, atMs);
  return [...ended, ...running.values()]
    .filter(({ toMs }) => toMs === null || toMs > span.fromMs)
    .toSorted((a, b) => a.fromMs - b.fromMs || (a.key < b.key ? -1 : 1));
}

function begin({ key, kind, subject, priority }: Alarm, fromMs: number): AlarmSpell {
  return { key, kind, subject, priority, fromMs, toMs: null };
}

function worse(a: { readonly priority: AlarmPriority }, b: { readonly priority: AlarmPriority }): AlarmPriority {
  return alarmPriorities.indexOf(b.priority) > alarmPriorities.indexOf(a.priority) ? b.priority : a.priority;
}
