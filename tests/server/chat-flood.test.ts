/** A thousand messages in ten seconds on one line, from many people: what they cost the readers of another line. */
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createClock } from '../../src-main/clock.ts';
import { startChatStation, texts } from './chat-station.ts';
import { waitFor } from './test-socket.ts';
import { adminKey } from './test-station.ts';

const flood = 1000;
const overMs = 10_000;
const writers = 200;
/** Each says less than a socket may. */
const sockets = 10;
/** Of the whole flood's time: one that waited behind it would take half of that. Server, writers and readers share this process. */
const mostShare = 0.2;

test('a flood on one line holds nothing back on another', async () => {
  const chat = await startChatStation({ clock: createClock() });
  try {
    const withKey = { origin: chat.station.origin, 'x-api-key': adminKey };
    const loud = await Promise.all(Array.from({ length: sockets }, () => chat.join('western', withKey)));
    const [quiet, reader] = [await chat.join('central', withKey), await chat.join('central', chat.person('staff'))];
    const startedMs = performance.now();
    let sent = 0;
    const timer = setInterval(() => {
      const due = Math.min(flood, Math.floor(((performance.now() - startedMs) / overMs) * flood));
      for (; sent < due; sent++) {
        const message = `gate ${sent} has a queue of ${sent * 7} and it grows`;
        loud[sent % sockets]?.send({ type: 'message', message, client_id: `f${sent}`, user_id: `u${sent % writers}` });
      }
    }, 10);
    const delays: number[] = [];
    while (sent < flood) {
      const message = `central ${delays.length}`;
      const fromMs = performance.now();
      quiet.send({ type: 'message', message, client_id: message, user_id: `c${delays.length % 20}` });
      await waitFor(() => texts(reader).includes(message));
      delays.push(performance.now() - fromMs);
      // As somebody who writes ten times a second.
      await setTimeout(100);
    }
    clearInterval(timer);
    await waitFor(() => chat.station.store.chat.newestSeq() === flood + delays.length);
    const tookMs = performance.now() - startedMs;
    const sorted = delays.toSorted((a, b) => a - b);
    const [median = 0, worst = 0] = [sorted[sorted.length >> 1], sorted.at(-1)];
    process.stdout.write(
      `${flood} messages in ${Math.round(tookMs)} ms on one line; on the other ${delays.length}: median ${median.toFixed(1)} ms, worst ${worst.toFixed(1)} ms\n`,
    );
    expect(median).toBeLessThan(tookMs * mostShare);
    const stored = chat.station.store.chat.recent(0, 10_000).filter(({ line }) => line === 'western');
    expect(new Set(stored.map(({ clientId }) => clientId)).size).toBe(flood);
    // Every one that was published has come to every reader of the line.
    const published = stored.filter(({ state }) => state === 'published').length;
    await waitFor(() => loud.every((socket) => texts(socket).length === published));
  } finally {
    await chat.station.stop();
  }
}, 60_000);
