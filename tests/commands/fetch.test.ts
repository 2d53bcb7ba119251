/** Fetching a release from a real HTTP server on loopback: whole, resumed, damaged, too long, absent. */
import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fetchRelease, type Release } from '../../src-main/commands/models/fetch.ts';
import { until } from '../fixtures/until.ts';

const content = randomBytes(300_000);
const sha256 = createHash('sha256').update(content).digest('hex');

let folder = '';
let server: Server;
let answer: (request: IncomingMessage, response: ServerResponse) => void;
let ranges: (string | undefined)[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kavach-fetch-'));
  ranges = [];
  answer = serve(content);
  server = createServer((request, response) => {
    ranges.push(request.headers.range);
    answer(request, response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
  await rm(folder, { recursive: true });
});

/** A file server that knows ranges. */
function serve(bytes: Buffer) {
  return (request: IncomingMessage, response: ServerResponse) => {
    const start = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
    response.writeHead(start > 0 ? 206 : 200, { 'Content-Length': bytes.length - start });
    response.end(bytes.subarray(start));
  };
}

function release(): Release {
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/spots.onnx`;
  return { name: 'spots', url, bytes: content.length, sha256, about: '', card: { licence: 'MIT', accuracy: [], speed: [] } };
}

const part = () => join(folder, 'spots.onnx.part');
const sizeOfPart = async () => (await stat(part()).catch(() => null))?.size ?? 0;

test('a release becomes a model with a card; a second time nothing is asked', async () => {
  const file = await fetchRelease(release(), folder);
  expect(await readFile(file)).toEqual(content);
  expect(JSON.parse(await readFile(join(folder, 'spots.json'), 'utf8'))).toMatchObject({ licence: 'MIT', sha256 });
  expect(existsSync(part())).toBe(false);
  await fetchRelease(release(), folder);
  expect(ranges).toHaveLength(1);
});

test('a broken connection keeps what came, and the next try goes on from there', async () => {
  answer = (_, response) => {
    response.writeHead(200, { 'Content-Length': content.length });
    response.write(content.subarray(0, 100_000));
    void until('the first bytes in the file', async () => (await sizeOfPart()) > 0).then(() => response.destroy());
  };
  await expect(fetchRelease(release(), folder)).rejects.toThrow(/could not be fetched.*the same command goes on/);
  const kept = (await readFile(part())).length;
  expect(kept).toBeGreaterThan(0);
  answer = serve(content);
  expect(await readFile(await fetchRelease(release(), folder))).toEqual(content);
  expect(ranges.at(-1)).toBe(`bytes=${kept}-`);
});

test('a server without ranges sends it whole', async () => {
  await writeFile(part(), content.subarray(0, 1000));
  answer = (_, response) => response.end(content);
  expect(await readFile(await fetchRelease(release(), folder))).toEqual(content);
});

test('another file than the published one is not kept', async () => {
  answer = serve(Buffer.concat([content.subarray(1), Buffer.of(0)]));
  await expect(fetchRelease(release(), folder)).rejects.toThrow('not the published file');
  expect(existsSync(part())).toBe(false);
  expect(existsSync(join(folder, 'spots.onnx'))).toBe(false);
});

test('more than was promised is cut off', async () => {
  answer = (_, response) => response.end(Buffer.concat([content, content]));
  await expect(fetchRelease(release(), folder)).rejects.toThrow('more came than the published file has');
});

test.each([404, 503])('a %i says so', async (status) => {
  answer = (_, response) => response.writeHead(status).end();
  await expect(fetchRelease(release(), folder)).rejects.toThrow(`the server answered ${status}`);
});

test('without a network it says how to bring the file by hand', async () => {
  const offline = release();
  await new Promise((done) => server.close(done));
  await expect(fetchRelease(offline, folder)).rejects.toThrow(/ECONNREFUSED.*Without internet: load .*models -- add/);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
});

test('a file of that name that is something else is left alone', async () => {
  await writeFile(join(folder, 'spots.onnx'), 'mine');
  await expect(fetchRelease(release(), folder)).rejects.toThrow('remove it first');
  expect(await readFile(join(folder, 'spots.onnx'), 'utf8')).toBe('mine');
});
