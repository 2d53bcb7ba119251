/** POST /api/detect and what is told beside it, with a real worker behind. */
import { request } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FrameResult, frameResult, frameRoutes } from '../../src-contract/api/frames.ts';
import { errorReply } from '../../src-contract/api/route.ts';
import { hugePng, spotsPng } from '../fixtures/encoded-pictures.ts';
import { mostBytes, startFrameStation } from './frame-station.ts';
import { waitFor } from './test-socket.ts';
import { adminKey, type TestStation } from './test-station.ts';

let station: TestStation;
beforeAll(async () => {
  station = await startFrameStation();
});
afterAll(() => station.stop());

const spots = () => spotsPng([[3, 2]]);
const path = '/api/detect';

function form(fields: Record<string, Buffer | string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value === 'string') data.set(name, value);
    else data.set(name, new Blob([new Uint8Array(value)], { type: 'image/png' }), 'picture.png');
  }
  return data;
}

const post = (body: FormData, headers: Record<string, string> = {}) => station.get(path, { method: 'POST', body, headers });

async function resultOf(response: Response): Promise<FrameResult> {
  const reply = await response.json();
  expect(frameResult.parse(reply), 'the shape of the contract').toEqual(reply);
  expect(response.status).toBe(200);
  return reply as FrameResult;
}

test('a form and JSON give the same', async () => {
  const picture = await spots();
  const settings = { crowd_threshold: 1, confidence_threshold: 0.5 };
  const replies = [
    await resultOf(await post(form({ file: picture, settings: JSON.stringify(settings) }))),
    await resultOf(await station.post(path, { frame: picture.toString('base64'), settings })),
    await resultOf(await station.post(path, { frame: `data:image/png;base64,${picture.toString('base64')}`, settings })),
  ];
  for (const reply of replies) {
    expect(reply).toMatchObject({ faces: [], bodies: [{ bbox: [24, 16, 32, 24] }], alerts: [{ type: 'crowd_warning' }] });
  }
});

const refusals: [string, () => Promise<Response>, number, string][] = [
  ['a form without a file', () => post(form({ settings: '{}' })), 400, 'VALIDATION_FAILED'],
  ['settings that are no JSON', async () => post(form({ file: await spots(), settings: '{' })), 400, 'VALIDATION_FAILED'],
  ['JSON without a frame', () => station.post(path, {}), 400, 'VALIDATION_FAILED'],
  ['no body', () => station.post(path), 400, 'BAD_REQUEST'],
  [
    'a form that ends early',
    () => raw('multipart/form-data; boundary=x', '--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nabc'),
    400,
    'BAD_REQUEST',
  ],
  ['a form without a boundary', () => raw('multipart/form-data', 'x'), 400, 'BAD_REQUEST'],
  ['two files', () => twoFiles(), 400, 'BAD_REQUEST'],
  ['another type', () => raw('image/png', 'x'), 415, 'UNSUPPORTED_MEDIA_TYPE'],
  ['what is no picture', () => post(form({ file: Buffer.from('hello') })), 422, 'INVALID_FRAME'],
  ['base64 of what is no picture', () => station.post(path, { frame: 'aGVsbG8=' }), 422, 'INVALID_FRAME'],
  ['a PNG cut short', async () => post(form({ file: (await spots()).subarray(0, -30) })), 422, 'INVALID_FRAME'],
  ['a PNG bomb', () => post(form({ file: hugePng(20_000, 20_000) })), 413, 'FRAME_TOO_LARGE'],
  ['a file just too large', () => post(form({ file: Buffer.alloc(mostBytes + 1) })), 413, 'FRAME_TOO_LARGE'],
  [
    'a frame just too large',
    () => station.post(path, { frame: Buffer.alloc(mostBytes + 1).toString('base64') }),
    413,
    'FRAME_TOO_LARGE',
  ],
  ['too large a JSON', () => station.post(path, { frame: 'A'.repeat(5_000_000) }), 413, 'FRAME_TOO_LARGE'],
  ['too large a form', () => post(form({ file: Buffer.alloc(5_000_000) })), 413, 'FRAME_TOO_LARGE'],
];

function raw(type: string, body: string): Promise<Response> {
  return station.get(path, { method: 'POST', headers: { 'content-type': type }, body });
}

function twoFiles(): Promise<Response> {
  const data = form({ file: Buffer.from('a') });
  data.append('file', new Blob(['b']), 'b.png');
  return post(data);
}

test.each(refusals)('%s is refused in the one envelope', async (_what, send, status, code) => {
  const response = await send();
  const { error } = errorReply.strict().parse(await response.json());
  expect([response.status, error.code]).toEqual([status, code]);
  expect(error.message.length).toBeGreaterThan(10);
});

test('too large is said of what is too large: the pixels of a small file, the bytes of a large one', async () => {
  const messageOf = async (file: Buffer) => (await (await post(form({ file }))).json()).error.message;
  expect(await messageOf(hugePng(20_000, 20_000))).toContain('20000 × 20000 pixels');
  expect(await messageOf(Buffer.alloc(mostBytes + 1))).toContain(`at most ${mostBytes} bytes`);
});

test('an upload of unsaid length is cut off at the limit and not received to its end', async () => {
  let sent = 0;
  const answer = await new Promise<string>((done, failed) => {
    const upload = request(
      `${station.origin}${path}`,
      { method: 'POST', headers: { 'x-api-key': adminKey, 'content-type': 'multipart/form-data; boundary=x' } },
      (response) => {
        let text = '';
        response.on('data', (part) => {
          text += part;
        });
        response.on('end', () => done(`${response.statusCode} ${text}`));
      },
    );
    upload.on('error', (error: Error & { code?: string }) =>
      error.code === 'EPIPE' || error.code === 'ECONNRESET' ? undefined : failed(error),
    );
    upload.write('--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n');
    const more = (): void => {
      while (sent < 100_000_000 && !upload.destroyed) {
        sent += 50_000;
        if (!upload.write(Buffer.alloc(50_000))) break;
      }
    };
    upload.on('drain', more);
    more();
  });
  expect(answer).toMatch(/^413 .*FRAME_TOO_LARGE/);
  expect(sent).toBeLessThan(50_000_000);
});

test('other routes take no form', async () => {
  const response = await station.get('/api/alarms/a1/acknowledge', { method: 'POST', body: form({ file: Buffer.from('x') }) });
  expect(response.status).toBe(415);
});

test('a repeated upload is looked at once', async () => {
  const before = await stats();
  const once = { 'idempotency-key': 'picture-1' };
  const first = await (await post(form({ file: await spots() }), once)).text();
  expect(await (await post(form({ file: await spots() }), once)).text()).toBe(first);
  expect((await stats()).total_frames_processed - before.total_frames_processed).toBe(1);
  expect((await post(form({ file: await spotsPng([[1, 1]]) }), once)).status).toBe(409);
});

test('more pictures at once than there is room for are sent away, and one that was given up makes room', async () => {
  let asked = 0;
  const analyse = () => {
    asked += 1;
    return new Promise<never>(() => {});
  };
  const left: string[] = [];
  const busy = await startFrameStation({ frames: { analyse, leave: (id) => left.push(id) }, limits: { detectRequests: 2 } });
  const body = JSON.stringify({ frame: 'AAAA' });
  const headers = { 'x-api-key': adminKey, 'content-type': 'application/json' };
  const giveUp = new AbortController();
  const send = () => fetch(busy.origin + path, { method: 'POST', headers, body, signal: giveUp.signal }).catch(() => null);
  const waiting = [send(), send()];
  await waitFor(() => asked === 2);
  expect((await busy.post(path, { frame: 'AAAA' })).status).toBe(503);
  giveUp.abort();
  await Promise.all(waiting);
  await waitFor(() => left.length === 2);
  void busy.post(path, { frame: 'AAAA' }).catch(() => {});
  await waitFor(() => asked === 3);
  await busy.stop();
});

async function stats() {
  return frameRoutes.stats.response.parse(await (await station.get('/api/stats')).json());
}

test('the models, the figures, the description and the metrics are told', async () => {
  await resultOf(await post(form({ file: await spots() })));
  const { face_model, body_model } = frameRoutes.models.response.parse(await (await station.get('/api/models/info')).json());
  expect(body_model).toMatchObject({ loaded: true, name: 'spots', device: 'cpu', state: 'ready', reason: null });
  expect(body_model.path).toMatch(/spots\.onnx$/);
  expect(face_model).toMatchObject({
    loaded: false,
    path: null,
    state: 'none',
    reason: expect.stringContaining('FACE_MODEL_PATH'),
  });
  expect(await stats()).toMatchObject({ active_connections: 0, max_connections: 50 });
  expect((await stats()).average_processing_time).toBeGreaterThan(0);
  const { paths } = await (await station.get('/openapi.json')).json();
  const { content } = paths[path].post.requestBody;
  expect(content['multipart/form-data'].schema.properties.file).toMatchObject({ type: 'string', format: 'binary' });
  expect(content['application/json'].schema).toMatchObject({ required: ['frame'] });
  expect(await (await station.get('/metrics')).text()).toMatch(/kavach_frames_sent_in_total\{result="analysed"\} [1-9]/);
});
