/** The built pages, the API reference, and that nothing beside the built files is ever served. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RouteContract } from '../../src-contract/api/route.ts';
import { routes } from '../../src-contract/api/routes.ts';
import { startTestStation, type TestStation } from './test-station.ts';

let station: TestStation;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kavach-pages-'));
  const built = join(folder, 'renderer');
  mkdirSync(join(built, 'control-room'), { recursive: true });
  mkdirSync(join(built, 'assets'));
  writeFileSync(join(built, 'control-room', 'index.html'), '<!doctype html><title>the control room</title>');
  writeFileSync(join(built, 'assets', 'app-1a2b.js'), 'export {};');
  writeFileSync(join(built, '.env'), 'the secret');
  writeFileSync(join(folder, 'admin.key'), 'the secret');
  station = await startTestStation({ staticFolder: built });
});
afterAll(async () => {
  await station.stop();
  rmSync(folder, { recursive: true });
});

const browse = (path: string) => fetch(station.origin + path, { headers: { accept: 'text/html,*/*' } });

test.each(['/', '/map', '/cameras', '/alarms/a1?x=1', '/control-room/index.html'])('%s is the control room', async (path) => {
  const page = await browse(path);
  expect([page.status, page.headers.get('cache-control')]).toEqual([200, 'no-cache']);
  expect(await page.text()).toContain('the control room');
});

test('assets are kept for ever, and every answer has the security headers', async () => {
  const asset = await browse('/assets/app-1a2b.js');
  expect(asset.status).toBe(200);
  expect(asset.headers.get('content-type')).toMatch(/^(text|application)\/javascript/);
  expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  for (const path of ['/', '/assets/app-1a2b.js', '/health', '/api/nope', '/api/stations']) {
    const { headers } = await browse(path);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/script-src[^;]*unsafe-inline|upgrade-insecure-requests|https:/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('strict-transport-security')).toBeNull();
  }
});

test.each(['/assets/missing.js', '/api/missing', '/ws/missing', '/metrics/x', '/favicon.ico', '/assets'])(
  '%s is no page',
  async (path) => {
    const response = await browse(path);
    expect(response.status).toBe(path === '/assets' ? 200 : 404);
    if (path !== '/assets') expect(((await response.json()) as { error: { code: string } }).error.code).toBe('NOT_FOUND');
  },
);

test.each([
  '/../admin.key',
  '/assets/../../admin.key',
  '/assets/..%2f..%2fadmin.key',
  '/%2e%2e/admin.key',
  '/..%5cadmin.key',
  '/assets/%252e%252e/%252e%252e/admin.key',
  '//admin.key',
  '/assets/app-1a2b.js%00.html',
  '/.env',
  '/assets/../.env',
])('%s leads to no file outside', async (path) => {
  // fetch would tidy the path up before it is sent.
  const answer = await new Promise<string>((resolve) => {
    const parts: Buffer[] = [];
    const socket = connect(station.port, '127.0.0.1', () =>
      socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\nConnection: close\r\n\r\n`),
    );
    socket.on('data', (part) => parts.push(part));
    socket.on('close', () => resolve(Buffer.concat(parts).toString()));
  });
  expect(answer).toMatch(/^HTTP\/1.1 4\d\d /);
  expect(answer).not.toContain('the secret');
});

test('without built pages a page says what to do, and the API works', async () => {
  const bare = await startTestStation({ staticFolder: join(folder, 'nowhere') });
  const page = await fetch(`${bare.origin}/map`, { headers: { accept: 'text/html' } });
  expect([page.status, page.headers.get('content-type')]).toEqual([503, 'text/html; charset=utf-8']);
  expect(await page.text()).toContain('npm start');
  expect((await bare.get('/api/stations')).status).toBe(200);
  await bare.stop();
});

interface OpenApi {
  openapi: string;
  paths: Record<string, Record<string, { summary?: string; security?: unknown[]; responses: Record<string, unknown> }>>;
}

test('the OpenAPI document lists every route of the contract', async () => {
  const document = (await (await fetch(`${station.origin}/openapi.json`)).json()) as OpenApi;
  expect(document.openapi).toBe('3.1.0');
  const listed = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path}`),
  );
  const wanted = Object.values(routes).map(({ method, path }) => `${method.toLowerCase()} ${path.replace(/:(\w+)/g, '{$1}')}`);
  expect(listed.toSorted()).toEqual(wanted.toSorted());
  for (const contract of Object.values<RouteContract>(routes)) {
    const operation = document.paths[contract.path.replace(/:(\w+)/g, '{$1}')]?.[contract.method.toLowerCase()];
    expect(operation?.summary).toBe(contract.summary);
    expect(operation?.security).toHaveLength(contract.access === 'open' ? 0 : 3);
    expect(operation?.responses).toHaveProperty(String(contract.status ?? 200));
  }
});

test('/docs works without the internet', async () => {
  const page = await fetch(`${station.origin}/docs`);
  const html = await page.text();
  expect(html).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
  expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
  const files = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path ?? '');
  expect(files.length).toBeGreaterThan(4);
  for (const path of files) expect((await fetch(station.origin + path)).status, path).toBe(200);
});
