/** Calls for help wait for the network, go out in order, and are one report however often they are sent. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { addCall, callQueue, createCallSender, type HelpCall } from '../../src-renderer/staff-phone/panic/panic-queue.ts';
import type { Delivery } from '../../src-renderer/staff-phone/queue/kept-queue.ts';

const storage = new Map<string, string>();

beforeEach(() => {
  globalThis.localStorage = {
    getItem: (key: string) => storage.get(key) ?? null,
    setItem: (key: string, value: string) => void storage.set(key, value),
    removeItem: (key: string) => void storage.delete(key),
    clear: () => storage.clear(),
    key: () => null,
    length: 0,
  };
});
afterEach(() => callQueue.forget());

const call = (description: string) => ({ severity: 'high', description, location: null, zoneId: 'p1', atMs: 1 }) as const;
const calls = () => callQueue.use.getState().items;
const states = () => calls().map(({ description, delivery }) => `${description} ${delivery.kind}`);

test('without a network they wait, and go out in order once there is one, each under the same key', async () => {
  const sent: string[] = [];
  let isUp = false;
  const send = async ({ clientId, description }: HelpCall): Promise<Delivery | { kind: 'later' }> => {
    sent.push(`${description} ${clientId}`);
    return isUp ? { kind: 'delivered', incidentId: 'i1' } : { kind: 'later' };
  };
  const sendCalls = createCallSender(send);
  addCall(call('first'));
  addCall(call('second'));
  expect(await sendCalls()).toBe(false);
  expect(await sendCalls()).toBe(false);
  expect(states()).toEqual(['second queued', 'first queued']);
  isUp = true;
  expect(await sendCalls()).toBe(true);
  expect(states()).toEqual(['second delivered', 'first delivered']);
  expect(sent.map((line) => line.split(' ')[0])).toEqual(['first', 'first', 'first', 'second']);
  expect(new Set(sent).size).toBe(2);
});

test('two senders at once send each call once', async () => {
  let count = 0;
  const sendCalls = createCallSender(async () => {
    count += 1;
    return { kind: 'delivered', incidentId: 'i1' };
  });
  addCall(call('one'));
  await Promise.all([sendCalls(), sendCalls(), sendCalls()]);
  expect(count).toBe(1);
});

test('what is on its way is kept on the phone before it is sent', () => {
  addCall(call('kept'));
  expect(storage.get('kavach.phone.calls')).toContain('"kept"');
});

test('a refusal is shown and holds back nobody', async () => {
  addCall(call('bad'));
  addCall(call('good'));
  const sendCalls = createCallSender(async ({ description }) =>
    description === 'bad' ? { kind: 'refused', why: 'no such station' } : { kind: 'delivered', incidentId: 'i1' },
  );
  await sendCalls();
  expect(states()).toEqual(['good delivered', 'bad refused']);
});

test('settled ones go after a while, waiting ones never', () => {
  addCall(call('waiting'));
  for (let i = 0; i < 30; i += 1) {
    addCall(call(`${i}`));
    const [newest] = calls();
    callQueue.change(newest?.clientId ?? '', { delivery: { kind: 'delivered', incidentId: `i${i}` } });
  }
  expect(calls()).toHaveLength(21);
  expect(states()).toContain('waiting queued');
});
