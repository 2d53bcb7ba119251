/** What a start makes of the last moment before it, and what a trial decides. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { compareVersions } from '../../../src-contract/update-feed.ts';
import type { StationState } from '../../../src-main/desktop/station-child.ts';
import { guardWord, readGuardOrder } from '../../../src-main/desktop/updates/guard-order.ts';
import { judgeStart } from '../../../src-main/desktop/updates/judge-start.ts';
import { startTrial, type Verdict } from '../../../src-main/desktop/updates/trial.ts';
import type { Phase } from '../../../src-main/desktop/updates/update-state.ts';

const move = { from: '1.0.0', to: '1.1.0', program: '/p', args: [], backup: { name: 'b', madeMs: 1 }, downBefore: [] };
const trial = (starts: number, endedInOrder = false): Phase => ({
  ...{ kind: 'trial', ...move, starts, endedInOrder, guard: null, desktop: null },
});

describe('a start', () => {
  it.each<[Phase, string, Phase['kind'], string | null]>([
    [{ kind: 'none' }, '1.0.0', 'none', null],
    [{ kind: 'installing', ...move }, '1.0.0', 'none', null],
    [{ kind: 'installing', ...move }, '1.1.0', 'trial', null],
    [trial(0), '1.1.0', 'trial', null],
    [trial(3), '1.1.0', 'trial', 'it was started 3 times and never ran well'],
    [trial(3, true), '1.1.0', 'trial', null],
    [trial(1), '1.0.0', 'returned', null],
    [{ kind: 'returning', ...move, why: 'x' }, '1.1.0', 'returning', 'x'],
    [{ kind: 'returning', ...move, why: 'x' }, '1.0.0', 'returned', null],
    [{ kind: 'returned', ...move, why: 'x', atMs: 1, isSettled: true }, '1.0.0', 'returned', null],
    [{ kind: 'returned', ...move, why: 'x', atMs: 1, isSettled: true }, '1.1.0', 'none', null],
    [{ kind: 'confirmed', ...move, atMs: 1 }, '1.1.0', 'confirmed', null],
    [trial(1), '2.0.0', 'none', null],
  ])('after %j of %s is %s', (phase, version, kind, mustGiveWay) => {
    const judged = judgeStart({ newestSeen: null, refused: [], phase }, version, 5);
    expect([judged.state.phase.kind, judged.mustGiveWay]).toEqual([kind, mustGiveWay]);
    if (kind === 'returned' && phase.kind !== 'returned') expect(judged.state.refused).toEqual(['1.1.0']);
  });

  it('counts itself, but for one after an end in order', () => {
    const startsAfter = (phase: Phase): unknown => judgeStart({ newestSeen: null, refused: [], phase }, '1.1.0', 5).state.phase;
    expect(startsAfter(trial(1))).toMatchObject({ starts: 2 });
    expect(startsAfter(trial(1, true))).toMatchObject({ starts: 1, endedInOrder: false });
  });
});

describe('a trial', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());
  const running: StationState = { kind: 'running', stationName: 'Dadar', origin: 'http://127.0.0.1:1', restoredFromMs: null };
  const limits = { steadyMs: 60_000, trialMs: 600_000, mostDeaths: 3 };

  function begin(isWell: () => boolean) {
    const findFault = async () => (isWell() ? null : 'down since the update: models');
    const verdicts: Verdict[] = [];
    const started = startTrial({ limits, findFault, onVerdict: (verdict) => verdicts.push(verdict) });
    return { ...started, verdicts };
  }

  it('ends well once the station has run a minute without a death and answers', async () => {
    let answers = false;
    const { follow, verdicts } = begin(() => answers);
    follow(running);
    await vi.advanceTimersByTimeAsync(59_000);
    follow({ kind: 'restarting' });
    follow(running);
    await vi.advanceTimersByTimeAsync(61_000);
    expect(verdicts).toEqual([]);
    answers = true;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(verdicts).toEqual([{ kind: 'runs-well' }]);
  });

  it('fails with a station that is given up, dies again and again, never comes, or lacks a part', async () => {
    const given = begin(() => true);
    given.follow({ kind: 'failed', reason: 'the store is broken' });
    const dying = begin(() => true);
    for (let death = 0; death < 3; death += 1) dying.follow({ kind: 'restarting' });
    const absent = begin(() => true);
    const unwell = begin(() => false);
    unwell.follow(running);
    await vi.advanceTimersByTimeAsync(600_000);
    const whyOf = ({ verdicts }: typeof given): unknown => verdicts;
    expect([given, dying, absent, unwell].map(whyOf)).toEqual([
      [{ kind: 'fails', why: 'the store is broken' }],
      [{ kind: 'fails', why: 'its station ended 3 times' }],
      [{ kind: 'fails', why: 'its station did not run well within 600 s' }],
      [{ kind: 'fails', why: 'its station did not run well within 600 s: down since the update: models' }],
    ]);
  });
});

it('the guard’s order is one word, and no other word is one', () => {
  const order = { folder: '/home/a b/updates', after: 12 };
  expect(readGuardOrder(['--no-sandbox', guardWord(order)])).toEqual(order);
  for (const words of [[], ['--guard-update=x:/a'], ['--guard-update=1:a'], ['--guard-update']])
    expect(readGuardOrder(words)).toBeNull();
});

it('versions are compared by number', () => {
  const ordered = ['0.9.9', '0.10.0', '1.0.0', '1.0.10'];
  expect([...ordered].reverse().sort(compareVersions)).toEqual(ordered);
});
