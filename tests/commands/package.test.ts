/** What an installer is made of, before electron-builder has it: the site file's profile, the build of ffmpeg, formats, icons, the words. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, describe, expect, it, test } from 'vitest';
import { ffmpegFor, licenceOf } from '../../src-main/commands/package/ffmpeg-build.ts';
import { makeIcons } from '../../src-main/commands/package/icons.ts';
import { requireNativeModules } from '../../src-main/commands/package/native-modules.ts';
import { readPackageOptions } from '../../src-main/commands/package/options.ts';
import { formatOfFile } from '../../src-main/commands/package/program-format.ts';
import { readStationProfile } from '../../src-main/commands/package/station-profile.ts';
import { repositoryRoot as root } from '../../src-main/commands/station-process.ts';
import { findInstalledStation } from '../../src-main/composition/installed-station.ts';
import { sitesOf } from '../../src-main/composition/site-profiles.ts';
import { readStartOptions } from '../../src-main/settings.ts';
import { readSiteText } from '../../src-main/site-file.ts';
import { appFiles } from '../fixtures/profile-site.ts';
import { tinyMap } from '../fixtures/tiny-pmtiles.ts';

const folder = mkdtempSync(join(tmpdir(), 'kavach-package-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const station = 'station: {id: DDR, name: Dadar, lines: [a], location: [72.84, 19.02]}\n';

function siteFile(name: string, text: string): string {
  mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, name, 'site.yaml'), station + text);
  return join(folder, name, 'site.yaml');
}

function profile(file: string, keepPasswords = true, mapFile: string | null = null) {
  const folders = { networksFolder: appFiles.networks, modelFolders: [join(root, 'models')] };
  return readStationProfile({ siteFile: file, mapFile, keepPasswords, ...folders });
}

describe("a station's profile", () => {
  it('tells the faults of a site file as a start would, and each thing that the station would lack', async () => {
    const broken = siteFile('broken', 'zones: [{id: z, name: Z, kind: standing}]\n');
    await expect(profile(broken)).rejects.toThrow(/zones\[0\]\.kind\n {4}found: {3}"standing"/);
    const lacking = siteFile(
      'lacking',
      'cameras: [{id: a, name: A, source: "file:clip.mp4"}, {id: b, name: B, source: "twin:x", model: other}, {id: c, name: C, source: "twin:x", mode: density}]\n',
    );
    writeFileSync(join(folder, 'lacking/map.pmtiles'), 'no map');
    const told = await profile(lacking).catch((error: Error) => error.message);
    for (const words of [
      /file:clip\.mp4 is not there/,
      /camera b: model other is not at hand/,
      /camera c: no model that makes/,
      /offline map .*no PMTiles/,
    ])
      expect(told).toMatch(words);
  });

  it('counts the cameras with passwords, and leaves these out when told to, with all else as it was written', async () => {
    const file = siteFile(
      'secret',
      `cameras:
  - { id: a, name: A, source: "rtsp://viewer:pass%20word@10.0.0.5:554/live?channel=1&token=abc" } # by the stairs
  - { id: b, name: B, source: "http://10.0.0.6/video?user=u&pwd=p" }
  - { id: c, name: C, source: "rtsp://10.0.0.7/live" }
`,
    );
    const kept = await profile(file);
    expect(kept).toMatchObject({ passwords: 2, text: readFileSync(file, 'utf8') });
    const bare = await profile(file, false);
    expect(bare.passwords).toBe(0);
    expect(bare.text).toContain('# by the stairs');
    const reading = readSiteText(bare.text);
    expect(reading.ok && reading.site.cameras.map(({ source }) => source)).toEqual([
      'rtsp://10.0.0.5:554/live?channel=1',
      'http://10.0.0.6/video',
      'rtsp://10.0.0.7/live',
    ]);
  });

  it('takes the shipped model, and what lies beside the site file and is named by it', async () => {
    const file = siteFile('own', 'cameras: [{id: a, name: A, source: "file:clip.mp4", model: own/m.onnx}]\n');
    mkdirSync(join(folder, 'own/own'));
    writeFileSync(join(folder, 'own/own/m.onnx'), readFileSync(join(root, 'models/person.onnx')));
    writeFileSync(join(folder, 'own/own/m.json'), readFileSync(join(root, 'models/person.json')));
    writeFileSync(join(folder, 'own/clip.mp4'), '');
    writeFileSync(join(folder, 'own/map.pmtiles'), tinyMap([72.84, 19.02]).bytes);
    const { models, clips, mapFile } = await profile(file);
    expect(models.shelved.map(({ name }) => name)).toEqual(['person']);
    expect([...models.beside.keys()]).toEqual(['own/m.onnx']);
    expect(clips).toEqual(['clip.mp4']);
    expect(mapFile).toBe(join(folder, 'own/map.pmtiles'));
    const elsewhere = join(folder, 'elsewhere.pmtiles');
    writeFileSync(elsewhere, tinyMap([10, 50]).bytes);
    await expect(profile(file, true, elsewhere)).rejects.toThrow(/elsewhere\.pmtiles: it covers .* and the station is at/);
  });
});

test.each([
  ['linux-x64', 'linux', 'x64'],
  ['linux-arm64', 'linux', 'arm64'],
  ['win32-x64', 'win32', 'x64'],
  ['win32-arm64', 'win32', 'arm64'],
  ['darwin-x64', 'darwin', 'x64'],
  ['darwin-arm64', 'darwin', 'arm64'],
])('the first bytes of a library for %s tell what it is for', async (name, system, processor) => {
  const file = join(root, 'node_modules/better-sqlite3/prebuilds', `${name}.node`);
  expect(await formatOfFile(file)).toEqual({ system, processor });
});

test('a script or another text is no program', async () => {
  for (const text of ['#!/bin/sh\nexit 0\n', 'MZ, as a text may begin', '']) {
    const file = join(folder, 'text');
    writeFileSync(file, text.padEnd(200));
    expect(await formatOfFile(file)).toBeNull();
  }
});

describe('the ffmpeg of an installer', () => {
  it.each([
    ['--enable-shared', 'LGPL-2.1-or-later'],
    ['--enable-version3 --disable-gpl', 'LGPL-3.0-or-later'],
    ['--enable-gpl --enable-libx264', 'GPL-2.0-or-later'],
    ['--enable-gpl --enable-version3', 'GPL-3.0-or-later'],
  ])('built with %s is under %s', (configuration, licence) => {
    expect(licenceOf(configuration, 'ffmpeg')).toBe(licence);
  });

  it('is refused where nobody may pass it on, where it is no program, and where it is for another system', async () => {
    expect(() => licenceOf('--enable-gpl --enable-nonfree', '/x/ffmpeg')).toThrow(
      /\/x\/ffmpeg was built with --enable-nonfree.*BtbN/s,
    );
    const script = join(folder, 'ffmpeg.sh');
    writeFileSync(script, '#!/bin/sh\n'.padEnd(100), { mode: 0o755 });
    const wanted = { system: 'win32', targets: ['nsis'] } as const;
    await expect(ffmpegFor(wanted, 'x64', [script])).rejects.toThrow(/ffmpeg\.sh: it is no program for/);
    await expect(ffmpegFor(wanted, 'x64', [])).rejects.toThrow(/win32 x64 needs --ffmpeg FILE.*BtbN/s);
  });

  it('for another system is known by the words in its bytes', async () => {
    const dll = readFileSync(join(root, 'node_modules/better-sqlite3/prebuilds/win32-x64.node'));
    const file = join(folder, 'ffmpeg.exe');
    writeFileSync(
      file,
      Buffer.concat([
        dll,
        Buffer.from('\0--prefix=/ffbuild/prefix --pkg-config=pkg-config --enable-version3 --disable-shared\0'),
      ]),
    );
    writeFileSync(join(folder, 'LICENSE.txt'), 'LGPL');
    const build = await ffmpegFor({ system: 'win32', targets: ['nsis'] }, 'x64', [file]);
    expect(build).toMatchObject({ version: null, licence: 'LGPL-3.0-or-later', licenceFile: join(folder, 'LICENSE.txt') });
  });
});

test('icons hold the sizes that each system asks for', async () => {
  const svg = join(root, 'src-renderer/control-room/icon.svg');
  const set = await makeIcons(svg, folder, 'linux');
  expect(await sharp(join(set, '512x512.png')).metadata()).toMatchObject({ format: 'png', width: 512, height: 512 });
  const ico = readFileSync(await makeIcons(svg, folder, 'win32'));
  const entries = Array.from({ length: ico.readUInt16LE(4) }, (_, no) => 6 + 16 * no);
  expect(entries.map((at) => ico.readUInt8(at) || 256)).toEqual([16, 24, 32, 48, 64, 128, 256]);
  const last = entries.at(-1) ?? 0;
  const png = ico.subarray(ico.readUInt32LE(last + 12), ico.readUInt32LE(last + 12) + ico.readUInt32LE(last + 8));
  expect(await sharp(png).metadata()).toMatchObject({ format: 'png', width: 256 });
  const icns = readFileSync(await makeIcons(svg, folder, 'darwin'));
  expect([icns.toString('latin1', 0, 4), icns.readUInt32BE(4)]).toEqual(['icns', icns.length]);
});

describe('the command line', () => {
  it('says what it takes when a word is wrong', () => {
    expect(() => readPackageOptions([])).toThrow(/Name its site file with --site FILE.*Usage/s);
    expect(() => readPackageOptions(['--site', 'a', '--linux', 'exe'])).toThrow(
      /--linux is "exe"; allowed: deb, AppImage, rpm, dir/,
    );
    expect(() => readPackageOptions(['--site', 'a', '--arch', 'mips'])).toThrow(/--arch is "mips"; allowed: x64, arm64/);
  });

  it('takes several systems at once, and the own one without being told', () => {
    const words = ['--site', 'a', '--linux', 'deb,appimage', '--mac', 'dmg', '--ffmpeg', 'a', '--ffmpeg', 'b'];
    expect(readPackageOptions(words)).toMatchObject({
      wanted: [
        { system: 'linux', targets: ['deb', 'AppImage'] },
        { system: 'darwin', targets: ['dmg'] },
      ],
      ffmpegFiles: ['a', 'b'],
      keepPasswords: true,
    });
    expect(readPackageOptions(['--site', 'a'])).toMatchObject({ wanted: [{ system: process.platform }] });
  });
});

test('a system that nobody ships native modules for, or whose are not installed, is refused before the packing', () => {
  expect(() => requireNativeModules(root, 'darwin', 'x64')).toThrow(
    /darwin-x64 can't be packaged: its makers ship no onnxruntime-node/,
  );
  expect(() => requireNativeModules(root, process.platform === 'win32' ? 'linux' : 'win32', 'x64')).toThrow(
    /not installed .*installers\.yml/,
  );
});

test('an installed station starts on its own profile, unless a person says otherwise', () => {
  const application = join(folder, 'installed/app.asar');
  mkdirSync(join(folder, 'installed/station'), { recursive: true });
  writeFileSync(join(folder, 'installed/station/site.yaml'), station);
  writeFileSync(join(folder, 'installed/station/ffmpeg'), '');
  expect(findInstalledStation(application)).toBeNull();
  writeFileSync(join(folder, 'installed/station/manifest.json'), '{}');
  const installed = findInstalledStation(application)?.settings ?? {};
  const started = (environment: NodeJS.ProcessEnv, ...args: string[]) =>
    readStartOptions(args, { XDG_DATA_HOME: folder, ...environment }, sitesOf({ ...appFiles, installed }));
  const site = join(folder, 'installed/station/site.yaml');
  expect(started({})).toMatchObject({ siteFile: site, dataFolder: join(folder, 'kavach/DDR') });
  expect(started({})).toMatchObject({ settings: { KAVACH_FFMPEG: join(folder, 'installed/station/ffmpeg') } });
  expect(started({ KAVACH_FFMPEG: '/usr/bin/ffmpeg' })).toMatchObject({ settings: { KAVACH_FFMPEG: '/usr/bin/ffmpeg' } });
  expect(started({}, '--site', 'ujjain')).toMatchObject({ dataFolder: join(folder, 'kavach/RAMGHAT') });
});
