/** Risk and alarms together, tick by tick: a surge with trembling figures, a camera lost in its middle, kill -9 twenty times. */
import { expect, test } from 'vitest';
import type { AlarmTransition } from '../../src-contract/domain/alarm.ts';
import { advanceAlarms } from '../../src-main/alarms/advance-alarms.ts';
import { type AlarmBook, emptyAlarmBook, restoreAlarmBook } from '../../src-main/alarms/alarm-book.ts';
import { commandAlarm } from '../../src-main/alarms/command-alarm.ts';
import { advanceRisk, emptyRiskMemory, type RiskMemory } from '../../src-main/risk/advance-risk.ts';
import { cameraConditions } from '../../src-main/risk/camera-conditions.ts';
import type { CameraStatus } from '../../src-main/risk/camera-status.ts';
import { conditionKnowledge } from '../../src-main/risk/condition-knowledge.ts';
import { crowdConditions } from '../../src-main/risk/crowd-conditions.ts';
import { never } from '../alarms/bench.ts';
import { camera, siteState, siteWith, startMs, zoneState } from './site.ts';

const site = siteWith([{ id: 'a' }], [{ id: 'c0', zones: ['a'] }]);

/** One tick each half second, as pipeline.ts would run it. */
function createStation() {
  let memory: RiskMemory = emptyRiskMemory;
  let book: AlarmBook = emptyAlarmBook();
  let nowMs = startMs;
  const stored: AlarmTransition[] = [];
  const store = (more: readonly AlarmTransition[]): void => void stored.push(...more);
  return {
    stored,
    nowMs: () => nowMs,
    tick: (densityPerM2: number | null, status: CameraStatus = camera('c0', 'live')): void => {
      nowMs += 500;
      const state = siteState(nowMs, [zoneState('a', { densityPerM2, stale: densityPerM2 === null })]);
      const next = advanceRisk(site, memory, state);
      memory = next.memory;
      const conditions = [...crowdConditions(site, state, next.risk), ...cameraConditions(site, [status])];
      const advanced = advanceAlarms(book, {
        conditions,
        known: conditionKnowledge(site, next.risk, [status], {
          sensorKnown: () => true,
          isForecastKnown: () => true,
          isWeatherKnown: () => true,
        }),
        nowMs,
        escalateAfter: never,
      });
      book = advanced.book;
      store(advanced.transitions);
    },
    acknowledgeAll: (): void => {
      for (const { alarm } of [...book.open.values()]) {
        const result = commandAlarm(book, { kind: 'acknowledge', alarmId: alarm.id, by: 'asha', seenMs: nowMs }, nowMs);
        if (!result.ok) continue;
        book = result.book;
        store(result.transitions);
      }
    },
    kill: (): void => {
      memory = emptyRiskMemory;
      book = restoreAlarmBook([...new Map(stored.map(({ alarm }) => [alarm.id, alarm])).values()], nowMs);
    },
    lives: () => [...book.open.values()].map(({ alarm }) => `${alarm.subject.id} ${alarm.priority} ${alarm.life}`),
  };
}

/** ±5 % around the value, always the same: less than the deadband, more than an edge can bear without one. */
const tremble = (value: number, i: number): number => value * (1 + 0.05 * Math.sin(i * 2.4));

test('a surge up to red and back is one alarm, raised when its on-delay is over', () => {
  const station = createStation();
  for (let i = 0; i < 60; i += 1) station.tick(tremble(1, i));
  const crossedMs = station.nowMs();
  for (let i = 0; i < 600; i += 1) station.tick(tremble(2.2 + 2.2 * Math.sin((i / 600) * Math.PI), i));
  for (let i = 0; i < 120; i += 1) station.tick(tremble(1, i));
  expect(station.stored.map(({ kind, alarm }) => `${kind} ${alarm.priority}`)).toEqual([
    'raised low',
    'worsened medium',
    'worsened high',
    'eased medium',
    'eased low',
    'returned low',
  ]);
  expect((station.stored[0]?.atMs ?? 0) - crossedMs).toBeLessThanOrEqual(12_000);
});

test('a camera lost in the surge hides the alarm, visibly, and gives it back as it was', () => {
  const station = createStation();
  for (let i = 0; i < 60; i += 1) station.tick(3.5);
  station.acknowledgeAll();
  const lostMs = station.nowMs();
  for (let i = 0; i < 30; i += 1) station.tick(null, camera('c0', 'reconnecting', lostMs));
  for (let i = 0; i < 60; i += 1) station.tick(null, camera('c0', 'offline', lostMs));
  expect(station.lives()).toEqual(['a medium suppressed', 'c0 medium unacknowledged']);
  for (let i = 0; i < 60; i += 1) station.tick(3.5);
  expect(station.lives()).toEqual(['a medium acknowledged', 'c0 medium returned']);
  expect(station.stored.filter(({ kind }) => kind === 'raised')).toHaveLength(2);
});

test('killed twenty times in the surge: no second alarm, no lost acknowledgement', () => {
  const station = createStation();
  for (let i = 0; i < 60; i += 1) station.tick(3.5);
  station.acknowledgeAll();
  for (let n = 0; n < 20; n += 1) {
    station.kill();
    for (let i = 0; i < 40; i += 1) station.tick(null, camera('c0', 'reconnecting'));
    for (let i = 0; i < 40; i += 1) station.tick(3.5);
  }
  expect(station.lives()).toEqual(['a medium acknowledged']);
  expect(station.stored.filter(({ kind }) => kind === 'raised')).toHaveLength(1);
  expect(station.stored.filter(({ kind }) => kind === 'acknowledged')).toHaveLength(1);
});
