// @vitest-environment happy-dom
/** Writing to a line as an operator: what is sent again is the same message only while nothing about it was changed. */
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LineField } from '../../src-renderer/control-room/chat/line-field.tsx';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
let root: Root;
let place: HTMLElement;

/** The page takes hold of `fetch` when it loads; this station answers nothing. */
const sent = vi.hoisted(() => {
  const bodies: { client_id: string; official: boolean }[] = [];
  globalThis.fetch = async (_url, request) => {
    bodies.push(JSON.parse(String(request?.body)));
    throw new TypeError('no answer');
  };
  return bodies;
});

beforeEach(() => {
  sent.length = 0;
  place = document.body.appendChild(document.createElement('div'));
  root = createRoot(place);
  act(() => root.render(<LineField line="western" />));
});
afterEach(() => {
  act(() => root.unmount());
  place.remove();
});

function write(text: string): void {
  const field = place.querySelector('textarea');
  if (field === null) expect.fail('no field');
  act(() => {
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set?.call(field, text);
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
}

async function submit(): Promise<string> {
  const before = sent.length;
  await act(async () => place.querySelector('form')?.requestSubmit());
  await vi.waitFor(() => expect(sent.length).toBe(before + 1));
  await act(async () => {});
  return sent.at(-1)?.client_id ?? '';
}

test('sent again it is the same message; as an official line, or in other words, it is another', async () => {
  write('Use stairs 2');
  const first = await submit();
  expect(await submit()).toBe(first);
  act(() => place.querySelector<HTMLInputElement>('input[type=checkbox]')?.click());
  const official = await submit();
  expect(official).not.toBe(first);
  expect(sent.at(-1)).toMatchObject({ official: true });
  write('Use stairs 3');
  expect(await submit()).not.toBe(official);
});
