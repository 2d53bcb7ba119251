/**
 * The phones of the phones bench, in a process of their own: each joins with a code over TLS, and keeps the two sockets that the staff
 * page keeps (real-time and its line's chat). In: origin, CA, codes. Out: the delay of each marked message, by the time that it holds.
 */
import { request } from 'node:https';
import WebSocket, { type ClientOptions } from 'ws';

export interface PhoneOrder {
  readonly origin: string;
  readonly ca: string;
  readonly codes: readonly string[];
  readonly line: string;
}

/** As many sockets to a bare server, for the floor. */
export interface BareOrder {
  readonly url: string;
  readonly ca: string;
  readonly count: number;
}

export interface PhoneReport {
  readonly chatMs: readonly number[];
  readonly panicMs: readonly number[];
  readonly crowdUpdates: number;
  /** Sockets that were closed before the end. */
  readonly lost: number;
}

/** A message that tells its own time: `bench chat 1795844238558`. */
const mark = /bench (chat|panic) (\d{13})/;
const delays: Record<'chat' | 'panic', number[]> = { chat: [], panic: [] };
let crowdUpdates = 0;
let lost = 0;
let isEnding = false;

/** All come from one address here, which is slowed down at some point: a phone tries again. */
async function join(order: PhoneOrder, code: string): Promise<string> {
  for (;;) {
    const cookie = await tryToJoin(order, code);
    if (cookie !== null) return cookie;
    await new Promise((done) => setTimeout(done, 1000));
  }
}

function tryToJoin({ origin, ca }: PhoneOrder, code: string): Promise<string | null> {
  return new Promise((done, failed) => {
    const headers = { 'content-type': 'application/json' };
    const sent = request(`${origin}/join`, { method: 'POST', ca, headers }, (response) => {
      response.resume();
      const cookie = response.headers['set-cookie']?.[0]?.split(';')[0];
      if (response.statusCode === 429) done(null);
      else if (response.statusCode === 200 && cookie !== undefined) done(cookie);
      else failed(new Error(`joining was answered with ${response.statusCode}`));
    });
    sent.on('error', failed).end(JSON.stringify({ code, name: `Phone ${code}` }));
  });
}

function open(url: string, options: ClientOptions, hello: readonly object[]): Promise<void> {
  return new Promise((done, failed) => {
    const socket = new WebSocket(url, { ...options, perMessageDeflate: false });
    socket.on('open', () => {
      for (const message of hello) socket.send(JSON.stringify(message));
      done();
    });
    socket.on('error', failed);
    socket.on('close', () => {
      if (!isEnding) lost += 1;
    });
    socket.on('message', (data: Buffer) => take(socket, data));
  });
}

function take(socket: WebSocket, data: Buffer): void {
  const receivedMs = Date.now();
  const text = data.toString('latin1');
  if (text.startsWith('{"type":"ping"')) socket.send('{"type":"pong"}');
  if (text.startsWith('{"type":"crowd_update"')) crowdUpdates += 1;
  // A panic comes twice, as an alarm and as an incident; what the phone shows first is the alarm.
  if (text.startsWith('{"type":"incident')) return;
  const [, kind, sentMs] = mark.exec(text) ?? [];
  if (kind === 'chat' || kind === 'panic') delays[kind].push(receivedMs - Number(sentMs));
}

async function openPhone(order: PhoneOrder, code: string): Promise<void> {
  const cookie = await join(order, code);
  const subscriptions = ['crowd', 'alerts', 'incidents'].map((subscription) => ({ type: 'subscribe', subscription }));
  const { ca, origin, line } = order;
  const options = { ca, headers: { cookie, origin } };
  const base = origin.replace('https', 'wss');
  await open(`${base}/ws/real-time`, options, subscriptions);
  await open(`${base}/ws/chat/${line}`, options, []);
}

async function obey(order: PhoneOrder | BareOrder): Promise<void> {
  const tasks =
    'codes' in order
      ? order.codes.map((code) => () => openPhone(order, code))
      : Array.from({ length: order.count }, () => () => open(order.url, { ca: order.ca }, []));
  for (let from = 0; from < tasks.length; from += 10) await Promise.all(tasks.slice(from, from + 10).map((task) => task()));
}

process.on('message', async (message: PhoneOrder | BareOrder | 'report') => {
  if (message === 'report') {
    isEnding = true;
    process.send?.({ chatMs: delays.chat, panicMs: delays.panic, crowdUpdates, lost } satisfies PhoneReport);
    return;
  }
  await obey(message);
  process.send?.('ready');
});
