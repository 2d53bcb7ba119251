/**
 * What this machine is called on the network. In: the station's id, the machine's name and interfaces, KAVACH_HOSTS. Out: the names and
 * addresses that the certificate must carry, and where a phone finds the station. Pure; who asks the system is the caller.
 */
import { isIP, isIPv4 } from 'node:net';
import type { NetworkInterfaceInfo } from 'node:os';
import { domainToASCII } from 'node:url';

export interface Names {
  /** Lower case ASCII, without a final dot. */
  readonly dnsNames: readonly string[];
  /** Canonical, without a zone (`%eth0`). */
  readonly addresses: readonly string[];
}

export interface Machine {
  readonly stationId: string;
  /** os.hostname() */
  readonly hostName: string;
  /** os.networkInterfaces() */
  readonly interfaces: Readonly<Record<string, readonly NetworkInterfaceInfo[] | undefined>>;
  /** KAVACH_HOSTS: names or addresses. */
  readonly extraHosts: readonly string[];
}

/** Most names and addresses in a certificate: the handshake carries it to every phone. A machine with more has its LAN's first. */
const mostNames = 40;
/** Bridges of containers and virtual machines, and tunnels: no phone of the station's LAN is there. */
const virtualInterface = /^(docker|br-|veth|virbr|vmnet|vboxnet|vethernet|tailscale|utun|zt|wg|tun|tap)/i;

/** `kavach-<id>.local`, in the letters that mDNS and every browser take. */
export function mdnsName(stationId: string): string {
  const plain = stationId
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 50)
    .replaceAll(/^-|-$/g, '');
  return `kavach-${plain === '' ? 'station' : plain}.local`;
}

/** Names under which clients may call, beside loopback ones. */
export function ownNames({ stationId, hostName, extraHosts }: Omit<Machine, 'interfaces'>): string[] {
  const host = dnsName(hostName);
  const machine = host === null || isIP(host) !== 0 ? [] : [host, ...(host.includes('.') ? [] : [`${host}.local`])];
  const extra = extraHosts.map(bare).filter((name) => isIP(name) === 0);
  return unique([mdnsName(stationId), ...machine, ...extra.flatMap((name) => dnsName(name) ?? [])]);
}

/** What the certificate must be good for. */
export function certificateNames(machine: Machine): Names {
  const addresses = Object.values(machine.interfaces).flatMap((list) => list ?? []);
  const extra = machine.extraHosts.map(bare).filter((name) => isIP(name) !== 0);
  return {
    dnsNames: unique(['localhost', ...ownNames(machine)]).slice(0, mostNames),
    addresses: unique(
      ['127.0.0.1', '::1', ...extra, ...lanAddresses(machine.interfaces), ...addresses.map(({ address }) => address)].map(
        canonicalAddress,
      ),
    ).slice(0, mostNames),
  };
}

/** IPv4 addresses by which the LAN reaches this machine, the likeliest first. */
export function lanAddresses(interfaces: Machine['interfaces']): string[] {
  const found = Object.entries(interfaces).flatMap(([name, list]) =>
    (list ?? [])
      .filter(({ address, internal }) => !internal && isIPv4(address) && !address.startsWith('169.254.'))
      .map(({ address }) => ({ address, rank: (virtualInterface.test(name) ? 2 : 0) + (isPrivate(address) ? 0 : 1) })),
  );
  return unique(found.sort((a, b) => a.rank - b.rank).map(({ address }) => address));
}

/** RFC 1918. */
function isPrivate(address: string): boolean {
  return /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/.test(address);
}

/** One spelling for each address, so that two lists can be compared. */
export function canonicalAddress(address: string): string {
  const plain = address.replace(/%.*$/, '').toLowerCase();
  return isIP(plain) === 6 ? new URL(`http://[${plain}]`).hostname.slice(1, -1) : plain;
}

function bare(host: string): string {
  return host.toLowerCase().replaceAll(/^\[|\]$/g, '');
}

/** Null for what no certificate can hold. */
function dnsName(name: string): string | null {
  const ascii = domainToASCII(name.replace(/\.$/, '')).toLowerCase();
  return /^[a-z0-9_]([a-z0-9._-]{0,251}[a-z0-9_])?$/.test(ascii) ? ascii : null;
}

function unique(words: readonly string[]): string[] {
  return [...new Set(words)];
}
