/**
 * TLS and names of the station, put together from its settings. In: settings, the station, its data folder. Out: the server's port, the
 * names it answers to, the part that keeps the certificate good, and the one that announces the station on the LAN.
 */
import { hostname, networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { type Announcement, createAnnouncer } from '../access/mdns.ts';
import { isLoopbackHost, lanHosts } from '../access/tls/hosts.ts';
import { certificateNames, lanAddresses, mdnsName, ownNames } from '../access/tls/names.ts';
import { openStationTls, type StationTls } from '../access/tls/station-tls.ts';
import type { Log } from '../log.ts';
import type { TlsPort } from '../server/ports.ts';
import type { Settings } from '../settings.ts';
import type { Part } from './parts.ts';

export interface StationAccess {
  readonly tls: StationTls;
  readonly port: TlsPort;
  /** Beside loopback names. */
  readonly ownNames: readonly string[];
  readonly certificatePart: Part;
  /** Null where nobody could come, or nobody shall be told. `port` is asked when the server listens. */
  announcePart(port: () => number): Part | null;
}

interface AccessOptions {
  readonly settings: Settings;
  readonly station: { readonly id: string; readonly name: string };
  readonly dataFolder: string;
  readonly log: Log;
}

/** Throws KavachError SETTING_INVALID when a key or a certificate can't be used. */
export async function openStationAccess({ settings, station, dataFolder, log }: AccessOptions): Promise<StationAccess> {
  const { HOST: host, KAVACH_HOSTS: extraHosts, KAVACH_TLS_CERT: certFile, KAVACH_TLS_KEY: keyFile } = settings;
  const announced = settings.KAVACH_MDNS === 'on' && !isLoopbackHost(host);
  const machine = () => ({ stationId: station.id, hostName: hostname(), interfaces: networkInterfaces(), extraHosts });
  const tls = await openStationTls({
    folder: join(dataFolder, 'tls'),
    given: certFile === undefined || keyFile === undefined ? null : { certFile, keyFile },
    station,
    names: () => certificateNames(machine()),
    nowMs: () => Date.now(),
    log: log.child({ part: 'tls' }),
  });
  const given = () => (tls.ca === null ? tls.certificate() : null);
  return {
    tls,
    port: {
      certificate: tls.certificate,
      subscribe: tls.subscribe,
      ca: () => tls.ca && { ...tls.ca, pem: tls.ca.certPem },
      hosts: () => lanHosts({ ...machine(), host, announced, given: given() }),
    },
    // A wildcard names no host.
    ownNames: [...ownNames(machine()), ...(given()?.dnsNames ?? []).filter((name) => !name.includes('*'))],
    certificatePart: { name: 'tls', start: () => tls.start(), stop: () => tls.stop() },
    announcePart: (port) => (announced ? mdnsPart(announcementOf(settings, station), port, log) : null),
  };
}

type Announced = Omit<Announcement, 'port'>;

function announcementOf({ HOST }: Settings, station: { readonly id: string; readonly name: string }): Announced {
  return {
    name: `Kavach ${station.name}`,
    host: mdnsName(station.id),
    stationId: station.id,
    ipv6: HOST.includes(':'),
    addresses: () => lanAddresses(networkInterfaces()),
  };
}

function mdnsPart(announced: Announced, port: () => number, log: Log): Part {
  const announcer = createAnnouncer({ log: log.child({ part: 'mdns' }) });
  return { name: 'mdns', start: () => announcer.start({ ...announced, port: port() }), stop: () => announcer.stop() };
}
