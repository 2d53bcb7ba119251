/**
 * A recorded stretch judged again, by the very steps that live data goes through. In: the site (with other thresholds, if one asks what they
 * would do), the alarms that were open, recorded runs, and what people did to alarms. Out: the steps of alarms that come of it. Pure.
 */
import type { Alarm, AlarmCommand, AlarmTransition } from '../src-contract/domain/alarm.ts';
import type { JudgedRun, JudgedTick } from '../src-contract/domain/judged-tick.ts';
import type { SiteConfig } from '../src-contract/site-config.ts';
import { type AlarmBook, openAlarms, restoreAlarmBook } from './alarms/alarm-book.ts';
import { commandAlarm } from './alarms/command-alarm.ts';
import { type Judgement, judgeTick } from './judge-tick.ts';
import { emptyRiskMemory } from './risk/advance-risk.ts';
import { conditionKey } from './risk/condition-key.ts';
import { crowdKnowledge } from './risk/condition-knowledge.ts';

interface Night {
  readonly site: SiteConfig;
  /** Open at the first tick. */
  readonly opened: readonly Alarm[];
  readonly runs: Iterable<JudgedRun>;
  /** All stored steps of the stretch, oldest first; what people did is done again, to the alarm of the same condition. */
  readonly stored: readonly AlarmTransition[];
  /** Called after each run, with the time of its last tick. */
  readonly onRun?: (atMs: number) => void;
}

export function replayNight({ site, opened, runs, stored, onRun }: Night): AlarmTransition[] {
  const steps: AlarmTransition[] = [];
  const acts = stored.filter(({ actor }) => actor !== 'station');
  let done = 0;
  let now: Judgement | null = null;
  for (const run of runs) {
    for (const [i, tick] of run.ticks.entries()) {
      const before: Judgement =
        run.isFresh && i === 0 && now !== null ? restarted(now, tick.atMs) : (now ?? begun(opened, tick.atMs));
      let { book } = before;
      for (let act = acts[done]; act !== undefined && act.atMs <= tick.atMs; act = acts[++done]) book = repeat(book, act, steps);
      const judged = judgeTick(site, { ...before, book }, inputOf(site, tick));
      steps.push(...judged.transitions);
      now = judged.next;
    }
    onRun?.(run.ticks.at(-1)?.atMs ?? 0);
  }
  return steps;
}

function begun(opened: readonly Alarm[], nowMs: number): Judgement {
  return { risk: emptyRiskMemory, book: restoreAlarmBook(opened, nowMs) };
}

/** As the station that was started anew: it knew nothing but its open alarms. */
function restarted({ book }: Judgement, nowMs: number): Judgement {
  return begun(openAlarms(book), nowMs);
}

function inputOf(site: SiteConfig, tick: JudgedTick): Parameters<typeof judgeTick>[2] {
  const untold = new Set(tick.untold);
  return {
    ...{ state: tick, others: tick.others },
    knowledge: (risk) => {
      const isCrowdKnown = crowdKnowledge(site, risk);
      return ({ kind, subject }) =>
        kind === 'crowd-density' ? isCrowdKnown(subject.id) : !untold.has(conditionKey(kind, subject));
    },
  };
}

/** What a person did can find no alarm here, or one that has changed since: then it is refused here too, and nothing happens. */
function repeat(book: AlarmBook, act: AlarmTransition, steps: AlarmTransition[]): AlarmBook {
  const alarm = book.open.get(act.alarm.key)?.alarm;
  const command = alarm === undefined ? null : commandOf(act, alarm.id);
  const result = command === null ? null : commandAlarm(book, command, act.atMs);
  if (result === null || !result.ok) return book;
  steps.push(...result.transitions);
  return result.book;
}

function commandOf({ kind, atMs, actor: by, note, alarm }: AlarmTransition, alarmId: string): AlarmCommand | null {
  switch (kind) {
    case 'acknowledged':
      return { kind: 'acknowledge', alarmId, by, seenMs: atMs };
    case 'shelved':
      return alarm.shelving === null ? null : { kind: 'shelve', ...alarm.shelving, alarmId };
    case 'unshelved':
      return { kind: 'unshelve', alarmId, by };
    case 'reset':
      return { kind: 'reset', alarmId, by };
    case 'out-of-service':
      return { kind, alarmId, by, reason: note ?? '-' };
    case 'in-service':
      return { kind, alarmId, by };
    default:
      return null;
  }
}
