/** The announcement on the LAN, heard by another mDNS client in this process; and a machine where it can't be made. */
import { createSocket, type Socket } from 'node:dgram';
import { EventEmitter } from 'node:events';
import Bonjour, { type Service } from 'bonjour-service';
import { expect, it } from 'vitest';
import { type Announcement, createAnnouncer } from '../../src-main/access/mdns.ts';
import { claimName, nameLabel } from '../../src-main/access/mdns-name.ts';
import { createLog } from '../../src-main/log.ts';
import { until } from '../fixtures/until.ts';

const announcement: Announcement = {
  name: 'Kavach Dadar',
  host: 'kavach-ddr.local',
  port: 8000,
  stationId: 'DDR',
  ipv6: false,
  addresses: () => [],
};

/** A UDP port that is free now; the real one may be another program's. */
async function freePort(): Promise<number> {
  const socket = await bound({ reuseAddr: false, port: 0 });
  const { port } = socket.address();
  await new Promise<void>((done) => socket.close(done));
  return port;
}

function bound({ reuseAddr, port }: { reuseAddr: boolean; port: number }): Promise<Socket> {
  return new Promise((done) => {
    const socket = createSocket({ type: 'udp4', reuseAddr });
    socket.bind(port, () => done(socket));
  });
}

it('tells name, port and address, anew when addresses change, and takes it back at the end', async ({ skip }) => {
  const mdnsPort = await freePort();
  const listener = new Bonjour({ port: mdnsPort }, () => {});
  const [up, down]: [Service[], string[]] = [[], []];
  const browser = listener.find({ type: 'https' }, (service) => void up.push(service));
  browser.on('down', ({ name }: Service) => void down.push(name));
  let addresses = ['192.168.1.5'];
  const announcer = createAnnouncer({ log: createLog('silent'), mdnsPort, checkEveryMs: 20 });
  announcer.start({ ...announcement, addresses: () => addresses });
  const found = await until('the announcement', () => up[0], 5000).catch(() => null);
  if (found === null) {
    await announcer.stop();
    listener.destroy();
    skip('multicast does not work on this machine: the announcement was not heard');
  }
  expect(found).toMatchObject({ name: 'Kavach Dadar', host: 'kavach-ddr.local', port: 8000, txt: { path: '/', station: 'DDR' } });
  addresses = ['192.168.1.6'];
  await until('it to be taken back', () => down.length === 1);
  await until('it to come again', () => up.length === 2);
  await announcer.stop();
  await until('it to be taken back at the end', () => down.length === 2);
  await new Promise<void>((done) => listener.destroy(() => done()));
});

/** Two stations of one name on one network, started one after the other or together: the names that a listener ends up with. */
async function namesOfTwo(isTogether: boolean): Promise<{ heard: string[]; down: string[] } | null> {
  const mdnsPort = await freePort();
  const listener = new Bonjour({ port: mdnsPort }, () => {});
  const [ports, down]: [Map<number, string>, string[]] = [new Map(), []];
  // Whatever is announced now: who moved away has a new name.
  listener.find({ type: 'https' }, () => {}).on('down', ({ name }: Service) => void down.push(name));
  const look = listener.find({ type: 'https' }, ({ port, name }) => void ports.set(port, name));
  look.on('srv-update', ({ port, name }: Service) => void ports.set(port, name));
  const [one, two] = [8000, 8001].map((port) => ({
    announcer: createAnnouncer({ log: createLog('silent'), mdnsPort }),
    announcement: { ...announcement, host: `kavach-${port}.local`, port },
  }));
  one?.announcer.start(one.announcement);
  if (!isTogether && (await until('the first', () => ports.has(8000), 5000).catch(() => null)) === null) return null;
  two?.announcer.start(two.announcement);
  await until('both names', () => new Set(ports.values()).size === 2, 15_000).catch(() => null);
  const heard = [...ports.values()].sort();
  const downBefore = [...down];
  await Promise.all([one?.announcer.stop(), two?.announcer.stop()]);
  await new Promise<void>((done) => listener.destroy(() => done()));
  return ports.size === 0 ? null : { heard, down: downBefore };
}

it.for([false, true])('a second station of the same name takes the next free one, together: %s', async (isTogether, { skip }) => {
  const names = await namesOfTwo(isTogether);
  if (names === null) return skip('multicast does not work on this machine: nothing was heard');
  expect(names.heard).toEqual(['Kavach Dadar', 'Kavach Dadar (2)']);
  expect(names.down).toEqual([]);
});

it.each([
  ['Kavach Dadar', 1, 'Kavach Dadar'],
  ['Kavach Dadar', 2, 'Kavach Dadar (2)'],
  ['St. Dadar', 1, 'St- Dadar'],
  ['x'.repeat(80), 12, `${'x'.repeat(58)} (12)`],
  ['छत्रपती शिवाजी महाराज टर्मिनस', 1, 'छत्रपती शिवाजी महाराज ट'],
])('%s, try %i, is one label of at most 63 bytes', (wanted, n, expected) => {
  expect(nameLabel(wanted, n)).toBe(expected);
});

it('moves to the next name when another machine turns out to have it', async ({ skip }) => {
  const mdnsPort = await freePort();
  const rival = new Bonjour({ port: mdnsPort }, () => {});
  const names = new Map<number, string>();
  const browser = rival.find({ type: 'https' }, ({ port, name }) => void names.set(port, name));
  browser.on('srv-update', ({ port, name }: Service) => void names.set(port, name));
  const announcer = createAnnouncer({ log: createLog('silent'), mdnsPort });
  announcer.start(announcement);
  const isHeard = await until('the announcement', () => names.has(8000), 5000).catch(() => null);
  if (isHeard !== null) {
    rival.publish({ name: 'Kavach Dadar', type: 'https', host: 'kavach-a.local', port: 7000, probe: false });
    await until('the next name', () => names.get(8000) === 'Kavach Dadar (2)');
  }
  await announcer.stop();
  await new Promise<void>((done) => rival.destroy(() => done()));
  if (isHeard === null) skip('multicast does not work on this machine: nothing was heard');
});

/** Of two that both found the name free, this one hears what the other announces. */
function heardFrom(other: { target: string; port: number }): Promise<string[]> {
  const happened: string[] = [];
  const multicast = Object.assign(new EventEmitter(), { query: (_: string, type: string) => void happened.push(type) });
  return new Promise((done) => {
    const answers = [{ type: 'SRV', name: 'kavach dadar._https._tcp.local', ttl: 120, data: other }];
    const stop = claimName(multicast, {
      ...{ suffix: '_https._tcp.local', wanted: 'Kavach Dadar', own: { target: 'kavach-m.local', port: 8000 } },
      onFree(name) {
        happened.push(name);
        multicast.emit('response', { answers, additionals: [] });
        multicast.emit('response', { answers: [{ type: 'A', name: 'x', data: 'y' }], additionals: [null] });
        stop();
        done(happened);
      },
      onLost: () => void happened.push('lost'),
    });
  });
}

it.each([
  ['gives way', { target: 'kavach-a.local', port: 8000 }, ['lost']],
  ['lets the other hear it', { target: 'kavach-z.local', port: 8000 }, ['SRV']],
  ['takes its own words for no other’s', { target: 'Kavach-M.local', port: 8000 }, []],
])('who finds that it isn’t alone %s', async (_what, other, then) => {
  expect(await heardFrom(other)).toEqual(['ANY', 'ANY', 'ANY', 'Kavach Dadar', ...then]);
});

it('leaves a station alone whose port is taken, says so once, and stops', async () => {
  const mdnsPort = await freePort();
  const other = await bound({ reuseAddr: false, port: mdnsPort });
  const warnings: unknown[] = [];
  const log = { ...createLog('silent'), warn: (...words: unknown[]) => void warnings.push(words) };
  const announcer = createAnnouncer({ log, mdnsPort });
  announcer.start({ ...announcement, port: 8001 });
  await until('the warning', () => warnings.length > 0);
  await announcer.stop();
  expect(warnings).toHaveLength(1);
  other.close();
});
