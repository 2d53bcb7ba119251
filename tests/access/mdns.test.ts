/** The announcement on the LAN, heard by another mDNS client in this process; and a machine where it can't be made. */
import { createSocket, type Socket } from 'node:dgram';
import Bonjour, { type Service } from 'bonjour-service';
import { expect, it } from 'vitest';
import { type Announcement, createAnnouncer } from '../../src-main/access/mdns.ts';
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
