/** When a flood of alarms begins and ends, and which alarm was its first. */
import { expect, test } from 'vitest';
import { advanceFlood, type FloodMemory, noFlood } from '../../src-main/alarms/flood.ts';

const minuteMs = 60_000;

/** `atS`: when alarms come; the memory after looking every second until `untilS`. */
function run(atS: readonly number[], untilS: number): FloodMemory[] {
  let memory = noFlood;
  const told: FloodMemory[] = [];
  for (let s = 0; s <= untilS; s += 1) {
    const arrived = atS.flatMap((at, i) => (at === s ? [{ atMs: s * 1000, alarmId: `a${i + 1}` }] : []));
    const next = advanceFlood(memory, arrived, s * 1000);
    if (next.flood !== memory.flood) told.push(next);
    memory = next;
  }
  return told;
}

const spread = (count: number, overS: number): number[] =>
  Array.from({ length: count }, (_, i) => Math.floor((i * overS) / count));

test('ten in ten minutes are none, the eleventh begins one, and its first alarm is known', () => {
  expect(run(spread(10, 590), 600)).toEqual([]);
  const [began] = run(spread(11, 590), 600);
  expect(began?.flood).toMatchObject({ firstAlarmId: 'a1', alarms: 11, endedMs: null });
});

test('it ends when fewer than five came in ten minutes, not before', () => {
  const told = run(spread(20, 60), 1200);
  const ended = told.at(-1)?.flood;
  // The 16th came at 45 s: ten minutes later only the four after it are left.
  expect(ended).toMatchObject({ firstAlarmId: 'a1', alarms: 20, endedMs: 45_000 + 10 * minuteMs });
  expect(told.filter(({ flood }) => flood?.endedMs !== null && flood?.endedMs !== undefined)).toHaveLength(1);
});

test('500 in a minute are one flood that counts them all', () => {
  const told = run(spread(500, 60), 61);
  expect(new Set(told.map(({ flood }) => flood?.startedMs)).size).toBe(1);
  expect(told.at(-1)?.flood).toMatchObject({ alarms: 500, firstAlarmId: 'a1', endedMs: null });
});

test('a flood that was going on before a restart goes on, and a quiet time ends it', () => {
  const flood = { startedMs: 0, firstAlarmId: 'a1', alarms: 12, endedMs: null };
  expect(advanceFlood({ arrivals: [], flood }, [], 20 * minuteMs).flood).toEqual({ ...flood, endedMs: 20 * minuteMs });
});
