import { expect, it } from 'vitest';
import type { CameraState } from '../../src-contract/domain/camera.ts';
import { type CameraFacts, nextCameraState } from '../../src-main/sources/camera-life.ts';

const base: CameraFacts = {
  nowMs: 100_000,
  receiving: true,
  health: 'good',
  pictureMs: 99_900,
  attempt: 1,
  reason: 'connection refused by 10.0.0.5:554',
  offlineAfterMs: 15_000,
};
const live: CameraState = { kind: 'live', sinceMs: 5 };

it.each<[string, Partial<CameraFacts>, CameraState['kind']]>([
  ['pictures arrive', {}, 'live'],
  ['pictures arrive, all the same', { health: 'frozen' }, 'frozen'],
  ['pictures arrive, black', { health: 'covered' }, 'covered'],
  ['lost a moment ago', { receiving: false }, 'reconnecting'],
  ['lost just under 15 s ago', { receiving: false, pictureMs: 85_001 }, 'reconnecting'],
  ['lost 15 s ago', { receiving: false, pictureMs: 85_000 }, 'offline'],
  ['never there', { receiving: false, pictureMs: Number.NEGATIVE_INFINITY }, 'offline'],
  ['lost while frozen', { receiving: false, health: 'frozen' }, 'reconnecting'],
])('%s', (_, facts, kind) => {
  expect(nextCameraState(live, { ...base, ...facts }).kind).toBe(kind);
});

it('keeps its beginning while the kind stays, and says nothing when nothing changes', () => {
  const lost = nextCameraState(live, { ...base, receiving: false });
  const later = nextCameraState(lost, { ...base, receiving: false, nowMs: 101_000 });
  expect(later).toBe(lost);
  const nextTry = nextCameraState(later, { ...base, receiving: false, nowMs: 102_000, attempt: 2 });
  expect(nextTry).toEqual({ ...lost, attempt: 2 });
});
