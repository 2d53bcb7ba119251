/** The link to the station: it comes back with a back-off, notices silence, stops when it is refused; and alarm events lose nothing. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AlarmEventReply } from '../../src-contract/api/alarms.ts';
import { closeCodes } from '../../src-contract/api/sockets.ts';
import { createAlertFeed } from '../../src-renderer/client/alert-feed.ts';
import { backOffMs } from '../../src-renderer/client/back-off.ts';
import { connectRealTime } from '../../src-renderer/client/real-time.ts';
import { createReconnectingSocket, type SocketState } from '../../src-renderer/client/reconnecting-socket.ts';
import { linkLook } from '../../src-renderer/control-room/station/session-store.ts';
import { alarmEvent } from './alarm-samples.ts';
import { fakeClock } from './fake-clock.ts';
import { FakeSocket } from './fake-socket.ts';

function setUp(silenceMs = 10_000) {
  const clock = fakeClock();
  const sockets: FakeSocket[] = [];
  const states: SocketState[] = [];
  const messages: unknown[] = [];
  let online = (): void => expect.fail('nobody hears that the network is back');
  const link = createReconnectingSocket({
    url: 'ws://station/',
    clock,
    random: () => 1,
    silenceMs,
    hearOnline: (tryNow) => {
      online = tryNow;
      return () => undefined;
    },
    open: () => {
      const socket = new FakeSocket();
      sockets.push(socket);
      return socket;
    },
    onState: (state) => states.push(state),
    onMessage: (message) => messages.push(message),
  });
  const newest = () => sockets.at(-1) ?? expect.fail('no socket was opened');
  return { clock, sockets, states, messages, link, newest, online: () => online() };
}

describe('the reconnecting socket', () => {
  test('tries at once when the network is back, but not beside a try that is under way, nor after a refusal', () => {
    const { sockets, newest, online } = setUp();
    newest().drops(1006);
    expect(sockets).toHaveLength(1);
    online();
    online();
    expect(sockets).toHaveLength(2);
    newest().drops(closeCodes.unauthenticated);
    online();
    expect(sockets).toHaveLength(2);
  });

  test('comes back after each loss, and counts the tries since the link was lost', () => {
    const { clock, sockets, states, newest } = setUp();
    newest().opens();
    clock.advance(5_000);
    newest().drops();
    expect(states.at(-1)).toEqual({ kind: 'lost', sinceMs: 5_000, attempt: 1 });
    clock.advance(500);
    expect(sockets).toHaveLength(2);
    newest().drops();
    expect(states.at(-1)).toEqual({ kind: 'lost', sinceMs: 5_000, attempt: 2 });
    clock.advance(999);
    expect(sockets).toHaveLength(2);
    clock.advance(1);
    newest().opens();
    expect(states.at(-1)).toEqual({ kind: 'connected', sinceMs: 6_500 });
  });

  test('a silent link is dropped, although the socket says nothing', () => {
    const { clock, states, newest, sockets } = setUp(10_000);
    newest().opens();
    clock.advance(9_000);
    newest().says({});
    clock.advance(9_999);
    expect(states.at(-1)?.kind).toBe('connected');
    clock.advance(1);
    expect(states.at(-1)?.kind).toBe('lost');
    expect(sockets[0]?.closed).toBe(true);
  });

  test.each([4401, 4403])('close code %i ends the tries', (code) => {
    const { clock, sockets, states, newest } = setUp();
    newest().drops(code);
    clock.advance(600_000);
    expect(states.at(-1)).toEqual({ kind: 'refused', code });
    expect(sockets).toHaveLength(1);
  });

  test('closed by the page, it stays closed', () => {
    const { clock, sockets, link, newest } = setUp();
    newest().opens();
    link.close();
    clock.advance(600_000);
    expect(sockets).toHaveLength(1);
    expect(link.send('x')).toBe(false);
  });

  test('the back-off grows, stays under its cap, and spreads', () => {
    expect([1, 2, 3, 4].map((attempt) => backOffMs(attempt, 1))).toEqual([500, 1000, 2000, 4000]);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (attempt, random) => {
        expect(backOffMs(attempt, random)).toBeGreaterThanOrEqual(250);
        expect(backOffMs(attempt, random)).toBeLessThanOrEqual(15_000);
      }),
    );
  });

  test.each([
    [{ kind: 'lost', sinceMs: 1_000, attempt: 1 }, 'reconnecting', 10_999],
    [{ kind: 'lost', sinceMs: 1_000, attempt: 9 }, 'offline', 11_000],
    [{ kind: 'connected', sinceMs: 0 }, 'connected', 99_999],
  ] as const)('%o is shown as %s', (state, look, nowMs) => {
    expect(linkLook(state, nowMs)).toBe(look);
  });
});

describe('the real-time socket', () => {
  test('subscribes at each connection, answers pings, drops what it cannot read', () => {
    const clock = fakeClock();
    const sockets: FakeSocket[] = [];
    const got: string[] = [];
    const link = connectRealTime({
      subscriptions: ['crowd', 'alerts'],
      url: 'ws://station/',
      clock,
      random: () => 0,
      open: () => {
        const socket = new FakeSocket();
        sockets.push(socket);
        return socket;
      },
      onMessage: (message) => got.push(message.type),
      onState: () => {},
    });
    const [first] = sockets;
    first?.opens();
    first?.says({ type: 'ping', timestamp: '2026-11-20T10:00:00Z' });
    first?.says('not json');
    first?.says({ type: 'alert', data: alarmEvent(1) });
    first?.says({ type: 'alert', data: { seq: 'one' } });
    first?.drops();
    clock.advance(500);
    sockets[1]?.opens();
    const asked = ['crowd', 'alerts'].map((subscription) => JSON.stringify({ type: 'subscribe', subscription }));
    expect(first?.sent).toEqual([...asked, '{"type":"get_status"}', '{"type":"pong"}']);
    expect(sockets[1]?.sent.slice(0, 2)).toEqual(asked);
    expect(got).toEqual(['alert']);
    expect(link.unreadable()).toBe(2);
    link.close();
  });
});

describe('the alert feed', () => {
  /** A station that has `newest` events and answers at most `page` at a time. */
  function station(newest: number, page = 1000) {
    const out: number[] = [];
    let asked = 0;
    const feed = createAlertFeed({
      fetchSince: async (seq) => {
        asked += 1;
        const events = Array.from({ length: Math.max(0, newest - seq) }, (_, i) => alarmEvent(seq + 1 + i)).slice(0, page);
        return { events, more: seq + events.length < newest };
      },
      onEvents: (events: readonly AlarmEventReply[]) => out.push(...events.map((event) => event.seq)),
    });
    return { feed, out, asked: () => asked };
  }

  test('after a lost link it hands out what was missed, page by page', async () => {
    const { feed, out, asked } = station(7, 3);
    feed.start(2);
    await feed.resume();
    expect(out).toEqual([3, 4, 5, 6, 7]);
    expect(asked()).toBe(2);
  });

  test('a live event behind a gap waits until the gap is filled', async () => {
    const { feed, out } = station(5);
    feed.start(2);
    feed.push(alarmEvent(5));
    expect(out).toEqual([]);
    await expect.poll(() => out, { timeout: 60_000 }).toEqual([3, 4, 5]);
  });

  test('events that come before the list are kept for it', () => {
    const { feed, out } = station(0);
    feed.push(alarmEvent(4));
    feed.push(alarmEvent(3));
    feed.start(2);
    expect(out).toEqual([3, 4]);
  });

  test('where the station has dropped old events, it goes on with the first there is', async () => {
    const out: number[] = [];
    const feed = createAlertFeed({
      fetchSince: async () => ({ events: [alarmEvent(90), alarmEvent(91)], more: false }),
      onEvents: (events) => out.push(...events.map((event) => event.seq)),
    });
    feed.start(2);
    await feed.resume();
    expect(out).toEqual([90, 91]);
  });

  test('in whatever order and however often events come, each is handed out once, in order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 30 }), async (pushed) => {
        const { feed, out } = station(12);
        feed.start(0);
        for (const seq of pushed) feed.push(alarmEvent(seq));
        await feed.resume();
        await feed.resume();
        expect(out).toEqual(Array.from({ length: 12 }, (_, i) => i + 1));
      }),
      { numRuns: 40 },
    );
  });
});
