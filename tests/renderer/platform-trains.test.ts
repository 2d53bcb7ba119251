/** The train that a platform shows: the one that stands there, the next one while it is near, and never a time that is not known. */
import { expect, test } from 'vitest';
import type { IncomingTrainReply } from '../../src-contract/api/trains.ts';
import { trainAt } from '../../src-renderer/control-room/trains/platform-trains.ts';

const nowMs = Date.parse('2026-11-28T12:00:00Z');
const inMinutes = (minutes: number) => new Date(nowMs + minutes * 60_000).toISOString();

function train(change: Partial<IncomingTrainReply> = {}): IncomingTrainReply {
  return {
    ...{ train_id: '90541', line: 'western', destination: null, platform: '1', current_station: null, next_station: null },
    ...{ crowd_level: 'unknown', eta_minutes: 3, expected_at: inMinutes(3.5), scheduled_at: inMinutes(1), delay_minutes: 2 },
    ...{ status: 'running', source: 'live', stale: false, reported_at: inMinutes(-1), cars: null, occupancy: null },
    ...{ load_basis: 'unknown', confidence: 0, expected_to_alight: null, platform_count_after: null, ...change },
  };
}

const shown = (trains: readonly IncomingTrainReply[], asOfMs: number | null = nowMs) =>
  trainAt('1', { trains, asOfMs }, nowMs)?.state ?? null;

test.each([
  ['on its way', [train()], { kind: 'coming', minutes: 3, planned: false }],
  [
    'by the timetable alone',
    [train({ status: 'scheduled', source: 'timetable' })],
    { kind: 'coming', minutes: 3, planned: true },
  ],
  ['standing there goes before coming', [train(), train({ status: 'at_platform' })], { kind: 'here' }],
  ['its time has passed without word', [train({ status: 'due', expected_at: null })], { kind: 'due' }],
  ['an old report', [train({ stale: true, reported_at: inMinutes(-4) })], { kind: 'old', ageMs: 240_000 }],
  ['too far away', [train({ expected_at: inMinutes(6) })], null],
  ['cancelled', [train({ status: 'cancelled', expected_at: null })], null],
  ['at another platform', [train({ platform: '2' })], null],
] as const)('%s', (_, trains, state) => {
  expect(shown(trains)).toEqual(state);
});

test('a list that is old says its age and no time, and then nothing', () => {
  expect(shown([train()], nowMs - 60_000)).toEqual({ kind: 'old', ageMs: 60_000 });
  expect(shown([train({ status: 'at_platform' })], nowMs - 11 * 60_000)).toBeNull();
  expect(shown([train()], null)).toBeNull();
});
