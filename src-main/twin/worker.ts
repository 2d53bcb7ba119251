/**
 * The twin's thread: advances the simulation with station time, draws each camera that is looked at, and feeds an encoder for
 * each stream. In: which streams are open. Out: their bytes, the truth ten times a second, and reports of its trains.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { type CameraPicture, createCameraPicture } from './draw/camera-picture.ts';
import { createEncoder, type Encoder } from './encoder.ts';
import { scenes } from './scenes/scenes.ts';
import { createStationSimulation, stepS } from './simulation/station.ts';
import { trainReports } from './simulation/train-reports.ts';
import { createTruthKeeper } from './simulation/truth.ts';
import type { FromTwinWorker, ToTwinWorker, TwinWorkerData } from './worker-messages.ts';

const data = workerData as TwinWorkerData;
const port = parentPort;
const scene = scenes[data.scene];
if (port === null || scene === undefined) throw new Error(`the twin's worker has no scene ${data.scene}`);
const post = (message: FromTwinWorker): void => port.postMessage(message);
const nowMs = (): number => data.clockOffsetMs + performance.timeOrigin + performance.now();

/** Further behind than this (a laptop that slept) the simulation goes on from where it was. */
const mostCatchUpS = 2;
/** A railway reports its trains every few seconds. */
const trainsEveryS = 3;
/** Bytes that the main thread hasn't handed on yet; a stream that is so far behind gets no pictures. */
const mostUntakenBytes = 2_000_000;

interface Stream {
  readonly camera: string;
  readonly encoder: Encoder;
  untakenBytes: number;
}

const simulation = createStationSimulation(scene, data.seed);
let keeper = createTruthKeeper(data.geometry);
const streams = new Map<number, Stream>();
const pictures = new Map<string, CameraPicture>();
const slotMs = 1000 / scene.fps / Math.max(1, scene.cameras.length);
let startMs = nowMs();
let nextMs = startMs;
let slot = 0;

port.on('message', (message: ToTwinWorker) => {
  if (message.kind === 'open') openStream(message.stream, message.camera);
  else if (message.kind === 'close') closeStream(message.stream);
  else if (message.kind === 'geometry') keeper = createTruthKeeper(message.geometry);
  else if (message.kind === 'taken') takeBytes(message.stream, message.bytes);
  else void stop();
});
let timer = setTimeout(tick, 0);
post({ kind: 'ready' });

/** One camera a tick, so that a second's drawing is spread evenly over it. */
function tick(): void {
  const now = nowMs();
  advanceTo(now);
  const view = scene?.cameras[slot % scene.cameras.length];
  if (view !== undefined) drawFor(view.name, now);
  slot++;
  nextMs = Math.max(nextMs + slotMs, nowMs() - slotMs);
  timer = setTimeout(tick, Math.max(0, nextMs - nowMs()));
}

function advanceTo(now: number): void {
  const behindS = (now - startMs) / 1000 - simulation.timeS;
  if (behindS > mostCatchUpS) startMs += (behindS - mostCatchUpS) * 1000;
  const untilS = (now - startMs) / 1000;
  const before = simulation.timeS;
  while (simulation.timeS + stepS <= untilS) {
    simulation.step();
    keeper.follow(simulation.people);
  }
  if (Math.floor(before * 10) !== Math.floor(simulation.timeS * 10)) {
    post({ kind: 'truth', truth: keeper.truth(simulation.people, startMs + simulation.timeS * 1000) });
  }
  if (scene !== undefined && Math.floor(before / trainsEveryS) !== Math.floor(simulation.timeS / trainsEveryS)) {
    post({ kind: 'trains', reports: trainReports(scene, simulation.timeS, startMs) });
  }
}

function drawFor(camera: string, now: number): void {
  const watching = [...streams.values()].filter((stream) => stream.camera === camera && stream.untakenBytes < mostUntakenBytes);
  if (watching.length === 0) return;
  const bytes = pictureOf(camera)?.draw(simulation, now);
  if (bytes !== undefined) for (const stream of watching) stream.encoder.encode(bytes);
}

function pictureOf(name: string): CameraPicture | undefined {
  const known = pictures.get(name);
  const view = scene?.cameras.find((camera) => camera.name === name);
  if (known !== undefined || view === undefined || scene === undefined) return known;
  const made = createCameraPicture(scene, view, data);
  pictures.set(name, made);
  return made;
}

function openStream(id: number, camera: string): void {
  if (scene === undefined || streams.has(id)) return;
  const encoder = createEncoder({
    ffmpegPath: data.ffmpegPath,
    width: scene.pictureWidth,
    height: scene.pictureHeight,
    fps: scene.fps,
    onChunk: (chunk) => {
      const stream = streams.get(id);
      if (stream === undefined) return;
      stream.untakenBytes += chunk.length;
      post({ kind: 'chunk', stream: id, bytes: chunk });
    },
    onProblem: (reason) => post({ kind: 'problem', camera, reason }),
  });
  streams.set(id, { camera, encoder, untakenBytes: 0 });
}

function closeStream(id: number): void {
  const stream = streams.get(id);
  streams.delete(id);
  void stream?.encoder.stop();
}

function takeBytes(id: number, bytes: number): void {
  const stream = streams.get(id);
  if (stream !== undefined) stream.untakenBytes -= bytes;
}

async function stop(): Promise<void> {
  clearTimeout(timer);
  const encoders = [...streams.values()].map((stream) => stream.encoder);
  streams.clear();
  await Promise.all(encoders.map((encoder) => encoder.stop()));
  post({ kind: 'stopped' });
}
