/** The twin's trains are reported as they stand in its pictures, each under one number, the same at the same time of every day. */
import { expect, test } from 'vitest';
import { dadar } from '../../src-main/twin/scenes/dadar.ts';
import { trainAt } from '../../src-main/twin/simulation/timetable.ts';
import { trainReports } from '../../src-main/twin/simulation/train-reports.ts';

const startMs = Date.parse('2026-11-28T02:30:00Z');

test('a train is reported at its platform exactly while it stands there, and comes when it was said to come', () => {
  const arrivals = new Map<string, Set<number>>();
  for (let timeS = 0.5; timeS < 3 * dadar.cycleS; timeS += 1) {
    const reports = trainReports(dadar, timeS, startMs);
    for (const [i, plan] of dadar.platforms.entries()) {
      const own = reports.filter(({ platform }) => platform === String(i + 1));
      const stands = trainAt(plan, dadar, timeS % dadar.cycleS).offsetM === 0;
      // The pictures show it standing from a second before its doors open.
      expect([timeS, own.filter(({ motion }) => motion === 'at_platform').length]).toEqual([timeS, stands ? 1 : 0]);
      expect(own.filter(({ motion }) => motion === 'running').length).toBeGreaterThanOrEqual(2);
      for (const { trainId, arrivesMs, atMs, motion } of own) {
        if (motion === 'running') expect(arrivesMs).toBeGreaterThan(atMs);
        arrivals.set(trainId, (arrivals.get(trainId) ?? new Set()).add(arrivesMs ?? 0));
      }
    }
  }
  expect(Math.max(...[...arrivals.values()].map(({ size }) => size))).toBe(1);
});

test('the same time tomorrow has the same numbers', () => {
  const ids = (ms: number): string[] => trainReports(dadar, 100, ms).map(({ trainId }) => trainId);
  expect(ids(startMs + 86_400_000)).toEqual(ids(startMs));
});
