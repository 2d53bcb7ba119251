/** A past stretch on the page: what stood at a time, what to jump to, and times of the station's clock in a date-time field. */
import { describe, expect, test } from 'vitest';
import type { ReplayReply } from '../../src-contract/api/replay.ts';
import { localInput, stationMs } from '../../src-renderer/control-room/replay/local-input.ts';
import {
  alarmsAt,
  clipLanes,
  eventAfter,
  eventBefore,
  evidenceAt,
  figuresAt,
  isGap,
  pastOf,
  stepAt,
  worstBands,
} from '../../src-renderer/control-room/replay/past.ts';
import { thresholdChanges } from '../../src-renderer/control-room/thresholds/threshold-changes.ts';
import { draftOf, readThresholds } from '../../src-renderer/control-room/thresholds/threshold-draft.ts';
import { thresholdEdits } from '../../src-renderer/control-room/thresholds/threshold-edits.ts';
import { alarm } from './alarm-samples.ts';

const fromMs = Date.UTC(2026, 10, 20, 6);
const at = (s: number) => new Date(fromMs + s * 1000).toISOString();
const event = (
  seq: number,
  s: number,
  kind: 'raised' | 'acknowledged' | 'closed',
  state: 'unacknowledged' | 'acknowledged' | 'normal',
) => ({
  ...{ seq, event: kind, timestamp: at(s), actor: 'station', note: null },
  alarm: alarm({ id: 'a', state, raised_at: at(2) }),
});
const reply: ReplayReply = {
  ...{ from: at(0), to: at(10), step_s: 1 },
  zones: [{ id: 'p1', counts: [1, 2, null, 40], densities: [null, 0.5, null, 3], bands: [1, 1, 0, 4] }],
  alarms: {
    opened: [alarm({ id: 'old', state: 'acknowledged' })],
    events: [
      event(1, 2, 'raised', 'unacknowledged'),
      event(2, 5, 'acknowledged', 'acknowledged'),
      event(3, 8, 'closed', 'normal'),
    ],
    truncated: false,
  },
  marks: [
    { at: at(6), kind: 'incident-opened', id: 'i', title: 'Fall' },
    { at: at(9), kind: 'evidence-mark', id: 'm', title: null },
  ],
  clips: [
    { id: 'one', camera: 'c1', from: at(-3), to: at(2) },
    { id: 'two', camera: 'c2', from: at(1), to: at(4) },
    { id: 'three', camera: 'c1', from: at(3), to: at(5) },
  ],
};
const past = pastOf(reply);

describe('the past', () => {
  test('zones have the figures of their step, and a step without any is a gap', () => {
    expect(figuresAt(past, 'p1', stepAt(past, fromMs + 3900))).toEqual({ band: 'red', count: 40, density: 3 });
    expect(figuresAt(past, 'p1', 99)).toEqual({ band: 'unknown', count: null, density: null });
    expect([0, 2, 3].map((step) => isGap(past, step))).toEqual([false, true, false]);
    expect(worstBands(past, 2)).toEqual(['red', 'unknown']);
  });

  test('alarms stand as their newest step before left them', () => {
    const standing = (s: number) => alarmsAt(past, fromMs + s * 1000).map(({ id, state }) => `${id} ${state}`);
    expect(standing(1)).toEqual(['old acknowledged']);
    expect(standing(2).toSorted()).toEqual(['a unacknowledged', 'old acknowledged']);
    expect(standing(6).toSorted()).toEqual(['a acknowledged', 'old acknowledged']);
    expect(standing(9)).toEqual(['old acknowledged']);
  });

  test('one jumps from what called to what called, not to what people did', () => {
    expect(past.events.map(({ atMs }) => (atMs - fromMs) / 1000)).toEqual([2, 6, 9]);
    expect(eventAfter(past, fromMs)?.atMs).toBe(fromMs + 2000);
    expect(eventAfter(past, fromMs + 9000)).toBeNull();
    expect(eventBefore(past, fromMs + 6000)?.atMs).toBe(fromMs + 2000);
  });
});

test('the evidence of a time is the clips that hold it and the marks beside it; clips that overlap stand apart', () => {
  const found = (s: number) => {
    const { clips, marks } = evidenceAt(past, fromMs + s * 1000);
    return [...clips.map(({ id }) => id), ...marks.map(({ atMs }) => (atMs - fromMs) / 1000)];
  };
  expect([found(1), found(3.5), found(8)]).toEqual([['one', 'two'], ['two', 'three'], [9]]);
  const lanes = (most: number) => clipLanes(past.clips, most).map(({ clip, lane }) => `${clip.id} ${lane}`);
  expect(lanes(3)).toEqual(['one 0', 'two 1', 'three 0']);
  expect(lanes(1)).toEqual(['one 0', 'two 0', 'three 0']);
});

test('a date-time field speaks the station’s clock, on both sides of a change of it', () => {
  expect(localInput(fromMs, 'Asia/Kolkata')).toBe('2026-11-20T11:30');
  for (const zone of ['Asia/Kolkata', 'Europe/Berlin', 'America/New_York'])
    for (const ms of [fromMs, Date.UTC(2026, 2, 29, 0, 30), Date.UTC(2026, 2, 29, 1, 30), Date.UTC(2026, 10, 1, 12)])
      expect(stationMs(localInput(ms, zone), zone)).toBe(ms);
  expect(stationMs('', 'Asia/Kolkata')).toBeNull();
});

test('thresholds are read as typed, refused where they don’t rise, and become the edits of what differs', () => {
  const inForce = {
    ...{ moving: [1, 2, 3, 4], waiting: [2, 3, 4, 5], occupancy: [0.5, 0.75, 1, 1.25] },
    ...{ zones: { p1: [0.6, 1.6, 2.4, 3.2] }, on_delay_s: 10, off_delay_s: 30, deadband: 0.1 },
  } satisfies Parameters<typeof draftOf>[0];
  const draft = draftOf(inForce);
  expect(draft).toMatchObject({ occupancy: ['50', '75', '100', '125'], deadband: '10' });
  expect(readThresholds(draft)).toEqual({ ok: true, thresholds: inForce });
  expect(readThresholds({ ...draft, moving: ['1,5', '2', '3', '4'] })).toMatchObject({
    ok: true,
    thresholds: { moving: [1.5, 2, 3, 4] },
  });
  expect(readThresholds({ ...draft, waiting: ['3', '2', '4', '5'] })).toEqual({ ok: false, row: 'waiting', fault: 'edges' });
  expect(readThresholds({ ...draft, onDelayS: '601' })).toEqual({ ok: false, row: 'onDelayS', fault: 'number' });
  expect(
    thresholdChanges(inForce, { ...inForce, moving: [1, 2, 3, 4.5], zones: { p2: [1, 2, 3, 4] }, deadband: 0.1 + 1e-12 }),
  ).toEqual([
    { row: 'moving', was: [1, 2, 3, 4], willBe: [1, 2, 3, 4.5] },
    { row: 'zone', zoneId: 'p1', was: [0.6, 1.6, 2.4, 3.2], willBe: null },
    { row: 'zone', zoneId: 'p2', was: null, willBe: [1, 2, 3, 4] },
  ]);
  expect(thresholdEdits(inForce, { ...inForce, zones: { p2: [1, 2, 3, 4] } })).toEqual([
    expect.objectContaining({ part: 'settings' }),
    { part: 'zone', id: 'p1', change: { bands: null } },
    { part: 'zone', id: 'p2', change: { bands: [1, 2, 3, 4] } },
  ]);
});
