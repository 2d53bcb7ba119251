// @vitest-environment happy-dom
/** Signing in by password: what is sent, and what each refusal says to the person. */
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SignInForm } from '../../src-renderer/control-room/account/sign-in-form.tsx';
import { useSession } from '../../src-renderer/control-room/station/session-store.ts';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
const start = useSession.getState();
let root: Root;
let place: HTMLElement;

/** The page takes hold of `fetch` when it loads, so the station stands there before. */
const station = vi.hoisted(() => {
  const sent: { url: string; body: unknown }[] = [];
  const made = { sent, answer: (): Response => new Response() };
  globalThis.fetch = async (url, request) => {
    sent.push({ url: String(url), body: JSON.parse(String(request?.body)) });
    return made.answer();
  };
  return made;
});

beforeEach(() => {
  station.sent.length = 0;
  place = document.body.appendChild(document.createElement('div'));
  root = createRoot(place);
});
afterEach(() => {
  act(() => root.unmount());
  place.remove();
  useSession.setState(start, true);
});

function type(input: Element | null, text: string): void {
  if (!(input instanceof HTMLInputElement)) expect.fail('no such field');
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, text);
  input.dispatchEvent(new Event('input', { bubbles: true }));
}

async function signIn(): Promise<string> {
  act(() => root.render(<SignInForm />));
  act(() => type(place.querySelector('[autocomplete="username"]'), 'asha'));
  act(() => type(place.querySelector('[autocomplete="current-password"]'), 'a good long password'));
  await act(async () => place.querySelector('form')?.requestSubmit());
  const told = () => place.querySelector('[role="alert"]')?.textContent ?? '';
  await vi.waitFor(async () => {
    await act(async () => {});
    expect(told()).not.toBe('');
  });
  return told();
}

test.each([
  [401, 'UNAUTHENTICATED', 'The name or the password is wrong.'],
  [429, 'RATE_LIMITED', 'Too many wrong passwords. Wait some minutes, then try again.'],
  [503, 'UNAVAILABLE', 'The station is busy. Try again in a moment.'],
])('a refusal with %i is told in words', async (status, code, expected) => {
  station.answer = () => Response.json({ error: { code, message: 'why' } }, { status });
  expect(await signIn()).toBe(expected);
  expect(station.sent).toEqual([
    { url: '/api/auth/login', body: { username: 'asha', password: 'a good long password', cookie: true } },
  ]);
});

test('a station that is away is told too', async () => {
  station.answer = () => {
    throw new TypeError('fetch failed');
  };
  expect(await signIn()).toMatch(/^The station can’t be reached/);
});

test('the password is hidden until somebody asks for it', async () => {
  act(() => root.render(<SignInForm />));
  const field = () => place.querySelector('[autocomplete="current-password"]')?.getAttribute('type');
  expect(field()).toBe('password');
  act(() => place.querySelector<HTMLElement>('[aria-label="Show the password"]')?.click());
  expect(field()).toBe('text');
});
