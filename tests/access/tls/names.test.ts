/** Names and addresses of a machine, by tables: what the certificate must hold, what the station answers to, where a phone finds it. */
import type { NetworkInterfaceInfo } from 'node:os';
import { describe, expect, it } from 'vitest';
import { lanHosts, localOrigin } from '../../../src-main/access/tls/hosts.ts';
import { canonicalAddress, certificateNames, lanAddresses, mdnsName, ownNames } from '../../../src-main/access/tls/names.ts';

function at(address: string, internal = false): NetworkInterfaceInfo {
  const rest = { netmask: '', mac: '00:00:00:00:00:01', internal, cidr: null };
  return address.includes(':') ? { ...rest, address, family: 'IPv6', scopeid: 0 } : { ...rest, address, family: 'IPv4' };
}

const interfaces = {
  lo: [at('127.0.0.1', true), at('::1', true)],
  docker0: [at('172.17.0.1')],
  wan0: [at('203.0.113.9')],
  eth0: [at('192.168.1.5'), at('fe80::1%eth0'), at('169.254.3.4')],
  eth1: [at('10.0.0.5'), at('fd00:0:0::2')],
};
const machine = { stationId: 'DDR', hostName: 'Control-PC', interfaces, extraHosts: ['kavach.dadar.example', '10.9.8.7'] };

describe('names of a machine', () => {
  const ids: [string, string][] = [
    ['DDR', 'kavach-ddr.local'],
    ['New_Delhi', 'kavach-new-delhi.local'],
    ['-x-', 'kavach-x.local'],
    ['दादर', 'kavach-station.local'],
    ['a'.repeat(64), `kavach-${'a'.repeat(50)}.local`],
  ];
  it.each(ids)('the station %s is announced as %s', (id, name) => expect(mdnsName(id)).toBe(name));

  const addresses: [string, string][] = [
    ['FE80::1%eth0', 'fe80::1'],
    ['fd00:0:0::2', 'fd00::2'],
    ['192.168.1.5', '192.168.1.5'],
  ];
  it.each(addresses)('%s is written %s', (address, canonical) => expect(canonicalAddress(address)).toBe(canonical));

  it('are those of the machine, its .local, its mDNS name and KAVACH_HOSTS', () => {
    expect(ownNames(machine)).toEqual(['kavach-ddr.local', 'control-pc', 'control-pc.local', 'kavach.dadar.example']);
  });

  it('leave out what no certificate can hold', () => {
    expect(ownNames({ ...machine, hostName: 'a b', extraHosts: ['*.example', 'bücher.example', '[::1]'] })).toEqual([
      'kavach-ddr.local',
      'xn--bcher-kva.example',
    ]);
  });

  it('stand in the certificate with every address, and stay within its bound', () => {
    const { dnsNames, addresses: list } = certificateNames(machine);
    expect(dnsNames).toEqual(['localhost', ...ownNames(machine)]);
    expect(list.slice(0, 5)).toEqual(['127.0.0.1', '::1', '10.9.8.7', '192.168.1.5', '10.0.0.5']);
    expect(list).toEqual(expect.arrayContaining(['fe80::1', 'fd00::2', '172.17.0.1', '203.0.113.9', '169.254.3.4']));
    const crowded = { eth0: Array.from({ length: 500 }, (_, i) => at(`10.0.${i >> 8}.${i & 255}`)) };
    expect(certificateNames({ ...machine, interfaces: crowded }).addresses.length).toBeLessThan(100);
  });

  it('rank addresses of a LAN before public ones, and those of containers last', () => {
    expect(lanAddresses(interfaces)).toEqual(['192.168.1.5', '10.0.0.5', '203.0.113.9', '172.17.0.1']);
  });
});

describe('where a phone opens the station', () => {
  const listening = { ...machine, host: '0.0.0.0', announced: true, given: null };
  const given = { dnsNames: ['*.example', 'localhost', 'kavach.example'], addresses: ['127.0.0.1', 'fd00::2'] };
  const cases: [string, Partial<Parameters<typeof lanHosts>[0]>, string[]][] = [
    ['all interfaces', {}, ['192.168.1.5', '10.0.0.5', '203.0.113.9', '172.17.0.1', 'kavach-ddr.local', 'kavach.dadar.example']],
    ['one interface', { host: '10.0.0.5' }, ['10.0.0.5', 'kavach-ddr.local', 'kavach.dadar.example']],
    ['IPv6', { host: 'fd00::2', extraHosts: [] }, ['[fd00::2]', 'kavach-ddr.local']],
    ['no mDNS', { host: '10.0.0.5', announced: false, extraHosts: [] }, ['10.0.0.5']],
    ['this machine alone', { host: '127.0.0.1' }, []],
    ['this machine alone, by name', { host: 'localhost' }, []],
    ['a certificate by others', { given }, ['kavach.example', '[fd00::2]']],
  ];
  it.each(cases)('%s', (_what, changes, hosts) => expect(lanHosts({ ...listening, ...changes })).toEqual(hosts));

  const origins: [string, string][] = [
    ['0.0.0.0', 'http://127.0.0.1:8000'],
    ['::', 'http://[::1]:8000'],
    ['127.0.0.1', 'http://127.0.0.1:8000'],
    ['::1', 'http://[::1]:8000'],
    ['localhost', 'http://localhost:8000'],
    ['192.168.1.5', 'https://192.168.1.5:8000'],
    ['fd00::2', 'https://[fd00::2]:8000'],
  ];
  it.each(origins)('a browser on this machine: HOST=%s is %s', (host, origin) => expect(localOrigin(host, 8000)).toBe(origin));
});
