/** What the relay's health says and when it becomes an alarm: a table of engines in each state. */
import { describe, expect, it } from 'vitest';
import type { SinkFigures } from '../../src-contract/domain/outbox.ts';
import { alarmTexts } from '../../src-contract/texts/alarm-texts.ts';
import { locales } from '../../src-contract/texts/language.ts';
import { relayConditions, relayHealth } from '../../src-main/composition/relay-health.ts';

const nowMs = Date.UTC(2026, 10, 28, 12);
const minute = 60_000;

function engine(change: Partial<SinkFigures>): SinkFigures {
  return {
    ...{ name: 'postgres', state: { kind: 'sending' }, sentTotal: 10, waitingEvents: 0, oldestAddedMs: null, lagMs: 0 },
    ...{ droppedTotal: 0, refusedTotal: 0, refusedReason: null, lostMs: null },
    ...change,
  };
}

const away = { kind: 'waiting', reason: 'connect ECONNREFUSED', sinceMs: nowMs - minute, retryAtMs: nowMs + 1000 } as const;

/** What is known of the engine, its state, a part of its words, and what the alarm is about. */
const cases: [string, Partial<SinkFigures>, string, RegExp, string | null][] = [
  ['fresh', { state: { kind: 'connecting' } }, 'ok', /^connecting to PostgreSQL$/, null],
  ['well', {}, 'ok', /^PostgreSQL takes what is sent$/, null],
  ['busy', { waitingEvents: 400, lagMs: 900 }, 'ok', /400 events wait, the oldest for 1 s/, null],
  [
    'away',
    { state: away, waitingEvents: 9, lagMs: minute },
    'degraded',
    /takes nothing \(connect ECONNREFUSED\): check that/,
    null,
  ],
  ['away long', { state: away, waitingEvents: 9, lagMs: 11 * minute }, 'down', /9 events wait, the oldest for 660 s/, 'behind'],
  ['slow', { waitingEvents: 9, lagMs: 11 * minute }, 'down', /takes what is sent; 9 events wait/, 'behind'],
  ['losing', { state: away, droppedTotal: 7, lostMs: nowMs - 1 }, 'down', /7 were dropped because too many waited/, 'dropped'],
  ['lost, over', { droppedTotal: 7, lostMs: nowMs - 11 * minute }, 'ok', /7 were dropped/, null],
  [
    'refusing',
    { refusedTotal: 2, refusedReason: 'too large', lostMs: nowMs },
    'down',
    /2 were refused .*\(too large\)/,
    'refused',
  ],
];

describe('an engine', () => {
  it.each(cases)('%s', (_name, change, state, words, cause) => {
    const [all, own] = relayHealth([engine(change)], nowMs);
    expect(own).toMatchObject({ name: 'relay:postgres', state, detail: expect.stringMatching(words) });
    expect(all).toMatchObject({ name: 'relay', state, latency_ms: change.lagMs ?? 0 });
    const conditions = relayConditions([engine(change)], nowMs);
    expect(conditions.map(({ facts }) => facts['cause'])).toEqual(cause === null ? [] : [cause]);
  });

  it('that ails leaves the others well, and the whole says how many', () => {
    const parts = relayHealth([engine({}), engine({ name: 'kafka', state: away })], nowMs);
    expect(parts.map(({ name, state }) => `${name} ${state}`)).toEqual([
      'relay degraded',
      'relay:postgres ok',
      'relay:kafka degraded',
    ]);
    expect(parts[0]?.detail).toBe('1 of 2 engines take what is sent');
  });
});

it('no engine is no fault', () => {
  expect(relayHealth([], nowMs)).toEqual([{ name: 'relay', state: 'ok', detail: 'no engine is set up', latency_ms: null }]);
  expect(relayConditions([], nowMs)).toEqual([]);
});

it.each(locales)('each trouble has words of its own in %s, with the engine and the reason', (locale) => {
  const troubles: Partial<SinkFigures>[] = [
    { state: away, waitingEvents: 345, lagMs: 12 * minute },
    { state: away, waitingEvents: 345, droppedTotal: 7, lostMs: nowMs },
    { waitingEvents: 345, refusedTotal: 7, refusedReason: 'connect ECONNREFUSED', lostMs: nowMs },
  ];
  const texts = troubles.flatMap((change) => relayConditions([engine(change)], nowMs)).map(alarmTexts(locale));
  expect(new Set(texts.map(({ title }) => title)).size).toBe(3);
  for (const { title, cause, action } of texts) {
    expect(title).toContain('PostgreSQL');
    expect(cause).toContain('ECONNREFUSED');
    expect(`${title}${cause}${action}`).not.toMatch(/undefined|null|NaN|\?/);
  }
});
