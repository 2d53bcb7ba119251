/** /ws over real sockets, with a real worker behind: pictures in, results out, and what clients may not do. */
import { afterEach, expect, test } from 'vitest';
import { frameServerMessage } from '../../src-contract/api/frames.ts';
import type { PictureAnswer } from '../../src-contract/domain/frame-analysis.ts';
import { hugePng, spotsJpeg, spotsPng } from '../fixtures/encoded-pictures.ts';
import { until } from '../fixtures/until.ts';
import { type FrameStationOptions, mostBytes, startFrameStation } from './frame-station.ts';
import { type Message, openSocket, type TestSocket, waitFor } from './test-socket.ts';
import type { TestStation } from './test-station.ts';

let station: TestStation | null = null;
afterEach(async () => {
  await station?.stop();
  station = null;
});

async function start(options: FrameStationOptions = {}): Promise<TestStation> {
  station = await startFrameStation(options);
  return station;
}

async function join({ origin }: TestStation): Promise<TestSocket> {
  const socket = openSocket(`${origin}/ws`);
  await socket.next(() => true);
  return socket;
}

const ofEvent = ({ messages }: TestSocket, event: string): Message[] => messages.filter((message) => message['event'] === event);
const results = (socket: TestSocket): Message[] => ofEvent(socket, 'detection_result');
const codes = (socket: TestSocket): string[] => ofEvent(socket, 'error').map(({ data }) => data.code);

/** A text message with a picture. */
function processFrame(picture: Buffer, data: object = {}): object {
  return { event: 'process_frame', data: { frame: picture.toString('base64'), ...data } };
}

async function resultOf(socket: TestSocket, message: object | Buffer): Promise<Message> {
  const before = socket.messages.length;
  if (Buffer.isBuffer(message)) socket.socket.send(message);
  else socket.send(message);
  return waitFor(() => socket.messages[before]);
}

test('both forms of a frame are answered in the shape of the contract, in pixels of the frame', async () => {
  const socket = await join(await start());
  const [connected] = socket.messages;
  expect(frameServerMessage.parse(connected)).toEqual(connected);
  const picture = await spotsJpeg(
    [
      [3, 2],
      [10, 5],
    ],
    { orientation: 6 },
  );
  const text = await resultOf(socket, processFrame(picture, { timestamp: 1_750_000_000_123 }));
  expect(frameServerMessage.parse(text)).toEqual(text);
  const { data } = text;
  const boxes = data.bodies.map(({ bbox }: { bbox: number[] }) => bbox.map(Math.round));
  expect(boxes.sort()).toEqual([
    [24, 16, 32, 24],
    [80, 40, 88, 48],
  ]);
  expect(data).toMatchObject({
    faces: [],
    crowd_analysis: { face_count: 0, body_count: 2, crowd_level: 'low', density_score: 0.2 },
    alerts: [],
    timestamp: 1_750_000_000_123,
  });
  const binary = await resultOf(socket, await spotsPng([[0, 0]]));
  expect(binary['data'].bodies).toMatchObject([{ bbox: [0, 0, 8, 8], confidence: expect.closeTo(1, 2) }]);
  expect(Math.abs(binary['data'].timestamp - Date.now())).toBeLessThan(10_000);
});

test('the prefix of a data URL is passed over, settings count for their frame alone', async () => {
  const socket = await join(await start());
  const picture = await spotsPng([
    [1, 1],
    [5, 5],
  ]);
  const frame = `data:image/png;base64,${picture.toString('base64')}`;
  const settings = { crowd_threshold: 2, confidence_threshold: 0.5 };
  const warned = await resultOf(socket, { event: 'process_frame', data: { frame, settings } });
  expect(warned['data'].crowd_analysis).toMatchObject({ body_count: 2, density_score: 1 });
  expect(warned['data'].alerts).toMatchObject([{ type: 'crowd_warning', level: 'warning' }]);
  const next = await resultOf(socket, { event: 'process_frame', data: { frame } });
  expect(next['data'].alerts).toEqual([]);
});

test('of frames that come faster than the work the newest is looked at, and one client takes no turn of another', async () => {
  const { origin, get } = await start();
  const sockets = await Promise.all(Array.from({ length: 5 }, () => join({ origin } as TestStation)));
  const [loud, ...quiet] = sockets;
  if (loud === undefined) throw new Error('no client');
  const picture = await spotsPng([[3, 2]]);
  for (let i = 1; i <= 200; i++) loud.send(processFrame(picture, { timestamp: i }));
  for (const socket of quiet) socket.send(processFrame(picture, { timestamp: 1 }));
  await loud.next(({ event, data }) => event === 'detection_result' && data.timestamp === 200);
  for (const socket of quiet) expect((await socket.next(({ event }) => event === 'detection_result'))['data'].timestamp).toBe(1);
  const stamps = results(loud).map(({ data }) => data.timestamp);
  expect(stamps).toEqual([...stamps].sort((a, b) => a - b));
  const stats = await (await get('/api/stats')).json();
  expect(stats).toMatchObject({ active_connections: 5, frames_failed: 0, frames_waiting: 0 });
  expect(stats.total_frames_processed + stats.frames_replaced).toBe(204);
  expect(codes(loud)).toEqual([]);
});

test('one client too many is told and let go; a place that becomes free is given again', async () => {
  const station = await start({ frames: { mostClients: 3 } });
  const inside = await Promise.all([join(station), join(station), join(station)]);
  const late = await join(station);
  expect((await late.closed).code).toBe(1013);
  expect(late.messages).toMatchObject([{ event: 'error', data: { code: 'CONNECTION_LIMIT' } }]);
  inside[0]?.close();
  await until('a place', async () => {
    const next = await join(station);
    return (await next.next(() => true))['event'] === 'connected';
  });
});

const picture = () => spotsPng([[3, 2]], { width: 640, height: 360 });
const hostile: [string, () => Promise<unknown> | unknown, string][] = [
  ['no JSON', () => '{', 'INVALID_FRAME'],
  ['another event', () => ({ event: 'subscribe' }), 'INVALID_FRAME'],
  ['no frame', () => ({ event: 'process_frame', data: {} }), 'INVALID_FRAME'],
  ['settings of the wrong kind', () => ({ event: 'process_frame', data: { frame: 'x', settings: 7 } }), 'INVALID_FRAME'],
  ['a frame that is no base64', () => ({ event: 'process_frame', data: { frame: '§§§ no §§§' } }), 'INVALID_FRAME'],
  ['a frame that is text', () => processFrame(Buffer.from('hello')), 'INVALID_FRAME'],
  ['an SVG', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'INVALID_FRAME'],
  ['a PNG cut short', async () => (await picture()).subarray(0, -60), 'INVALID_FRAME'],
  ['a PNG bomb', () => hugePng(20_000, 20_000), 'FRAME_TOO_LARGE'],
  ['too large a frame', () => Buffer.alloc(mostBytes + 1, 0xff), 'FRAME_TOO_LARGE'],
  ['too large a frame in a message', () => processFrame(Buffer.alloc(mostBytes + 1)), 'FRAME_TOO_LARGE'],
  ['much too large a message', () => 'x'.repeat(250_000), 'FRAME_TOO_LARGE'],
];

test.each(hostile)('%s is told, and the socket stays open', async (_what, make, code) => {
  const socket = await join(await start());
  const error = await resultOf(socket, (await make()) as object);
  expect(frameServerMessage.parse(error)).toEqual(error);
  expect(error['data']).toMatchObject({ code });
  expect((await resultOf(socket, await picture()))['event']).toBe('detection_result');
});

test('a message beyond all bounds ends its connection as it begins, and no other socket takes more for it', async () => {
  const station = await start();
  const other = await join(station);
  const socket = await join(station);
  socket.socket.send(Buffer.alloc(20_000_000));
  expect((await socket.closed).code).toBe(1009);
  const crowd = openSocket(`${station.origin}/ws/crowd`);
  await crowd.next(() => true);
  crowd.socket.send(Buffer.alloc(70_000));
  expect((await crowd.closed).code).toBe(1009);
  const stranger = openSocket(`${station.origin}/ws`, {});
  stranger.socket.once('open', () => stranger.socket.send(Buffer.alloc(70_000)));
  expect([4401, 1009]).toContain((await stranger.closed).code);
  expect((await resultOf(other, await picture()))['event']).toBe('detection_result');
});

test('who floods with what can not be read is told once, waits, and is heard again', async () => {
  const station = await start({ limits: { badFrameBurst: 5, badFramesPerS: 1000, badFramePauseMs: 300 } });
  const [socket, other] = [await join(station), await join(station)];
  for (let i = 0; i < 3000; i++) socket.socket.send('{}');
  await socket.next(({ event, data }) => event === 'error' && data.code === 'RATE_LIMITED');
  expect((await resultOf(other, await picture()))['event']).toBe('detection_result');
  const image = await picture();
  await until('the client to be heard again', () => {
    socket.socket.send(image);
    return results(socket).length > 0;
  });
  expect(codes(socket).length).toBeLessThan(1000);
});

test('a client that never reads is cut, and the others notice nothing', async () => {
  const object = { score: 0.9, box: [0.1, 0.1, 0.2, 0.2] } as const;
  const findings = { width: 640, height: 360, faces: [], bodies: Array(300).fill(object), workMs: 1, problem: null };
  const analyse = async (): Promise<PictureAnswer> => ({ kind: 'found', findings });
  const station = await start({ frames: { analyse } });
  const [deaf, other] = [await join(station), await join(station)];
  deaf.socket.pause();
  const cut = async () => /kavach_socket_clients_cut\{kind="frames"\} 1/.test(await (await station.get('/metrics')).text());
  await until('the deaf client to be cut', async () => {
    for (let i = 0; i < 200; i++) deaf.socket.send(Buffer.from('any'));
    return cut();
  });
  expect((await resultOf(other, Buffer.from('any')))['event']).toBe('detection_result');
});

test('without a model each frame is told what to do', async () => {
  const socket = await join(await start({ hasModel: false }));
  const error = await resultOf(socket, processFrame(await picture(), { timestamp: 7 }));
  expect(error).toMatchObject({ event: 'error', data: { code: 'PROCESSING_ERROR', details: { timestamp: 7 } } });
  expect(error['data'].message).toContain('.onnx');
});
