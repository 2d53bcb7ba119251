// @vitest-environment happy-dom
/** The one row that is always there: what the operator is told first. */
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { MemoryRouter } from 'react-router';
import { afterEach, expect, test } from 'vitest';
import { Banner } from '../../src-renderer/control-room/frame/banner.tsx';
import { useSession } from '../../src-renderer/control-room/station/session-store.ts';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
const start = useSession.getState();
afterEach(() => useSession.setState(start, true));

function shownText(): string {
  const place = document.createElement('div');
  const root = createRoot(place);
  act(() =>
    root.render(
      <MemoryRouter>
        <Banner />
      </MemoryRouter>,
    ),
  );
  const text = place.textContent ?? '';
  act(() => root.unmount());
  return text;
}

test('is quiet while nothing is wrong', () => {
  useSession.setState({ link: { kind: 'connected', sinceMs: Date.now() } });
  expect(shownText()).toBe('No unacknowledged alarm');
});

test('says before anything else that alarms can’t be saved, and why', () => {
  useSession.setState({ link: { kind: 'connected', sinceMs: Date.now() }, storeFault: 'the disk is full' });
  expect(shownText()).toMatch(/^Alarms can’t be saved.*the disk is full$/);
});
