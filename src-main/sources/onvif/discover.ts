/**
 * Cameras on the station's network that speak ONVIF, asked for by WS-Discovery. In: how long to listen. Out: each device's name, model and
 * address. A reply counts for the machine that sent it alone: what it says of other hosts is left.
 */
import { randomUUID } from 'node:crypto';
import { createSocket, type Socket } from 'node:dgram';
import { networkInterfaces } from 'node:os';
import { elementsOf, readSoap, textOf } from './read-soap.ts';

export interface OnvifDevice {
  readonly name: string;
  readonly model: string;
  /** The device service, `http://10.0.0.7/onvif/device_service`. */
  readonly address: string;
  readonly host: string;
}

interface Target {
  readonly host: string;
  readonly port: number;
}

export interface DiscoverOptions {
  readonly signal: AbortSignal;
  readonly listenMs?: number;
  /** The group of WS-Discovery unless a test asks elsewhere. */
  readonly target?: Target;
}

const group: Target = { host: '239.255.255.250', port: 3702 };
const usualListenMs = 3_000;
const mostDevices = 100;
const mostReplyBytes = 64 * 1024;

/** Sorted by address; empty where no device answers. Never rejects. */
export async function discoverOnvif({
  signal,
  listenMs = usualListenMs,
  target = group,
}: DiscoverOptions): Promise<OnvifDevice[]> {
  const found = new Map<string, OnvifDevice>();
  const sockets = ownAddresses().map((address) => openSocket(address, found));
  const probe = Buffer.from(probeMessage());
  for (const socket of sockets) socket.on('listening', () => socket.send(probe, target.port, target.host, () => undefined));
  await new Promise<void>((done) => {
    const timer = setTimeout(done, listenMs);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      done();
    });
    if (signal.aborted) done();
  });
  for (const socket of sockets) close(socket);
  return [...found.values()].toSorted((a, b) => a.address.localeCompare(b.address, 'en', { numeric: true }));
}

/** One a network, since a multicast leaves by one. */
function ownAddresses(): string[] {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return all.filter(({ family }) => family === 'IPv4').map(({ address }) => address);
}

function openSocket(address: string, found: Map<string, OnvifDevice>): Socket {
  const socket = createSocket('udp4');
  // A network that takes no multicast is one without cameras that can be found.
  socket.on('error', () => close(socket));
  socket.on('message', (message, { address: from }) => {
    if (message.length > mostReplyBytes || found.size >= mostDevices) return;
    const device = readMatch(message.toString('utf8'), from);
    if (device !== null) found.set(device.address, device);
  });
  socket.bind(0, address);
  return socket;
}

function close(socket: Socket): void {
  try {
    socket.close();
  } catch {
    // It was closed by its own fault.
  }
}

function readMatch(xml: string, from: string): OnvifDevice | null {
  const reply = readSoap(xml);
  const match = reply === null ? undefined : elementsOf(reply, 'ProbeMatch')[0];
  if (match === undefined) return null;
  const address = textOf(match, 'XAddrs')
    .split(/\s+/)
    .find((one) => isOf(one, from));
  if (address === undefined) return null;
  const scopes = textOf(match, 'Scopes').split(/\s+/);
  return { name: scopeOf(scopes, 'name'), model: scopeOf(scopes, 'hardware'), address, host: from };
}

function isOf(address: string, host: string): boolean {
  const url = URL.parse(address);
  return url !== null && ['http:', 'https:'].includes(url.protocol) && url.hostname === host && url.username === '';
}

function scopeOf(scopes: readonly string[], kind: 'name' | 'hardware'): string {
  const start = `onvif://www.onvif.org/${kind}/`;
  const word = scopes.find((scope) => scope.toLowerCase().startsWith(start))?.slice(start.length) ?? '';
  try {
    return decodeURIComponent(word).slice(0, 80);
  } catch {
    return word.slice(0, 80);
  }
}

function probeMessage(): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope" xmlns:w="http://schemas.xmlsoap.org/ws/2004/08/addressing" xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery" xmlns:dn="http://www.onvif.org/ver10/network/wsdl">
<e:Header><w:MessageID>uuid:${randomUUID()}</w:MessageID><w:To>urn:schemas-xmlsoap-org:ws:2005:04:discovery</w:To><w:Action>http://schemas.xmlsoap.org/ws/2005/04/discovery/Probe</w:Action></e:Header>
<e:Body><d:Probe><d:Types>dn:NetworkVideoTransmitter</d:Types></d:Probe></e:Body></e:Envelope>`;
}
