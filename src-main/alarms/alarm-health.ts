/**
 * How well the alarms do (ANSI/ISA-18.2-2016, EEMUA 191; the figures are those of crowd-and-alarm-figures). In: what happened in a
 * time, the alarms that are open at its end, how many operators share them; out: each figure with whether the standard's is met. Where too
 * little is known it says so. How figures are worded is the pages' part.
 */
import type { Alarm } from '../../src-contract/domain/alarm.ts';
import type {
  AlarmHealth,
  AlarmMoment,
  FrequentAlarm,
  HealthFigure,
  HealthFigureName,
  Verdict,
} from '../../src-contract/domain/alarm-health.ts';
import { acknowledgeTimes, chatteringKeys, mostStale } from './alarm-spans.ts';
import { advanceFlood, floodWindowMs, isArrival, noFlood } from './flood.ts';

export interface HealthInput {
  readonly fromMs: number;
  readonly toMs: number;
  /** See AlarmHealth. */
  readonly knownFromMs: number;
  /** The oldest first. */
  readonly moments: readonly AlarmMoment[];
  readonly open: readonly Pick<Alarm, 'id' | 'raisedMs'>[];
  readonly positions: number;
}

/** Less than an hour, or fewer alarms than these, says nothing of a share or an average. */
const leastMs = 3_600_000;
const leastForMix = 20;
const leastForTopTen = 100;
/** `about 80, 15 and 5 %`: how far off still passes is ours to say. */
const mixTolerance = 0.1;

export function alarmHealth(input: HealthInput): AlarmHealth {
  const { fromMs, toMs, knownFromMs, moments } = input;
  const arrived = moments.filter(arrives);
  return {
    ...{ fromMs, toMs, knownFromMs, alarms: arrived.length },
    figures: [...ofTime(input, arrived), ...ofMix(arrived), ...ofLives(input, arrived)],
    mostFrequent: mostFrequent(arrived),
  };
}

function arrives({ kind, life }: AlarmMoment): boolean {
  return isArrival({ kind, alarm: { life } });
}

function ofTime({ knownFromMs, toMs, positions }: HealthInput, arrived: readonly AlarmMoment[]): HealthFigure[] {
  const knownMs = toMs - knownFromMs;
  if (knownMs < leastMs) return [unknown('rate'), unknown('flood-time')];
  const rate = arrived.length / (knownMs / floodWindowMs) / positions;
  const flood = floodMs(arrived, toMs) / knownMs;
  return [figure('rate', rate, rate <= 1), figure('flood-time', flood, flood < 0.01)];
}

/** Told from the alarms themselves by the rule that told it then. */
function floodMs(arrived: readonly AlarmMoment[], toMs: number): number {
  let memory = noFlood;
  let total = 0;
  const at = (nowMs: number, alarmId: string | null): void => {
    const before = memory.flood;
    memory = advanceFlood(memory, alarmId === null ? [] : [{ atMs: nowMs, alarmId }], nowMs);
    if (before !== null && before.endedMs === null && memory.flood?.endedMs != null) total += nowMs - before.startedMs;
  };
  for (const [i, { atMs, alarmId }] of arrived.entries()) {
    at(atMs, alarmId);
    leaveQuiet(memory.arrivals, arrived[i + 1]?.atMs ?? toMs, (nowMs) => at(nowMs, null));
  }
  const lasting = memory.flood;
  return lasting !== null && lasting.endedMs === null ? total + toMs - lasting.startedMs : total;
}

/** Looks again whenever one of the last ten minutes falls out of them before the next comes. */
function leaveQuiet(arrivals: readonly { readonly atMs: number }[], untilMs: number, look: (nowMs: number) => void): void {
  for (const { atMs } of arrivals) if (atMs + floodWindowMs < untilMs) look(atMs + floodWindowMs);
}

function ofMix(arrived: readonly AlarmMoment[]): HealthFigure[] {
  const share = (priority: AlarmMoment['priority']): number =>
    arrived.filter((moment) => moment.priority === priority).length / arrived.length;
  if (arrived.length < leastForMix) return [unknown('low-share'), unknown('medium-share'), unknown('high-share')];
  const [low, medium, high] = [share('low'), share('medium'), share('high')];
  return [
    figure('low-share', low, low >= 0.8 - mixTolerance),
    figure('medium-share', medium, medium <= 0.15 + mixTolerance),
    figure('high-share', high, high <= 0.05 + mixTolerance),
  ];
}

function ofLives({ fromMs, toMs, moments, open }: HealthInput, arrived: readonly AlarmMoment[]): HealthFigure[] {
  const stale = mostStale(moments, open, fromMs, toMs);
  const chattering = chatteringKeys(arrived).size;
  const topTen = mostFrequent(arrived).reduce((sum, { share }) => sum + share, 0);
  const times = acknowledgeTimes(moments);
  const meanS = times.length === 0 ? null : times.reduce((sum, ms) => sum + ms, 0) / times.length / 1000;
  return [
    figure('stale', stale, stale < 5),
    figure('chattering', chattering, chattering === 0),
    arrived.length < leastForTopTen ? unknown('top-ten-share') : figure('top-ten-share', topTen, topTen <= 0.05),
    { name: 'acknowledge-time', value: meanS, verdict: meanS === null ? 'not-enough' : 'no-standard' },
    counted('escalated', moments),
    counted('shelved', moments),
  ];
}

function mostFrequent(arrived: readonly AlarmMoment[]): FrequentAlarm[] {
  const chattering = chatteringKeys(arrived);
  return [...Map.groupBy(arrived, ({ key }) => key).values()]
    .toSorted((a, b) => b.length - a.length)
    .slice(0, 10)
    .flatMap((same) => {
      const newest = same.at(-1);
      if (newest === undefined) return [];
      const { key, alarmKind, alarmId } = newest;
      return [
        { key, alarmKind, alarmId, count: same.length, share: same.length / arrived.length, chatters: chattering.has(key) },
      ];
    });
}

function counted(name: 'escalated' | 'shelved', moments: readonly AlarmMoment[]): HealthFigure {
  return { name, value: moments.filter(({ kind }) => kind === name).length, verdict: 'no-standard' };
}

function figure(name: HealthFigureName, value: number, isMet: boolean): HealthFigure {
  return { name, value, verdict: (isMet ? 'met' : 'missed') satisfies Verdict };
}

function unknown(name: HealthFigureName): HealthFigure {
  return { name, value: null, verdict: 'not-enough' };
}
