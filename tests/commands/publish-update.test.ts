/** What an engineer does for updates: a key, a feed, and what of them gets into an installer. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readPackageOptions } from '../../src-main/commands/package/options.ts';
import { type MadeUpdate, publishUpdate, requireNewer } from '../../src-main/commands/package/publish-update.ts';
import { makeUpdateKey, publicPart, readUpdateKey } from '../../src-main/commands/package/update-key.ts';

const folder = mkdtempSync(join(tmpdir(), 'kavach-publish-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the key of updates', () => {
  it('is its owner’s alone, and never written over', () => {
    const path = join(folder, 'key.pem');
    makeUpdateKey(path);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const before = readFileSync(path, 'utf8');
    expect(() => makeUpdateKey(path)).toThrow(/is there already/);
    expect(readFileSync(path, 'utf8')).toBe(before);
    expect(publicPart(readUpdateKey(path))).toMatch(/^-----BEGIN PUBLIC KEY-----/);
  });

  it('is refused when it is none', () => {
    writeFileSync(join(folder, 'no-key.pem'), 'nothing');
    expect(() => readUpdateKey(join(folder, 'no-key.pem'))).toThrow(/no key can be read/);
  });
});

describe('a feed', () => {
  const feed = join(folder, 'feed');
  const key = (): ReturnType<typeof readUpdateKey> => readUpdateKey(join(folder, 'key.pem'));

  function made(version: string): MadeUpdate {
    const file = join(folder, `kavach-ddr-${version}.AppImage`);
    writeFileSync(file, version);
    return {
      version,
      station: 'DDR',
      system: 'linux',
      processor: 'x64',
      files: [file, join(folder, 'linux-unpacked')],
      nowMs: 0,
    };
  }

  it('keeps each version with what describes it, and goes forward only', async () => {
    await publishUpdate(made('1.0.0'), feed, key());
    await publishUpdate(made('1.1.0'), feed, key());
    expect(readdirSync(join(feed, 'DDR')).sort()).toEqual([
      ...['1.0.0-linux.yml', '1.0.0-linux.yml.sig', '1.1.0-linux.yml', '1.1.0-linux.yml.sig'],
      ...['kavach-ddr-1.0.0.AppImage', 'kavach-ddr-1.1.0.AppImage', 'latest-linux.yml', 'latest-linux.yml.sig'],
    ]);
    expect(readFileSync(join(feed, 'DDR/latest-linux.yml'), 'utf8')).toMatch(
      /^version: 1\.1\.0\nfiles:\n {2}- url: kavach-ddr-1\.1\.0\.AppImage\n {4}sha512: \S{88}\n {4}size: 5\n/,
    );
    await expect(publishUpdate(made('1.1.0'), feed, key())).rejects.toThrow(/is in .* already/);
    await expect(requireNewer(made('1.0.5'), feed)).rejects.toThrow(/is older: raise the version/);
  });
});

describe('the words', () => {
  const read = (...words: string[]) => readPackageOptions(['--site', 's.yaml', '--linux', 'AppImage', ...words]);

  it('say where updates come from, who signs them, and when they are installed', () => {
    const words = [
      '--updates-from',
      'https://10.0.0.2/',
      '--updates-ca',
      'ca.pem',
      '--install-at',
      '03:00',
      '--sign-with',
      'k',
      '--publish',
      'f',
    ];
    expect(read(...words)).toMatchObject({
      updates: { from: 'https://10.0.0.2/', caFile: 'ca.pem', installAt: '03:00', signWith: 'k', publishTo: 'f' },
    });
    expect(read()).toMatchObject({ updates: { from: null, signWith: null, publishTo: null } });
    expect(readPackageOptions(['--new-update-key', 'k.pem'])).toEqual({ newUpdateKey: 'k.pem' });
  });

  it.each([
    [['--publish', 'f'], /need the key/],
    [['--updates-from', '/f'], /need the key/],
    [['--install-at', '03:00'], /where they come from/],
    [['--linux', 'dir', '--sign-with', 'k', '--publish', '/f'], /needs installers/],
    [['--sign-with', 'k', '--updates-from', 'http://10.0.0.2/'], /https:\/\//],
    [['--sign-with', 'k', '--updates-from', 'feed'], /whole path/],
    [['--sign-with', 'k', '--updates-from', '/f', '--install-at', '25:00'], /03:00/],
  ] as const)('%j are refused', (words, message) => {
    expect(() => read(...words)).toThrow(message);
  });
});
