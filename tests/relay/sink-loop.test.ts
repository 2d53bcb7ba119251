/** One engine's loop, with an engine that does as it is told: waits, refusals, order, and its end. */
import { expect, onTestFinished, test } from 'vitest';
import type { NumberedRelayEvent } from '../../src-contract/domain/outbox.ts';
import { createClock } from '../../src-main/clock.ts';
import { createRelay } from '../../src-main/relay/relay.ts';
import { retryDelayMs } from '../../src-main/relay/retry-delay.ts';
import { EventRefused, type Sink } from '../../src-main/relay/sink.ts';
import { until } from '../fixtures/until.ts';
import { idsOf, makeEvents, openOutbox } from '../store/outbox-fixture.ts';
import { silentLog } from '../store/store-fixture.ts';

function startLoop(send: (events: readonly NumberedRelayEvent[]) => Promise<void>) {
  const clock = createClock();
  const { outbox } = openOutbox({ sinks: ['kafka'], nowMs: () => clock.nowMs() });
  const sink: Sink = { name: 'kafka', connect: async () => undefined, send, close: async () => undefined };
  const relay = createRelay({ outbox, sinks: [sink], clock, log: silentLog });
  onTestFinished(() => relay.stop());
  relay.start();
  return { outbox, relay, figures: () => relay.figures()[0] };
}

test.each([
  [1, 1000],
  [2, 2000],
  [6, 32_000],
  [7, 60_000],
  [500, 60_000],
])('after %i failures the wait is at most %i ms and at least half of it', (failures, longestMs) => {
  expect(retryDelayMs(failures, 0)).toBe(longestMs);
  expect(retryDelayMs(failures, 1)).toBe(longestMs / 2);
});

test('what fails is sent again as it was, and the reason is shown until it has arrived', async () => {
  const tries: string[][] = [];
  const { outbox, figures } = startLoop(async (events) => {
    tries.push(idsOf(events));
    if (tries.length < 3) throw new AggregateError([new Error(''), new Error('connect ECONNREFUSED')]);
  });
  outbox.queue(makeEvents(3));
  const state = await until('the failure', () => (figures()?.state.kind === 'waiting' ? figures()?.state : null));
  expect(state).toMatchObject({ reason: 'connect ECONNREFUSED' });
  await until('the arrival', () => figures()?.state.kind === 'sending');
  expect(tries).toEqual([1, 2, 3].map(() => ['e1', 'e2', 'e3']));
  expect(figures()).toMatchObject({ sentTotal: 3, waitingEvents: 0, lagMs: 0 });
});

test('refused events are found by halving; the others arrive in order, none of them twice', async () => {
  const arrived: string[] = [];
  const poison = new Set(['e1', 'e200', 'e201', 'e500']);
  const { outbox, figures } = startLoop(async (events) => {
    const bad = events.find(({ eventId }) => poison.has(eventId));
    if (bad !== undefined) throw new EventRefused(`${bad.eventId} is too large`);
    arrived.push(...idsOf(events));
  });
  outbox.queue(makeEvents(500));
  await until('all', () => figures()?.waitingEvents === 0);
  const sound = makeEvents(500).map(({ eventId }) => eventId);
  expect(arrived).toEqual(sound.filter((id) => !poison.has(id)));
  expect(figures()).toMatchObject({ sentTotal: 496, refusedTotal: 4, refusedReason: 'e500 is too large' });
});

test('a stop waits a moment for what is on its way; what arrives later is sent once more at the next start', async () => {
  let answer: () => void = () => undefined;
  let asked = 0;
  const { outbox, relay, figures } = startLoop(
    () =>
      new Promise((done) => {
        asked++;
        answer = done;
      }),
  );
  outbox.queue(makeEvents(3));
  await until('the send', () => asked === 1);
  await relay.stop();
  answer();
  await new Promise((done) => setImmediate(done));
  expect(figures()).toMatchObject({ waitingEvents: 3, sentTotal: 0 });
  expect(asked).toBe(1);
});
