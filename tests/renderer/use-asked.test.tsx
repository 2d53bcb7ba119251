// @vitest-environment happy-dom
/** A list that is asked for again and again: an old answer stays in sight while there is no new one, and a late one never wins. */
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type AskedAgain, useAsked } from '../../src-renderer/control-room/station/use-asked.ts';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

interface Question {
  readonly signal: AbortSignal;
  answer(value: string): Promise<void>;
  fail(): Promise<void>;
}

/** Until everything that follows from it at once has happened. */
function settle(does: () => void): Promise<void> {
  return act(async () => {
    does();
    await vi.advanceTimersByTimeAsync(0);
  });
}

function mount(everyMs: number | null) {
  const questions: Question[] = [];
  const ask = (signal: AbortSignal) =>
    new Promise<string>((resolve, reject) => {
      questions.push({
        signal,
        answer: (value) => settle(() => resolve(value)),
        fail: () => settle(() => reject(new Error('away'))),
      });
    });
  let newest: AskedAgain<string> | null = null;
  function Probe() {
    newest = useAsked(ask, everyMs);
    return null;
  }
  const root = createRoot(document.createElement('div'));
  act(() => root.render(<Probe />));
  const shown = () => newest?.asked;
  const question = (place: number) => questions[place] ?? expect.fail(`question ${place} was not asked`);
  return { questions, question, shown, again: () => settle(() => newest?.again()), unmount: () => act(() => root.unmount()) };
}

test('keeps the last answer, marked, while the station is away, and recovers', async () => {
  const { question, shown, questions, unmount } = mount(1_000);
  expect(shown()).toEqual({ kind: 'loading' });
  await question(0).answer('one phone');
  await act(() => vi.advanceTimersByTimeAsync(1_000));
  await question(1).fail();
  expect(shown()).toMatchObject({ kind: 'ready', value: 'one phone', fault: new Error('away') });
  await act(() => vi.advanceTimersByTimeAsync(1_000));
  await question(2).answer('two phones');
  expect(shown()).toEqual({ kind: 'ready', value: 'two phones', fault: null });
  unmount();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(questions).toHaveLength(3);
  expect(question(0).signal.aborted).toBe(true);
});

test('a first question that fails says so', async () => {
  const { question, shown, unmount } = mount(null);
  await question(0).fail();
  expect(shown()).toMatchObject({ kind: 'failed' });
  unmount();
});

test('asked again by hand, the overtaken answer is dropped', async () => {
  const { question, shown, again, unmount } = mount(null);
  await again();
  await question(1).answer('after the change');
  await question(0).answer('before the change');
  expect(shown()).toMatchObject({ value: 'after the change' });
  unmount();
});
