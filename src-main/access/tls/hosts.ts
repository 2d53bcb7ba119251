/** Where a phone on the LAN finds the station. In: what it listens on, its names and addresses. Out: hosts for an address bar. Pure. */
import { isIPv6 } from 'node:net';
import { lanAddresses, type Machine, mdnsName, type Names, ownNames } from './names.ts';

export interface Listening extends Machine {
  /** HOST */
  readonly host: string;
  /** Whether the station's name is announced by mDNS. */
  readonly announced: boolean;
  /** Names of a certificate by others; null with the station's own. */
  readonly given: Names | null;
}

/** The best for a phone first; empty when the station listens for this machine alone. IPv6 in brackets. */
export function lanHosts(listening: Listening): string[] {
  const { host, announced, given, interfaces, stationId, extraHosts } = listening;
  if (isLoopbackHost(host)) return [];
  // Any other name or address would fail on the phone: the certificate doesn't hold it.
  if (given !== null) return [...given.dnsNames.filter(isOpenable), ...given.addresses.filter(isOpenable)].map(bracketed);
  const addresses = isWildcard(host) ? lanAddresses(interfaces) : [host];
  const names = ownNames({ stationId, hostName: '', extraHosts }).filter((name) => announced || name !== mdnsName(stationId));
  return [...new Set([...addresses, ...names])].map(bracketed);
}

/** Where this machine's own browser opens the station: plain where it is its own peer, since TLS would only add a warning. */
export function localOrigin(host: string, port: number): string {
  if (isWildcard(host)) return `http://${host === '::' ? '[::1]' : '127.0.0.1'}:${port}`;
  return `${isLoopbackHost(host) ? 'http' : 'https'}://${bracketed(host)}:${port}`;
}

export function isLoopbackHost(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}

function isWildcard(host: string): boolean {
  return host === '0.0.0.0' || host === '::';
}

function isOpenable(name: string): boolean {
  return !name.includes('*') && !isLoopbackHost(name);
}

function bracketed(host: string): string {
  return isIPv6(host) ? `[${host}]` : host;
}
