/** One port, two languages: what is told apart by the first byte, what a broken or slow peer can do, and the certificate. */
import { X509Certificate } from 'node:crypto';
import { connect, createServer, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { StationTls } from '../../src-main/access/tls/station-tls.ts';
import { openTestTls, portOf, type TlsWorld } from '../fixtures/tls.ts';
import { until } from '../fixtures/until.ts';
import { adminKey, exampleAlarm, startTestStation, type TestStation } from './test-station.ts';
import { createAsk, lanAddress, withKey } from './tls-client.ts';

const names = {
  dnsNames: ['localhost', 'kavach-ddr.local'],
  addresses: ['127.0.0.1', ...(lanAddress === undefined ? [] : [lanAddress])],
};
const world: TlsWorld = { nowMs: Date.now(), names };
const limits = { headersTimeoutMs: 600, closeGraceMs: 100 };

let tls: StationTls;
let station: TestStation;
let ca: string;
let ask: ReturnType<typeof createAsk>;
beforeAll(async () => {
  tls = await openTestTls(world);
  ca = tls.ca?.certPem ?? '';
  tls.start();
  const allowedHosts = ['kavach-ddr.local'];
  station = await startTestStation({
    host: '0.0.0.0',
    tls: portOf(tls, ['192.168.1.5', 'kavach-ddr.local']),
    allowedHosts,
    limits,
  });
  ask = createAsk({ port: station.port, ca });
});
afterAll(async () => {
  tls.stop();
  await station.stop();
});

/** A TLS connection that trusts the station's CA and nothing else. */
function handshake(options: object = {}): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const socket = connectTls({ host: '127.0.0.1', port: station.port, ca, servername: 'localhost', ...options }, () =>
      resolve(socket),
    );
    socket.once('error', reject);
  });
}

function plain(): Socket {
  return connect({ host: '127.0.0.1', port: station.port }).on('error', () => {});
}

const ended = (socket: Socket): Promise<void> => new Promise((resolve) => socket.once('close', () => resolve()));

async function failedHandshakes(): Promise<number> {
  const { text } = await ask({ scheme: 'http', path: '/metrics' });
  return Number(/^kavach_tls_handshakes_failed (\d+)$/m.exec(text)?.[1]);
}

describe('one port', () => {
  it('answers plain and TLS', async () => {
    for (const scheme of ['http', 'https'] as const) {
      const { status, text } = await ask({ scheme });
      expect([status, JSON.parse(text)]).toEqual([200, expect.objectContaining({ stations: expect.any(Array) })]);
    }
  });

  it('serves many requests on one TLS connection, and takes a body', async () => {
    const socket = await handshake();
    let text = '';
    socket.on('data', (part: Buffer) => {
      text += part.toString();
    });
    const head = `Host: localhost\r\nX-API-Key: ${adminKey}\r\n`;
    socket.write(`GET /health HTTP/1.1\r\n${head}\r\n`);
    await until('the first answer', () => text.includes('healthy'));
    socket.write(`POST /api/auth/ticket HTTP/1.1\r\n${head}Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}`);
    await until('the second answer', () => text.includes('expires_in'));
    socket.destroy();
  });

  it('is verified by a client that trusts the CA alone, under each name, and under no other', async () => {
    for (const servername of names.dnsNames) (await handshake({ servername })).destroy();
    for (const host of names.addresses) (await handshake({ host, servername: '' })).destroy();
    await expect(handshake({ servername: 'evil.example' })).rejects.toThrow(/altnames/);
    await expect(handshake({ ca: [] })).rejects.toThrow(/self-signed|unable/i);
  });

  it('speaks TLS 1.2 and 1.3, HTTP/1.1, and nothing older', async () => {
    const socket = await handshake({ ALPNProtocols: ['h2', 'http/1.1'] });
    expect([socket.getProtocol(), socket.alpnProtocol]).toEqual(['TLSv1.3', 'http/1.1']);
    socket.destroy();
    (await handshake({ maxVersion: 'TLSv1.2' })).destroy();
    await expect(handshake({ minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' })).rejects.toThrow();
  });

  it('takes a ClientHello that comes byte by byte', async () => {
    const hello = await recordedHello();
    const socket = plain();
    const answer = new Promise<Buffer>((resolve) => socket.once('data', resolve));
    socket.setNoDelay(true);
    for (const byte of hello) {
      socket.write(Buffer.of(byte));
      await new Promise((next) => setImmediate(next));
    }
    // 0x16: the server's side of the handshake.
    expect((await answer).readUInt8(0)).toBe(0x16);
    socket.destroy();
  });

  it('opens sockets by TLS for our own page, and refuses a foreign one', async () => {
    const open = (origin: string) =>
      new Promise<string>((resolve) => {
        const socket = new WebSocket(`wss://localhost:${station.port}/ws/crowd`, {
          ca,
          headers: { origin, ...station.signedIn('viewer') },
        });
        socket.once('message', (data: Buffer) => resolve(String(JSON.parse(data.toString()).type)));
        socket.once('unexpected-response', (_sent, { statusCode }) => resolve(String(statusCode)));
        socket.on('error', () => {});
        socket.once('message', () => socket.close());
      });
    expect(await open(`https://localhost:${station.port}`)).toBe('crowd_update');
    for (const origin of [`http://localhost:${station.port}`, 'https://evil.example', 'null'])
      expect(await open(origin)).toBe('403');
  });

  it('marks the session cookie Secure by TLS', async () => {
    for (const [scheme, secure] of [
      ['http', false],
      ['https', true],
    ] as const) {
      const code = station.oneTimeCode('viewer');
      const { status, headers } = await ask({ scheme, path: `/join?code=${code}`, headers: {} });
      expect(status).toBe(303);
      expect(String(headers['set-cookie']).includes('Secure')).toBe(secure);
    }
  });
});

describe('a peer that does no good', () => {
  it('is let go when it stays silent, or stops in the middle of a handshake', async () => {
    const silent = plain();
    const half = plain();
    half.write(Buffer.of(0x16, 0x03, 0x01));
    const startedMs = performance.now();
    await Promise.all([ended(silent), ended(half)]);
    expect(performance.now() - startedMs).toBeGreaterThan(limits.headersTimeoutMs * 0.9);
    expect((await ask({})).status).toBe(200);
  });

  it('is counted and cut when it sends rubbish as TLS, and answered when it sends rubbish as HTTP', async () => {
    const before = await failedHandshakes();
    const tlsRubbish = plain();
    tlsRubbish.write(Buffer.concat([Buffer.of(0x16, 0x03, 0x01, 0x00, 0x40), Buffer.alloc(64, 0xff)]));
    await ended(tlsRubbish.resume());
    expect(await failedHandshakes()).toBe(before + 1);
    const rubbish = plain();
    const answer = new Promise<string>((resolve) => rubbish.once('data', (part: Buffer) => resolve(part.toString())));
    rubbish.write(Buffer.of(0x00, 0xff, 0x0d, 0x0a));
    expect(await answer).toMatch(/^HTTP\/1\.1 400 /);
    await ended(rubbish);
  });

  it('can send whatever it likes: the station goes on', async () => {
    const anything = fc.tuple(fc.constantFrom([], [0x16], [0x16, 0x03, 0x01]), fc.uint8Array({ maxLength: 400 }));
    await Promise.all(
      fc.sample(anything, 200).map(async ([start, rest]) => {
        const socket = plain().resume();
        socket.end(Buffer.concat([Buffer.from(start), rest]));
        await ended(socket);
      }),
    );
    expect((await ask({})).status).toBe(200);
  });

  it('that leaves at any point leaves nothing behind', async () => {
    for (const start of ['', 'G', 'GET / HTTP/1.1\r\n', '\x16', '\x16\x03\x01\x00']) {
      const socket = plain();
      socket.end(start);
      await ended(socket.resume());
    }
    const reset = plain();
    await new Promise((resolve) => reset.once('connect', resolve));
    reset.resetAndDestroy();
    expect((await ask({})).status).toBe(200);
  });
});

it('holds no more for a socket by TLS that never reads, and cuts it, while another gets everything', async () => {
  const other = await startTestStation({ tls: portOf(tls), limits: { socketBudgetBytes: 200_000 } });
  const open = async (): Promise<WebSocket> => {
    const socket = new WebSocket(`wss://localhost:${other.port}/ws/real-time`, { ca, headers: withKey });
    socket.on('error', () => {});
    await new Promise((resolve) => socket.once('message', resolve));
    socket.send('{"type":"subscribe","subscription":"alerts"}');
    await new Promise((resolve) => socket.once('message', resolve));
    return socket;
  };
  const [deaf, reader] = [await open(), await open()];
  let got = 0;
  reader.on('message', (data: Buffer) => {
    if (data.includes('"alert"')) got++;
  });
  deaf.pause();
  const alarm = exampleAlarm('a1', { facts: { reason: 'x'.repeat(50_000) } });
  let sent = 0;
  const cut = async (): Promise<boolean> => {
    const text = await (await other.get('/metrics')).text();
    expect(Number(/^kavach_socket_bytes_waiting_max\{kind="real-time"\} (\d+)$/m.exec(text)?.[1])).toBeLessThan(300_000);
    return text.includes('kavach_socket_clients_cut{kind="real-time"} 1');
  };
  while (!(await cut()) && sent < 1000) {
    other.announce({ kind: 'raised', atMs: 1, actor: 'station', note: null, alarm });
    sent++;
    await until('the reader to get it', () => got >= sent, 5000, 1);
  }
  // More than the budget: the rest had gone to the system's buffers.
  expect(sent).toBeGreaterThan(4);
  expect(await cut()).toBe(true);
  reader.terminate();
  deaf.terminate();
  await other.stop();
});

describe('the certificate', () => {
  it('is renewed under open connections, which stay', async () => {
    const open = await handshake();
    const serial = open.getPeerCertificate().serialNumber;
    const socket = new WebSocket(`wss://localhost:${station.port}/ws/crowd`, { ca, headers: withKey });
    let updates = 0;
    socket.on('message', () => updates++);
    await until('a first message', () => updates > 0);
    world.names = { ...names, dnsNames: [...names.dnsNames, 'new.example'] };
    await until('the new certificate', async () => {
      const next = await handshake({ servername: 'new.example' });
      const differs = next.getPeerCertificate().serialNumber !== serial;
      next.destroy();
      return differs;
    });
    open.write(`GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n`);
    const answer = await new Promise<string>((resolve) => open.once('data', (part: Buffer) => resolve(part.toString())));
    expect(answer).toContain('200 OK');
    expect(socket.readyState).toBe(socket.OPEN);
    socket.terminate();
    open.destroy();
  });

  it('is told, with the CA to download, whose fingerprint is the same', async () => {
    const { text } = await ask({ path: '/api/tls', headers: station.signedIn('viewer') });
    const told = JSON.parse(text);
    expect(told).toMatchObject({
      own_ca: true,
      names: expect.arrayContaining(['kavach-ddr.local']),
      addresses: expect.arrayContaining(['127.0.0.1']),
      origins: [`https://192.168.1.5:${station.port}`, `https://kavach-ddr.local:${station.port}`],
      certificate_expires_at: expect.stringMatching(/^20\d\d-.*Z$/),
    });
    const file = await ask({ path: '/api/ca.crt', headers: {} });
    expect(file.headers).toMatchObject({
      'content-type': 'application/x-x509-ca-cert',
      'content-disposition': 'attachment; filename="kavach-DDR-ca.crt"',
    });
    expect(new X509Certificate(file.text).fingerprint256).toBe(told.fingerprint_sha256);
    expect(file.text).not.toContain('PRIVATE');
  });

  it('by others has no CA to download', async () => {
    const other = await startTestStation({ tls: { ...portOf(tls), ca: () => null } });
    expect((await fetch(`${other.origin}/api/ca.crt`)).status).toBe(404);
    expect(await (await other.get('/api/tls')).json()).toMatchObject({
      own_ca: false,
      fingerprint_sha256: null,
      ca_expires_at: null,
    });
    await other.stop();
  });
});

it('stops while peers are silent, in a handshake, idle and connected', async () => {
  const other = await startTestStation({ tls: portOf(tls), limits: { ...limits, headersTimeoutMs: 60_000 } });
  const at = { host: '127.0.0.1', port: other.port };
  const silent = connect(at).on('error', () => {});
  const half = connect(at).on('error', () => {});
  half.write('\x16\x03');
  const idle = connectTls({ ...at, ca, servername: 'localhost' }).on('error', () => {});
  await new Promise((resolve) => idle.once('secureConnect', resolve));
  const socket = new WebSocket(`wss://localhost:${other.port}/ws/crowd`, { ca, headers: withKey });
  const code = new Promise((resolve) => socket.once('close', resolve));
  await new Promise((resolve) => socket.once('message', resolve));
  await other.stop();
  expect(await code).toBe(1001);
  await Promise.all([silent, half, idle].map((each) => each.closed || ended(each)));
});

/** What a TLS client sends first. */
function recordedHello(): Promise<Buffer> {
  return new Promise((resolve) => {
    const catcher = createServer((socket) => {
      socket.once('data', (hello) => {
        resolve(hello);
        socket.destroy();
        catcher.close();
      });
    });
    catcher.listen(0, '127.0.0.1', () => {
      const address = catcher.address();
      if (address === null || typeof address === 'string') throw new Error('no port');
      connectTls({ host: '127.0.0.1', port: address.port, servername: 'localhost' }).on('error', () => {});
    });
  });
}
