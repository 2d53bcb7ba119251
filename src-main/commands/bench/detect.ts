/**
 * Frames a second through the whole camera path: H.264 over RTSP, decoding, scaling, the slot, the worker, decoding of the tensors, on
 * one session thread. Floor: bare `session.run` on one thread with an input of the same shape. Ten runs of each, alternating. Then how
 * many cameras at 5 frames a second one core carries, from the processor time that some of them take.
 */
import { availableParallelism } from 'node:os';
import { type CameraConfig, siteConfigSchema } from '../../../src-contract/site-config.ts';
import { createTestMedia } from '../../../tests/fixtures/media.ts';
import { startRtspServer } from '../../../tests/fixtures/rtsp-server.ts';
import { createClock } from '../../clock.ts';
import { findAppFiles } from '../../composition/app-files.ts';
import { createDetection } from '../../detection/detector.ts';
import { createLog } from '../../log.ts';
import { createCamera } from '../../sources/camera.ts';
import { findFfmpeg } from '../../sources/find-ffmpeg.ts';
import { bareRuns } from './bare-runs.ts';
import { benchModelPath } from './bench-model.ts';
import { cpuSeconds } from './cpu-time.ts';
import { median, progress, rounded } from './figures.ts';

const runs = 10;
const settleMs = 1500;
const countMs = 4000;
const streams = ['cam-a', 'cam-b'];
/** The cameras together are a little faster than the bare library, so that a slot always holds a frame: decoding more is another load. */
const surplus = 1.06;
/** What one camera may give. */
const mostStreamFps = 60;
/** What stations run at, and what cameras send. */
const [usualFps, usualStreamFps] = [5, 15];
const usualCameras = 4;
const usualMs = 10_000;

export async function benchDetect(): Promise<object> {
  const model = await benchModelPath();
  const media = createTestMedia();
  const streamFps = Math.min(mostStreamFps, Math.ceil(((await bareRuns(model, countMs)) * surplus) / streams.length));
  const clip = await media.clip({ name: 'bench.264', size: '640x360', fps: streamFps, seconds: 4 });
  const mounts = Object.fromEntries(streams.map((name) => [name, { codec: 'h264' as const, path: clip, fps: streamFps }]));
  const server = await startRtspServer({ mounts });
  const cameras = streams.map((name) => camera(name, server.url(name), model, streamFps));
  const path: number[] = [];
  const floor: number[] = [];
  for (let run = 1; run <= runs; run++) {
    path.push((await runPath(model, cameras, countMs)).framesPerS);
    floor.push(await bareRuns(model, countMs));
    progress(`run ${run}/${runs}: path ${rounded(path.at(-1) ?? 0)}/s, bare session.run ${rounded(floor.at(-1) ?? 0)}/s`);
  }
  await server.close();
  const perCore = { '640x360': await camerasPerCore(model, '640x360'), '1920x1080': await camerasPerCore(model, '1920x1080') };
  media.remove();
  const ratios = path.map((value, i) => value / (floor[i] ?? Number.NaN));
  return {
    unit: 'frames a second, one session thread, 640×360 frames as 640×384 input',
    model,
    value: rounded(median(path)),
    floor: rounded(median(floor)),
    ratio: rounded(median(ratios)),
    ratios: ratios.map(rounded),
    cores: availableParallelism(),
    streams_fps: streams.length * streamFps,
    cameras_per_core_at_5_fps: perCore,
  };
}

/** By the size of the pictures that the cameras send; the test cameras' own sending is in it. Null where processor time can't be read. */
async function camerasPerCore(model: string, size: `${number}x${number}`): Promise<number | null> {
  const media = createTestMedia();
  const clip = await media.clip({ name: 'usual.264', size, fps: usualStreamFps, seconds: 4 });
  const names = Array.from({ length: usualCameras }, (_, i) => `cam${i}`);
  const mounts = Object.fromEntries(names.map((name) => [name, { codec: 'h264' as const, path: clip, fps: usualStreamFps }]));
  const server = await startRtspServer({ mounts });
  const cameras = names.map((name) => camera(name, server.url(name), model, usualFps));
  const { framesPerS, cpuShare } = await runPath(model, cameras, usualMs);
  await server.close();
  media.remove();
  progress(
    `${usualCameras} cameras of ${size} at ${usualFps} fps: ${rounded(framesPerS)} frames/s, ${rounded(cpuShare ?? Number.NaN)} cores`,
  );
  return cpuShare === null ? null : rounded(usualCameras / cpuShare);
}

/** Frames a second over all cameras, and the cores that it took. */
async function runPath(
  model: string,
  configs: readonly CameraConfig[],
  forMs: number,
): Promise<{ framesPerS: number; cpuShare: number | null }> {
  const log = createLog('error');
  const clock = createClock();
  let counted = 0;
  const detector = createDetection({
    modelFolders: [model.slice(0, model.lastIndexOf('/'))],
    ...{ siteFolder: '/', cameras: configs, threads: 1, clock, log },
    workerUrl: findAppFiles(import.meta.dirname).detectionWorker,
    onDetections: () => {
      counted++;
    },
    onState: () => undefined,
  });
  const cameras = configs.map((config) =>
    createCamera({
      ...{ config, siteFolder: '/', twinFeed: null, clock, log },
      ffmpeg: findFfmpeg(process.env),
      onFrame: (frame) => detector.offer(frame),
      onState: () => undefined,
    }),
  );
  await detector.start();
  for (const each of cameras) each.start();
  while (counted === 0) await pause(50);
  await pause(settleMs);
  const [startCount, startCpuS, startedMs] = [counted, cpuSeconds(), performance.now()];
  await pause(forMs);
  const seconds = (performance.now() - startedMs) / 1000;
  const endCpuS = cpuSeconds();
  const framesPerS = (counted - startCount) / seconds;
  await Promise.all(cameras.map((each) => each.stop()));
  await detector.stop();
  return { framesPerS, cpuShare: startCpuS === null || endCpuS === null ? null : (endCpuS - startCpuS) / seconds };
}

function camera(id: string, source: string, model: string, fps: number): CameraConfig {
  const station = { id: 'B', name: 'Bench', lines: ['bench'], location: [72.8, 19] };
  const name = model.slice(model.lastIndexOf('/') + 1).replace(/\.onnx$/, '');
  const cameras = [{ id, name: id, source, fps, detect_width: 640, model: name }];
  const [config] = siteConfigSchema.parse({ station, cameras }).cameras;
  if (config === undefined) throw new Error('the bench has no camera');
  return config;
}

function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}
