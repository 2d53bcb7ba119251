/**
 * An installer's tree, made as a person makes it but with a stand-in for Electron, which can't be had everywhere: looked through file by
 * file, then started from inside by plain Node.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { extractAll, extractFile, listPackage } from '@electron/asar';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { repositoryRoot, runStationProcess } from '../../src-main/commands/station-process.ts';
import { fusesOf, makeElectronStandIn } from '../fixtures/electron-stand-in.ts';
import { isThorough } from '../fixtures/thorough.ts';
import { until } from '../fixtures/until.ts';

/** electron-builder takes a fifth of a minute of both cores of CI; its stand-in for Electron is one for Linux. */
const isHere = process.platform === 'linux' && isThorough;
if (!isHere) process.stderr.write('kavach: the packing was NOT tested: on Linux, KAVACH_THOROUGH=1 npm test does it\n');

const folder = mkdtempSync(join(tmpdir(), 'kavach-packed-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const tree = join(folder, 'out', process.arch === 'x64' ? 'linux-unpacked' : `linux-${process.arch}-unpacked`);
const resources = join(tree, 'resources');

interface Manifest {
  readonly station: unknown;
  readonly camera_passwords: number;
  readonly ffmpeg: { readonly version: string; readonly licence: string };
  readonly models: readonly { readonly name: string; readonly licence: string }[];
  readonly packages: readonly { readonly name: string }[];
  readonly files: readonly { readonly path: string; readonly bytes: number; readonly sha256: string }[];
}

function filesIn(path: string): string[] {
  const entries = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return entries.map(({ parentPath, name }) => relative(path, join(parentPath, name))).sort();
}

/** Half a minute where nothing else runs. */
const packingLimitMs = 300_000;

interface Ended {
  readonly code: unknown;
  readonly stdout: string;
  readonly stderr: string;
}

function packageFor(...words: string[]): Promise<Ended> {
  const command = join(repositoryRoot, 'src-main/commands/package.ts');
  const args = ['--disable-warning=ExperimentalWarning', command, '--out', join(folder, 'out'), ...words];
  const limits = { cwd: repositoryRoot, timeout: packingLimitMs, maxBuffer: 32 << 20 };
  return new Promise((done) => {
    execFile(process.execPath, args, limits, (error, stdout, stderr) => done({ code: error?.code ?? 0, stdout, stderr }));
  });
}

describe.skipIf(!isHere)('a packaged station', () => {
  let manifest: Manifest;
  let archived: string[] = [];
  beforeAll(async () => {
    makeElectronStandIn(join(folder, 'electron'));
    const site = join(repositoryRoot, 'resources/demo-site/site.yaml');
    expect((await packageFor('--new-update-key', join(folder, 'updates.pem'))).code).toBe(0);
    const updates = ['--updates-from', '/srv/kavach', '--install-at', '03:00', '--sign-with', join(folder, 'updates.pem')];
    const made = await packageFor('--site', site, '--linux', 'dir', '--electron-dist', join(folder, 'electron'), ...updates);
    expect(made.code, made.stdout + made.stderr).toBe(0);
    process.stdout.write(
      `${made.stdout
        .split('\n')
        .filter((line) => line.includes('MB'))
        .join('\n')}\n`,
    );
    manifest = JSON.parse(readFileSync(join(resources, 'station/manifest.json'), 'utf8'));
    archived = listPackage(join(resources, 'app.asar'), { isPack: false }).map((path) => path.slice(1));
  }, packingLimitMs);

  it('is named after its station, and runs nothing but its archive', () => {
    expect(filesIn(tree)).toEqual(expect.arrayContaining(['kavach-ddr', 'LICENSE.electron.txt', 'LICENSES.chromium.html']));
    expect(fusesOf(readFileSync(join(tree, 'kavach-ddr')))).toBe('01001100');
    expect(readdirSync(resources).sort()).toEqual(['app.asar', 'app.asar.unpacked', 'station']);
  });

  it('brings its profile, its model with the card, and an ffmpeg of a stated licence', () => {
    const own = filesIn(join(resources, 'station')).filter((name) => !name.startsWith('LICENSE'));
    expect(own).toEqual([
      'ffmpeg',
      'manifest.json',
      'models/known.json',
      'models/person.json',
      'models/person.onnx',
      'site.yaml',
      'updates.json',
    ]);
    expect(manifest).toMatchObject({
      station: { id: 'DDR' },
      camera_passwords: 0,
      models: [{ name: 'person', licence: 'Apache-2.0' }],
    });
    expect(manifest.ffmpeg).toMatchObject({
      version: expect.stringMatching(/^ffmpeg version/),
      licence: expect.stringMatching(/GPL/),
    });
    expect(statSync(join(resources, 'station/ffmpeg')).mode & 0o111).toBe(0o111);
    const licences = readFileSync(join(resources, 'station/LICENSES.txt'), 'utf8');
    expect(licences).toMatch(/--- react [\d.]+ ---\nMIT License/);
    for (const words of [
      /ffmpeg, a program of its own.*GPL/,
      /person: Apache-2.0/,
      /better-sqlite3 [\d.]+: MIT/,
      /^ {2}maplibre-gl [\d.]+: BSD-3-Clause$/m,
    ])
      expect(licences).toMatch(words);
  });

  it('knows where its updates come from, and the public part of their key alone', () => {
    const settings: unknown = JSON.parse(readFileSync(join(resources, 'station/updates.json'), 'utf8'));
    expect(settings).toEqual({
      ...{ station: 'DDR', from: '/srv/kavach', ca: null, install_at: '03:00' },
      public_key: expect.stringMatching(/^-----BEGIN PUBLIC KEY-----/),
    });
    expect(archived).toEqual(expect.arrayContaining(['node_modules/electron-updater/out/main.js']));
  });

  it('lists every file with its hash', () => {
    const found = filesIn(resources).filter((path) => path !== 'station/manifest.json');
    const listed = manifest.files.filter(({ path }) => !path.startsWith('app.asar/'));
    expect(listed.map(({ path }) => path).sort()).toEqual(found);
    for (const { path, bytes, sha256 } of listed) {
      const content = readFileSync(join(resources, path));
      expect([path, content.length, createHash('sha256').update(content).digest('hex')]).toEqual([path, bytes, sha256]);
    }
  });

  it('has the native modules of this system alone, outside the archive', () => {
    const unpacked = filesIn(join(resources, 'app.asar.unpacked'));
    const pair = `linux-${process.arch}`;
    const native = unpacked.filter((path) => /\.(node|dll|dylib)$|\.so(\.|$)/.test(path));
    expect(native).toEqual(
      expect.arrayContaining([
        `node_modules/better-sqlite3/prebuilds/${pair}.node`,
        `node_modules/onnxruntime-node/bin/napi-v6/linux/${process.arch}/onnxruntime_binding.node`,
        expect.stringContaining(`@img/sharp-${pair}/`),
        expect.stringContaining(`@img/sharp-libvips-${pair}/`),
        expect.stringContaining(`@node-rs/argon2-${pair}-gnu/`),
      ]),
    );
    expect(
      native.filter(
        (path) =>
          /win32|darwin|musl|\.dll$|\.dylib$/.test(path) ||
          !readFileSync(join(resources, 'app.asar.unpacked', path))
            .subarray(1, 4)
            .equals(Buffer.from('ELF')),
      ),
    ).toEqual([]);
  });

  it('holds nothing of the development, and no secrets', () => {
    const tops = new Set(archived.map((path) => path.split('/')[0]));
    expect([...tops].sort()).toEqual(['LICENSE', 'node_modules', 'out', 'package.json', 'resources']);
    const suspect =
      /\.(map|[cm]?tsx?|gypi?|[ch]pp|[ch]|env|pem|key|p12|db|log)$|\/(tests?|__tests__|\.github)\/|(^|\/)\.(env|npmrc|git)/i;
    const files = [...archived, ...filesIn(join(resources, 'app.asar.unpacked'))];
    expect(files.filter((path) => suspect.test(path))).toEqual([]);
    // Licences stay, even as .md.
    expect(files.filter((path) => /\.md$/.test(path) && !/\/(licen[cs]e|copying|notice)[^/]*$/i.test(path))).toEqual([]);
    expect(files.some((path) => /licen[cs]e\.md$/i.test(path))).toBe(true);
    const packages = manifest.packages.map(({ name }) => name);
    for (const name of [
      'electron',
      'electron-builder',
      'typescript',
      'vite',
      'vitest',
      '@biomejs/biome',
      'playwright-core',
      'node',
    ])
      expect(packages).not.toContain(name);
    expect(packages).toContain('fastify');
  });

  it('has whatever each package in it needs, but for a tool that one names by mistake', () => {
    const packages = archived.filter((path) => /node_modules\/(@[^/]+\/)?[^/@]+\/package\.json$/.test(path));
    const names = new Set(packages.map((path) => path.replace(/^.*node_modules\/|\/package\.json$/g, '')));
    const lacking = packages.flatMap((path) => {
      const { dependencies = {} } = JSON.parse(extractFile(join(resources, 'app.asar'), path).toString('utf8'));
      return Object.keys(dependencies).filter((name) => !names.has(name) && !name.startsWith('@types/'));
    });
    expect([...new Set(lacking)]).toEqual(['protobufjs-cli']);
  });

  it('comes up healthy from inside, on its own profile, model and ffmpeg', async () => {
    const application = join(folder, 'inside/app');
    mkdirSync(join(folder, 'inside'));
    extractAll(join(resources, 'app.asar'), application);
    cpSync(join(resources, 'station'), join(folder, 'inside/station'), { recursive: true });
    const station = await runStationProcess({ application, environment: { LOG_LEVEL: 'error', PATH: '/nowhere' } });
    expect(await (await fetch(`${station.origin}/health`)).json()).toMatchObject({ status: 'healthy' });
    const about = await station.get<{ site_file: string; ffmpeg: string }>('/api/about');
    expect(about).toMatchObject({ site_file: join(folder, 'inside/station/site.yaml'), ffmpeg: manifest.ffmpeg.version });
    interface Cameras {
      cameras: { detection: { kind: string; model?: string } }[];
    }
    await until('a camera that is looked at', async () => {
      const { cameras } = await station.get<Cameras>('/api/cameras');
      return cameras.some(({ detection }) => detection.kind === 'running') ? cameras : null;
    });
    expect((await fetch(`${station.origin}/`)).status).toBe(200);
    await station.stop();
  });
});

it.skipIf(!isHere)('refuses a site file that it cannot read, and makes nothing', async () => {
  const site = join(folder, 'missing/site.yaml');
  const { code, stderr } = await packageFor('--site', site, '--linux', 'dir');
  expect([code, stderr]).toEqual([1, expect.stringContaining(`${site} can't be read`)]);
});
