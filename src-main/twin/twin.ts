/**
 * The twin: a crowd simulated on the demo station's own plan, with known truth. In: the site, the clock, where ffmpeg is. Out: a
 * feed of encoded pictures for each `twin:NAME` camera, and the truth. The work is done in a thread of its own (worker.ts).
 */
import { Worker } from 'node:worker_threads';
import type { TrainUpdate } from '../../src-contract/domain/train.ts';
import type { TwinTruth } from '../../src-contract/domain/truth.ts';
import type { SiteConfig } from '../../src-contract/site-config.ts';
import type { Clock } from '../clock.ts';
import { errorText, KavachError } from '../errors.ts';
import type { Log } from '../log.ts';
import { scenes } from './scenes/scenes.ts';
import { truthGeometry } from './site-geometry.ts';
import type { TwinFeed } from './twin-feed.ts';
import type { FromTwinWorker, ToTwinWorker, TwinWorkerData } from './worker-messages.ts';

interface TwinOptions {
  readonly site: SiteConfig;
  readonly ffmpegPath: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly workerUrl?: URL;
  /** What a railway's own system would say of the simulated trains. */
  readonly onTrains?: (reports: readonly TrainUpdate[]) => void;
}

export interface Twin {
  readonly feed: TwinFeed;
  readonly cameraNames: readonly string[];
  start(): Promise<void>;
  /** Within two seconds, with all encoders gone. */
  stop(): Promise<void>;
  /** To be called after a change of the site. */
  noteSite(): void;
  /** The newest, ten times a second; null before the start and after the stop. */
  truth(): TwinTruth | null;
}

/** Beside this file when run from source, in the built bundle's folder else. */
const defaultWorkerUrl = new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './twin-worker.js', import.meta.url);
const stopWithinMs = 1_500;
const restartAfterMs = 1_000;

/** Throws SITE_FILE_INVALID when the site names a scene that doesn't exist. */
export function createTwin(options: TwinOptions): Twin {
  const sceneName = options.site.twin?.scene ?? 'dadar';
  const scene = scenes[sceneName];
  if (scene === undefined) {
    throw new KavachError('SITE_FILE_INVALID', `twin.scene: one of ${Object.keys(scenes).join(', ')} (found ${sceneName})`);
  }
  const cameraNames = scene.cameras.map((camera) => camera.name);
  const subscribers = new Map<number, { readonly camera: string; readonly write: (chunk: Uint8Array) => void }>();
  let worker: Worker | null = null;
  let newest: TwinTruth | null = null;
  let lastStream = 0;
  let isStopping = false;
  let restartTimer: NodeJS.Timeout | null = null;
  const tell = (message: ToTwinWorker): void => worker?.postMessage(message);

  const onMessage = (message: FromTwinWorker): void => {
    if (message.kind === 'truth') newest = message.truth;
    else if (message.kind === 'trains') options.onTrains?.(message.reports);
    else if (message.kind === 'problem') options.log.warn({ camera: message.camera, reason: message.reason }, 'twin encoder');
    else if (message.kind === 'chunk') {
      subscribers.get(message.stream)?.write(message.bytes);
      tell({ kind: 'taken', stream: message.stream, bytes: message.bytes.length });
    }
  };

  const launch = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const started = new Worker(options.workerUrl ?? defaultWorkerUrl, { workerData: workerDataOf(options, sceneName) });
      worker = started;
      started.on('message', (message: FromTwinWorker) => {
        if (message.kind === 'ready') resolve();
        onMessage(message);
      });
      started.on('error', (error) => {
        options.log.error({ reason: errorText(error) }, 'the twin failed');
        reject(error);
      });
      started.on('exit', () => {
        if (worker !== started) return;
        worker = null;
        newest = null;
        reject(new Error('the twin ended before it was ready'));
        if (!isStopping) restartTimer = setTimeout(relaunch, restartAfterMs);
      });
      for (const [stream, { camera }] of subscribers) tell({ kind: 'open', stream, camera });
    });
  const relaunch = (): void => void launch().catch(() => {});

  return {
    cameraNames,
    truth: () => newest,
    noteSite: () => tell({ kind: 'geometry', geometry: truthGeometry(options.site) }),
    start: async () => {
      if (worker !== null) return;
      isStopping = false;
      await launch();
    },
    stop: async () => {
      isStopping = true;
      if (restartTimer !== null) clearTimeout(restartTimer);
      const stopping = worker;
      if (stopping === null) return;
      await stopWorker(stopping);
      worker = null;
      newest = null;
    },
    feed: {
      format: 'nut',
      has: (cameraName) => cameraNames.includes(cameraName),
      subscribe: (camera, write) => {
        const stream = ++lastStream;
        subscribers.set(stream, { camera, write });
        tell({ kind: 'open', stream, camera });
        return () => {
          if (subscribers.delete(stream)) tell({ kind: 'close', stream });
        };
      },
    },
  };
}

function workerDataOf({ site, clock, ffmpegPath }: TwinOptions, scene: string): TwinWorkerData {
  return {
    scene,
    seed: site.twin?.seed ?? 1,
    timecode: site.twin?.timecode ?? false,
    timeZone: site.station.timezone,
    geometry: truthGeometry(site),
    ffmpegPath,
    clockOffsetMs: clock.nowMs() - (performance.timeOrigin + performance.now()),
  };
}

/** Asks it to end its encoders; its thread ends in any case, and encoders end with the pipe that feeds them. */
async function stopWorker(worker: Worker): Promise<void> {
  await new Promise<void>((resolve) => {
    const late = setTimeout(resolve, stopWithinMs);
    const done = (): void => {
      clearTimeout(late);
      resolve();
    };
    worker.on('message', (message: FromTwinWorker) => {
      if (message.kind === 'stopped') done();
    });
    worker.once('exit', done);
    worker.postMessage({ kind: 'stop' } satisfies ToTwinWorker);
  });
  await worker.terminate();
}
