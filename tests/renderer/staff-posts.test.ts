/** Who is shown on duty, how a lost phone is told from one that is there, and where on the plan they stand. */
import { expect, test } from 'vitest';
import type { SessionReply } from '../../src-contract/api/people.ts';
import type { SiteReply } from '../../src-contract/api/site.ts';
import { zonePlaces } from '../../src-renderer/control-room/map/mark-places.ts';
import { initialsOf, seenPosts, staffPosts } from '../../src-renderer/control-room/staff/staff-posts.ts';

const nowMs = Date.parse('2026-11-28T12:00:00Z');
const ago = (ms: number) => new Date(nowMs - ms).toISOString();

function phone(change: Partial<SessionReply> = {}): SessionReply {
  return {
    ...{ id: 'a', kind: 'phone', name: 'Asha Rao', role: 'staff', lines: null, zone: 'p1', agent: null, is_own: false },
    ...{ created_at: ago(3_600_000), last_seen_at: ago(0), expires_at: ago(-3_600_000), connected: true },
    ...{ on_shift: true, on_shift_at: ago(2000), awake: true, ...change },
  };
}

const looks = (sessions: readonly SessionReply[], atMs = nowMs) =>
  seenPosts(staffPosts(sessions), atMs).map(({ post, look }) => [post.id, look.kind]);

test('off shift is not shown; lost is shown as lost from the first moment, and after its time not at all', () => {
  const lost = { connected: false, on_shift: null, awake: null } as const;
  const sessions = [
    phone({ id: 'off', on_shift: false, on_shift_at: null }),
    phone({ id: 'lost', ...lost, on_shift_at: ago(5000) }),
    phone({ id: 'here' }),
    phone({ id: 'gone', ...lost, on_shift_at: ago(11 * 60_000) }),
  ];
  expect(looks(sessions)).toEqual([
    ['here', 'here'],
    ['lost', 'lost'],
  ]);
});

test('a list that the station no longer answers for grows old with all who are on it', () => {
  expect(looks([phone()], nowMs + 60_000)).toEqual([['a', 'lost']]);
  expect(looks([phone()], nowMs + 11 * 60_000)).toEqual([]);
});

test('initials in any script', () => {
  expect(['Asha Rao', 'ravi', 'Meena  of the East', 'नीता काळे'].map(initialsOf)).toEqual(['AR', 'R', 'MO', 'नीका']);
});

test('a zone’s people stand in its corner, away from its label; a platform is marked at the largest of its zones', () => {
  const square = (sideM: number): [number, number][] => [
    [0, 0],
    [sideM, 0],
    [sideM, sideM],
    [0, sideM],
  ];
  const zone = (id: string, platform: string | null, polygon: [number, number][] | null) =>
    ({ id, name: id, kind: 'waiting', platform, polygon }) as const;
  const zones = [zone('a', '1', square(1)), zone('b', '1', square(2)), zone('c', null, square(3)), zone('d', '2', null)];
  const places = zonePlaces({ zones, cameras: [] } as unknown as SiteReply);
  expect(places.map(({ id, platform, at, anchor }) => [id, platform, at, anchor])).toEqual([
    ['a', null, [0, 1], 'top-left'],
    ['b', '1', [0, 2], 'top-left'],
    ['c', null, [0, 3], 'top-left'],
  ]);
});
