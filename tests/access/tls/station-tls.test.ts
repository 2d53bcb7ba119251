/** The station's CA and certificate: made, checked by others, kept, renewed, broken, replaced by one that others made. */
import { spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { KavachError } from '../../../src-main/errors.ts';
import { dayMs, foreignPair, openTestTls, type TlsWorld, temporaryFolder } from '../../fixtures/tls.ts';
import { until } from '../../fixtures/until.ts';

const names = { dnsNames: ['localhost', 'kavach-ddr.local'], addresses: ['127.0.0.1', '::1', '192.168.1.5'] };
let folder: string;
let world: TlsWorld;
beforeEach(() => {
  folder = join(temporaryFolder(), 'tls');
  world = { nowMs: Date.now(), names };
});

const isWrong = (message: RegExp) =>
  expect.objectContaining({ code: 'SETTING_INVALID', message: expect.stringMatching(message) } satisfies Partial<KavachError>);
const mode = (path: string): number => statSync(path).mode & 0o777;
const open = (overrides = {}) => openTestTls(world, { folder, ...overrides });

describe('the own CA', () => {
  it('signs a certificate that is good for each name and address, for 397 days from yesterday', async () => {
    const tls = await open();
    const ca = new X509Certificate(tls.ca?.certPem ?? '');
    const leaf = new X509Certificate(tls.certificate().certPem);
    expect([ca.ca, leaf.ca, leaf.checkIssued(ca), leaf.verify(ca.publicKey)]).toEqual([true, false, true, true]);
    for (const name of names.dnsNames) expect(leaf.checkHost(name)).toBe(name);
    for (const address of names.addresses) expect(leaf.checkIP(address)).toBe(address);
    expect(leaf.checkHost('evil.example')).toBeUndefined();
    const { notBeforeMs, notAfterMs } = tls.certificate();
    expect(Math.round((notAfterMs - notBeforeMs) / dayMs)).toBe(397);
    expect(Math.round((world.nowMs - notBeforeMs) / dayMs)).toBe(1);
    expect(Math.round(((tls.ca?.notAfterMs ?? 0) - world.nowMs) / dayMs)).toBe(3649);
  });

  it('is taken by OpenSSL with its strictest checks', async ({ skip }) => {
    if (spawnSync('openssl', ['version']).status !== 0)
      skip('openssl is not installed: its own view of the chain is not checked');
    const tls = await open();
    const [ca, leaf] = [join(folder, 'ca.crt'), join(folder, 'leaf.crt')];
    writeFileSync(ca, tls.ca?.certPem ?? '');
    writeFileSync(leaf, tls.certificate().certPem);
    const verify = (...check: string[]) =>
      spawnSync('openssl', ['verify', '-x509_strict', '-purpose', 'sslserver', ...check, '-CAfile', ca, leaf], {
        encoding: 'utf8',
      });
    for (const name of names.dnsNames) expect(verify('-verify_hostname', name).stdout).toContain('OK');
    for (const address of names.addresses) expect(verify('-verify_ip', address).stdout).toContain('OK');
    expect(verify('-verify_ip', '192.168.1.6').status).not.toBe(0);
  });

  it('keeps its keys to itself, also where somebody opened them, and is the same after a restart', async () => {
    const first = await open();
    expect([mode(folder), mode(join(folder, 'ca.pem')), mode(join(folder, 'station.pem'))]).toEqual([0o700, 0o600, 0o600]);
    chmodSync(join(folder, 'ca.pem'), 0o644);
    chmodSync(folder, 0o755);
    const second = await open();
    expect([mode(folder), mode(join(folder, 'ca.pem'))]).toEqual([0o700, 0o600]);
    expect(second.ca).toEqual(first.ca);
    expect(second.certificate()).toEqual(first.certificate());
  });

  it('is another one for each station, even of the same name', async () => {
    const [one, two] = [await open(), await openTestTls(world)];
    const subject = (pem = '') => new X509Certificate(pem).subject;
    expect(subject(one.ca?.certPem)).not.toBe(subject(two.ca?.certPem));
    expect(subject(one.ca?.certPem)).toContain('Dadar');
  });

  const broken: [string, (path: string) => void, RegExp][] = [
    ['is empty', (path) => writeFileSync(path, ''), /ca\.pem: it holds no key and certificate.*delete it/],
    [
      'is cut off',
      (path) => writeFileSync(path, readFileSync(path, 'utf8').slice(0, -40)),
      /ca\.pem: it holds no key and certificate/,
    ],
    [
      'is damaged',
      (path) => writeFileSync(path, readFileSync(path, 'utf8').replaceAll(/^M.{9}/gm, 'MMMMMMMMMM')),
      /ca\.pem: it holds no/,
    ],
    [
      'is a folder',
      (path) => {
        rmSync(path);
        mkdirSync(path);
      },
      /ca\.pem: EISDIR.*Restore it/,
    ],
  ];
  it.each(broken)('stops the start when its file %s, and says what to do', async (_what, damage, message) => {
    await open();
    damage(join(folder, 'ca.pem'));
    await expect(open()).rejects.toEqual(isWrong(message));
  });

  it('stops the start when its key belongs to another', async () => {
    await open();
    const { ca } = await foreignPair(names, world.nowMs);
    const path = join(folder, 'ca.pem');
    writeFileSync(
      path,
      readFileSync(path, 'utf8').replace(/-----BEGIN PRIVATE[^-]+-----[^-]+-----END PRIVATE[^-]+-----/, ca.keyPem),
    );
    await expect(open()).rejects.toEqual(isWrong(/ca\.pem: the key belongs to another certificate/));
  });
});

describe('the certificate', () => {
  /** What changes, and whether a new certificate must follow. */
  const changes: [string, (world: TlsWorld) => void, boolean][] = [
    ['nothing', () => {}, false],
    [
      'a new address',
      (w) => {
        w.names = { ...names, addresses: [...names.addresses, '10.0.0.9'] };
      },
      true,
    ],
    [
      'a new name',
      (w) => {
        w.names = { ...names, dnsNames: [...names.dnsNames, 'kavach.example'] };
      },
      true,
    ],
    [
      'an address that is gone',
      (w) => {
        w.names = { ...names, addresses: ['127.0.0.1'] };
      },
      false,
    ],
    [
      '31 days before the end',
      (w) => {
        w.nowMs += (396 - 31) * dayMs;
      },
      false,
    ],
    [
      '29 days before the end',
      (w) => {
        w.nowMs += (396 - 29) * dayMs;
      },
      true,
    ],
    [
      'long after the end',
      (w) => {
        w.nowMs += 1000 * dayMs;
      },
      true,
    ],
    [
      'a clock that was years ahead',
      (w) => {
        w.nowMs -= 1000 * dayMs;
      },
      true,
    ],
    [
      'a clock that was an hour ahead',
      (w) => {
        w.nowMs -= 3600_000;
      },
      false,
    ],
  ];
  it.each(changes)('after %s at a start: made anew %s', async (_what, change, isNew) => {
    const before = (await open()).certificate();
    change(world);
    const after = (await open()).certificate();
    expect(after.fingerprintSha256 !== before.fingerprintSha256).toBe(isNew);
    for (const address of world.names.addresses) expect(after.addresses).toContain(address);
    expect(after.notBeforeMs <= world.nowMs && world.nowMs < after.notAfterMs).toBe(true);
  });

  it('is made anew while the station runs, and listeners are told once', async () => {
    const tls = await open();
    const before = tls.certificate();
    let told = 0;
    tls.subscribe(() => told++);
    tls.start();
    world.names = { ...names, addresses: [...names.addresses, '10.0.0.9'] };
    const after = await until('a new certificate', () => (tls.certificate() === before ? null : tls.certificate()));
    tls.stop();
    expect([after.addresses.includes('10.0.0.9'), told, tls.fault()]).toEqual([true, 1, null]);
    expect((await open()).certificate()).toEqual(after);
  });

  it('is made anew when the CA is another, and when its own file is broken: nothing is lost by it', async () => {
    const first = await open();
    writeFileSync(join(folder, 'station.pem'), 'nonsense');
    const second = await open();
    expect(second.ca).toEqual(first.ca);
    rmSync(join(folder, 'ca.pem'));
    const third = await open();
    expect(new X509Certificate(third.certificate().certPem).checkIssued(new X509Certificate(third.ca?.certPem ?? ''))).toBe(true);
    expect(third.certificate().fingerprintSha256).not.toBe(second.certificate().fingerprintSha256);
  });

  it('never outlives its CA, and with an expired CA the old one stays while the fault is told', async () => {
    await open();
    world.nowMs += 3600 * dayMs;
    const tls = await open();
    const last = tls.certificate();
    expect(last.notAfterMs).toBe(tls.ca?.notAfterMs);
    tls.start();
    world.nowMs += 60 * dayMs;
    world.names = { ...names, addresses: [...names.addresses, '10.0.0.9'] };
    expect(await until('a fault', () => tls.fault())).toMatch(/the CA has expired.*every phone must trust anew/);
    expect(tls.certificate()).toBe(last);
    tls.stop();
  });
});

describe('a certificate by others', () => {
  async function files(madeMs = world.nowMs) {
    const at = temporaryFolder();
    const { ca, leaf } = await foreignPair(names, madeMs);
    const given = { certFile: join(at, 'fullchain.pem'), keyFile: join(at, 'privkey.pem') };
    writeFileSync(given.certFile, `${leaf.certPem}\n${ca.certPem}\n`);
    writeFileSync(given.keyFile, leaf.keyPem);
    return { given, ca, leaf };
  }

  it('is shown with its chain, and the station has no CA', async () => {
    const { given, leaf } = await files();
    const tls = await open({ given });
    expect(tls.ca).toBeNull();
    expect(tls.certificate()).toMatchObject({ keyPem: leaf.keyPem.trim(), ...names });
    expect(tls.certificate().certPem.match(/BEGIN CERTIFICATE/g)).toHaveLength(2);
  });

  it('is read again when its files change; half a renewal changes nothing and is told', async () => {
    const { given, leaf } = await files();
    const next = await foreignPair(names, world.nowMs);
    const tls = await open({ given });
    tls.start();
    writeFileSync(given.certFile, next.leaf.certPem);
    expect(await until('a fault', () => tls.fault())).toMatch(/the key belongs to another certificate/);
    expect(tls.certificate().keyPem).toBe(leaf.keyPem.trim());
    writeFileSync(given.keyFile, next.leaf.keyPem);
    await until('the new one', () => tls.certificate().keyPem === next.leaf.keyPem.trim());
    await until('no fault', () => tls.fault() === null);
    tls.stop();
  });

  const wrong: [string, (given: { certFile: string; keyFile: string }) => void | Promise<void>, RegExp][] = [
    ['a file that is not there', ({ keyFile }) => rmSync(keyFile), /privkey\.pem: there is no such file.*KAVACH_TLS_KEY/],
    [
      'a certificate file without one',
      ({ certFile }) => writeFileSync(certFile, 'nothing'),
      /fullchain\.pem: it holds no certificate in PEM/,
    ],
    [
      'a key file without one',
      ({ keyFile }) => writeFileSync(keyFile, 'nothing'),
      /privkey\.pem: it holds no private key in PEM/,
    ],
    [
      'a key of another',
      async ({ keyFile }) => writeFileSync(keyFile, (await foreignPair(names, 0)).leaf.keyPem),
      /the key belongs to another/,
    ],
  ];
  it.each(wrong)('stops the start with %s', async (_what, damage, message) => {
    const { given } = await files();
    await damage(given);
    await expect(open({ given })).rejects.toEqual(isWrong(message));
  });

  it('stops the start with a key that OpenSSL finds too weak, in its words', async ({ skip }) => {
    const { given } = await files();
    const { certFile, keyFile } = given;
    const making = [
      'req',
      '-x509',
      '-newkey',
      'rsa:512',
      '-nodes',
      '-subj',
      '/CN=weak',
      '-days',
      '30',
      '-keyout',
      keyFile,
      '-out',
      certFile,
    ];
    if (spawnSync('openssl', making).status !== 0) skip('openssl is not installed: no weak key can be made to show it');
    await expect(open({ given })).rejects.toEqual(isWrong(/key too small/));
  });

  it('stops the start when it has expired', async () => {
    const { given } = await files(world.nowMs - 500 * dayMs);
    await expect(open({ given })).rejects.toEqual(isWrong(/the certificate expired at 20.*Z\. Correct KAVACH_TLS_CERT/));
  });
});
