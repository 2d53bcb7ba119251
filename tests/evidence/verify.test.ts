/** An export that anybody changed shows which record it was: one flipped byte anywhere, a cut end, a file that was slipped in. */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { archiveStream } from '../../src-main/evidence/export/archive.ts';
import { createManifest, manifestName } from '../../src-main/evidence/export/manifest.ts';
import { loadStationKey } from '../../src-main/evidence/export/station-key.ts';
import { verifyArchive } from '../../src-main/evidence/export/verify-archive.ts';

const folder = mkdtempSync(join(tmpdir(), 'kavach-verify-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const key = loadStationKey(folder);
const contents: Record<string, Buffer> = {
  'README.txt': Buffer.from('What this is.\n'),
  'clips/c1.mp4': Buffer.alloc(50_000, 'frames of a camera '),
  'crowd.csv': Buffer.from('time,zone,count\n'),
};
let whole: Buffer;

async function makeArchive(
  files: Readonly<Record<string, Buffer>>,
  extra: Readonly<Record<string, Buffer>> = {},
): Promise<Buffer> {
  const manifest = createManifest(key, { station: 'Dadar' });
  for (const [path, bytes] of Object.entries(files)) {
    manifest.file({ path, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex'), facts: {} });
  }
  const all = { ...files, ...extra, [manifestName]: Buffer.from(manifest.seal().text) };
  const entries = Object.entries(all).map(([path, bytes]) => ({
    path,
    bytes: bytes.length,
    open: async () => Readable.from([bytes]),
  }));
  return buffer(archiveStream(entries));
}

async function verdictOn(bytes: Buffer): Promise<string> {
  const file = join(folder, 'case.zip');
  writeFileSync(file, bytes);
  const proof = await verifyArchive(file);
  return proof.kind === 'whole' ? 'whole' : proof.faults.map(({ record }) => record).join(', ');
}

function flipped(at: number): Buffer {
  const copy = Buffer.from(whole);
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
}

beforeAll(async () => {
  whole = await makeArchive(contents);
});

test('as it was written it is whole, and says whose it is', async () => {
  const file = join(folder, 'whole.zip');
  writeFileSync(file, whole);
  expect(await verifyArchive(file)).toMatchObject({ kind: 'whole', records: 5, fingerprint: key.fingerprint });
  expect(loadStationKey(folder).fingerprint).toBe(key.fingerprint);
});

test('one flipped byte names its record', async () => {
  const inManifest = whole.indexOf('"kind":"file","path":"clips/c1.mp4"');
  const directory = whole.readUInt32LE(whole.length - 6);
  const lineOf = (text: string) => whole.indexOf(text);
  expect(await verdictOn(flipped(whole.indexOf('frames of') + 20_000))).toBe('clips/c1.mp4');
  expect(await verdictOn(flipped(whole.indexOf('What this is')))).toBe('README.txt');
  expect(await verdictOn(flipped(inManifest + 10))).toContain(`${manifestName} record 2`);
  expect(await verdictOn(flipped(lineOf('"public_key":"') + 20))).toContain(`${manifestName} record 0`);
  expect(await verdictOn(flipped(lineOf('"signature":"') + 20))).toContain(`${manifestName} record 4`);
  // Heads of entries: what unpackers look at, and what they don't.
  expect(await verdictOn(flipped(10))).toBe('README.txt');
  expect(await verdictOn(flipped(whole.indexOf('clips/c1.mp4') - 18))).toBe('clips/c1.mp4');
  expect(await verdictOn(flipped(directory + 46 + 2))).toContain('README.txt');
  expect(await verdictOn(flipped(directory + 38))).toBe('archive');
  expect(await verdictOn(flipped(whole.length - 10))).toBe('archive');
});

test('every byte counts: none of many, flipped alone, goes unnoticed', { timeout: 60_000 }, async () => {
  const step = 997;
  const places = Array.from({ length: 20 }, (_, i) => (i * step * 3) % whole.length);
  const tail = Array.from({ length: 80 }, (_, i) => whole.length - 1 - i * 5);
  for (const at of [...places, ...tail]) expect(await verdictOn(flipped(at)), `byte ${at}`).not.toBe('whole');
});

test('cut off, added to, or with a file slipped in or swapped', async () => {
  expect(await verdictOn(whole.subarray(0, whole.length - 5000))).toBe('archive');
  expect(await verdictOn(Buffer.concat([whole, Buffer.from('more')]))).toBe('archive');
  expect(await verdictOn(await makeArchive(contents, { 'clips/c2.mp4': Buffer.from('a stranger') }))).toBe('clips/c2.mp4');
  const other = await makeArchive({ ...contents, 'crowd.csv': Buffer.from('time,zone,count\n1,p1,9\n') });
  expect(await verdictOn(other)).toBe('whole');
});

test('the command prints the record and ends with 1', async () => {
  const { execFile } = await import('node:child_process');
  const file = join(folder, 'changed.zip');
  writeFileSync(file, flipped(whole.indexOf('frames of') + 20_000));
  const command = join(import.meta.dirname, '../../src-main/commands/verify.ts');
  const ended = await new Promise<{ code: unknown; out: string }>((done) => {
    execFile(process.execPath, ['--disable-warning=ExperimentalWarning', command, file], (error, out) =>
      done({ code: error?.code ?? 0, out }),
    );
  });
  expect(ended.code).toBe(1);
  expect(ended.out).toContain('clips/c1.mp4: it was changed');
});
