/**
 * Frames a second through the whole camera path: H.264 over RTSP, decoding, scaling, the slot, the worker, decoding of the tensors, on
 * one session thread. Floor: bare `session.run` on one thread with an input of the same shape. Ten runs of each, alternating.
 */
import { availableParallelism } from 'node:os';
import { siteConfigSchema } from '../../../src-contract/site-config.ts';
import { createTestMedia } from '../../../tests/fixtures/media.ts';
import { type RtspServer, startRtspServer } from '../../../tests/fixtures/rtsp-server.ts';
import { createClock } from '../../clock.ts';
import { findAppFiles } from '../../composition/app-files.ts';
import { createDetection } from '../../detection/detector.ts';
import { createLog } from '../../log.ts';
import { createCamera } from '../../sources/camera.ts';
import { findFfmpeg } from '../../sources/find-ffmpeg.ts';
import { bareRuns } from './bare-runs.ts';
import { benchModelPath } from './bench-model.ts';
import { median, progress, rounded } from './figures.ts';

const runs = 10;
const settleMs = 1500;
const countMs = 4000;
/** Faster than any detector on this path, so that the slot always holds a frame. */
const streamFps = 60;

export async function benchDetect(): Promise<object> {
  const model = await benchModelPath();
  const media = createTestMedia();
  const clip = await media.clip({ name: 'bench.264', size: '640x360', fps: streamFps, seconds: 4 });
  const server = await startRtspServer({ mounts: { cam: { codec: 'h264', path: clip, fps: streamFps } } });
  const path: number[] = [];
  const floor: number[] = [];
  for (let run = 1; run <= runs; run++) {
    path.push(await framesThroughPath(server, model));
    floor.push(await bareRuns(model, countMs));
    progress(`run ${run}/${runs}: path ${rounded(path.at(-1) ?? 0)}/s, bare session.run ${rounded(floor.at(-1) ?? 0)}/s`);
  }
  await server.close();
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
  };
}

async function framesThroughPath(server: RtspServer, model: string): Promise<number> {
  const config = oneCamera(server.url('cam'), model);
  const log = createLog('error');
  const clock = createClock();
  let counted = 0;
  const detector = createDetection({
    modelFolders: [model.slice(0, model.lastIndexOf('/'))],
    ...{ siteFolder: '/', cameras: [config], threads: 1, clock, log },
    workerUrl: findAppFiles(import.meta.dirname).detectionWorker,
    onDetections: () => {
      counted++;
    },
    onState: () => undefined,
  });
  const camera = createCamera({
    ...{ config, siteFolder: '/', twinFeed: null, clock, log },
    ffmpeg: findFfmpeg(process.env),
    onFrame: (frame) => detector.offer(frame),
    onState: () => undefined,
  });
  await detector.start();
  camera.start();
  while (counted === 0) await pause(50);
  await pause(settleMs);
  const startCount = counted;
  const startedMs = performance.now();
  await pause(countMs);
  const perS = ((counted - startCount) * 1000) / (performance.now() - startedMs);
  await camera.stop();
  await detector.stop();
  return perS;
}

function oneCamera(source: string, model: string) {
  const station = { id: 'B', name: 'Bench', lines: ['bench'], location: [72.8, 19] };
  const name = model.slice(model.lastIndexOf('/') + 1).replace(/\.onnx$/, '');
  const cameras = [{ id: 'bench', name: 'Bench', source, fps: streamFps, detect_width: 640, model: name }];
  const [camera] = siteConfigSchema.parse({ station, cameras }).cameras;
  if (camera === undefined) throw new Error('the bench has no camera');
  return camera;
}

function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}
