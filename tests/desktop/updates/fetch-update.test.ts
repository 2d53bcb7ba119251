/** What a station finds in its feed: a plain folder and a server on the LAN, signed and tampered with. electron-updater and TLS are the real ones. */
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { processors } from '../../../src-contract/domain/program-systems.ts';
import { FeedExecutor } from '../../../src-main/desktop/updates/feed-executor.ts';
import { fetchUpdate, type KnownVersions } from '../../../src-main/desktop/updates/fetch-update.ts';
import type { FetchedUpdate } from '../../../src-main/desktop/updates/ways/install-way.ts';
import { createLog } from '../../../src-main/log.ts';
import { makeFeed, newKey, serveFeed, station, type TestFeed } from '../../fixtures/updates/feed.ts';
import type { Plays } from '../../fixtures/updates/write-program.ts';

const isHere = process.platform === 'linux';
if (!isHere) process.stderr.write('kavach: fetching updates was NOT tested: AppImages are Linux’s\n');

const made: string[] = [];
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

let feed: TestFeed;
let shell: string;
beforeEach(() => {
  feed = makeFeed();
  shell = mkdtempSync(join(tmpdir(), 'kavach-shell-'));
  made.push(feed.root, shell);
  vi.stubEnv('APPIMAGE', join(shell, 'program'));
});
afterEach(() => vi.unstubAllEnvs());

const playing = (version: string): Plays => ({ version, does: 'runs', data: '/nowhere', updates: null });
const nothingKnown: KnownVersions = { newestSeen: null, refused: [] };

interface Look {
  readonly from?: string;
  readonly ca?: string | null;
  readonly version?: string;
  readonly known?: KnownVersions;
}

function look({
  from = String(pathToFileURL(`${feed.folder}/`)),
  ca = null,
  version = '1.0.0',
  known = nothingKnown,
}: Look = {}) {
  const seen: string[] = [];
  const processor = processors.find((one) => one === process.arch) ?? 'x64';
  const options = {
    ending: 'AppImage',
    feed: {
      executor: new FeedExecutor(ca),
      base: new URL(`${station}/`, from),
      publicKey: feed.settings.public_key,
      own: { station, system: 'linux', processor } as const,
    },
    ...{ version, folder: join(shell, 'updates'), log: createLog('silent') },
  } as const;
  return fetchUpdate(options, known, (one) => seen.push(one)).then((update) => ({ update, seen }));
}

const text = (update: FetchedUpdate | null): string => (update === null ? '' : readFileSync(update.file, 'utf8'));
const latest = (): string => join(feed.folder, station, process.arch === 'arm64' ? 'latest-linux-arm64.yml' : 'latest-linux.yml');

describe.skipIf(!isHere)('an update', () => {
  it('is found in a folder and fetched once', async () => {
    const published = await feed.publish(playing('1.1.0'));
    const { update, seen } = await look();
    expect([update?.version, seen]).toEqual(['1.1.0', ['1.1.0']]);
    expect(text(update)).toBe(readFileSync(published, 'utf8'));
    rmSync(published);
    expect((await look()).update?.file).toBe(update?.file);
  });

  it('is found on a server with an authority of its own, and not where that is not known', async () => {
    const published = await feed.publish(playing('1.1.0'));
    const server = await serveFeed(feed.folder);
    try {
      const { update } = await look({ from: server.address, ca: server.ca });
      expect(text(update)).toBe(readFileSync(published, 'utf8'));
      await expect(look({ from: server.address })).rejects.toThrow(/certificate|self-signed/);
      rmSync(latest());
      await expect(look({ from: server.address, ca: server.ca })).rejects.toThrow(/answered with 404/);
    } finally {
      server.close();
    }
  });

  it('is none when it is in use, or was gone back from', async () => {
    await feed.publish(playing('1.1.0'));
    expect((await look({ version: '1.1.0' })).update).toBeNull();
    expect((await look({ known: { newestSeen: '1.1.0', refused: ['1.1.0'] } })).update).toBeNull();
  });

  it('stays fetchable while the next one is published: each description is signed at each moment', async () => {
    await feed.publish(playing('1.1.0'));
    const before = readFileSync(latest());
    await feed.publish(playing('1.2.0'));
    expect((await look()).update?.version).toBe('1.2.0');
    writeFileSync(latest(), before);
    expect((await look()).update?.version).toBe('1.1.0');
  });
});

interface Tampering {
  readonly what: string;
  readonly reason: string;
  readonly tamper: () => Promise<void>;
  readonly look?: Look;
}

const tamperings: readonly Tampering[] = [
  {
    what: 'changed by a letter',
    reason: 'not-signed',
    async tamper() {
      await feed.publish(playing('1.1.0'));
      writeFileSync(latest(), readFileSync(latest(), 'utf8').replace('1.1.0', '1.1.1'));
    },
  },
  {
    what: 'signed by another key',
    reason: 'not-signed',
    async tamper() {
      await feed.publish(playing('1.1.0'), { keyFile: newKey(feed.root, 'other.pem') });
    },
  },
  {
    what: 'of another station',
    reason: 'other-station',
    async tamper() {
      await feed.publish(playing('1.1.0'), { station: 'TNA' });
      await feed.publish(playing('1.1.0'));
      for (const ending of ['', '.sig']) copyFileSync(latest().replace(`/${station}/`, '/TNA/') + ending, latest() + ending);
    },
  },
  {
    what: 'for another processor',
    reason: 'other-system',
    async tamper() {
      const other = process.arch === 'arm64' ? 'x64' : 'arm64';
      await feed.publish(playing('1.1.0'), { processor: other });
      const names = ['latest-linux.yml', 'latest-linux-arm64.yml'];
      const [mine = '', theirs = ''] = other === 'x64' ? [...names].reverse() : names;
      const folder = join(feed.folder, station);
      for (const ending of ['', '.sig']) copyFileSync(join(folder, theirs + ending), join(folder, mine + ending));
    },
  },
  {
    what: 'whose installer was changed',
    reason: 'damaged',
    async tamper() {
      const published = await feed.publish(playing('1.1.0'));
      writeFileSync(published, readFileSync(published, 'utf8').replace('exec', 'EXEC'));
    },
  },
  {
    what: 'older than the one in use',
    reason: 'older',
    look: { version: '1.2.0' },
    tamper: async () => void (await feed.publish(playing('1.1.0'))),
  },
  {
    what: 'older than one that was seen',
    reason: 'older',
    look: { known: { newestSeen: '1.2.0', refused: [] } },
    tamper: async () => void (await feed.publish(playing('1.1.0'))),
  },
];

describe.skipIf(!isHere)('an update is refused', () => {
  it.each(tamperings)('that is $what', async ({ reason, tamper, look: how }) => {
    await tamper();
    await expect(look(how)).rejects.toMatchObject({ reason });
  });
});
