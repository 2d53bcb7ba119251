/** What is asked about ways on foot: in the control room, and on a phone, which keeps its last answers. */
import { afterEach, expect, test } from 'vitest';
import { askWayOut, chooseEnd, questionOf, useWalks } from '../../src-renderer/control-room/walks/walks-store.ts';
import { readGoal, writeGoal } from '../../src-renderer/staff-phone/way/way-goal.ts';
import { forgetWays, keepAnswer, useWays } from '../../src-renderer/staff-phone/way/way-store.ts';
import { routesReply } from './walk-samples.ts';

afterEach(() => {
  useWalks.setState(useWalks.getInitialState());
  forgetWays();
});
const platform = { id: 'p1', label: 'Platform 1' };
const bridge = { id: 'fob', label: 'Footbridge' };

test('a walk needs both ends, the way out only its start', () => {
  expect(questionOf(useWalks.getState())).toBeNull();
  chooseEnd('from', platform);
  expect(questionOf(useWalks.getState())).toBeNull();
  chooseEnd('to', bridge);
  expect(questionOf(useWalks.getState())).toEqual({ from: 'p1', to: 'fob', mode: 'walk', avoidCrowd: true });
  askWayOut(bridge);
  expect(questionOf(useWalks.getState())).toEqual({ from: 'fob', mode: 'evacuate', avoidCrowd: true });
});

test('an end that was chosen ends the picking on the map, and the best way is looked at again', () => {
  useWalks.setState({ picking: 'from', rank: 2 });
  chooseEnd('from', platform);
  expect(useWalks.getState()).toMatchObject({ picking: null, rank: 0 });
});

test.each(['out', 'nearest:toilet', 'zone:p1', 'zone:a:b'])('a goal is read as it was written: %s', (text) => {
  expect(writeGoal(readGoal(text))).toBe(text);
});

test.each(['', 'nearest:palace', 'zone:', 'elsewhere'])('a goal that cannot be read is the way out: %j', (text) => {
  expect(readGoal(text)).toEqual({ kind: 'out' });
});

test('the newest answers are kept, one a question', () => {
  for (const from of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'b']) keepAnswer({ from, goal: 'out', reply: routesReply([]) });
  expect(useWays.getState().answers.map(({ from }) => from)).toEqual(['b', 'g', 'f', 'e', 'd', 'c']);
});
