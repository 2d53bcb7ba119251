/** The cameras and the simulation behind the demo's: made from the site file, tied to detection, started and stopped as one part. */
import type { TrainUpdate } from '../../src-contract/domain/train.ts';
import type { SiteConfig } from '../../src-contract/site-config.ts';
import { cameraOverlays } from '../crowd/camera-overlays.ts';
import { createCrowdModel } from '../crowd/crowd-model.ts';
import type { Detector } from '../detection/detector.ts';
import { createCamera } from '../sources/camera.ts';
import { findFfmpeg } from '../sources/find-ffmpeg.ts';
import { createTwin, type Twin } from '../twin/twin.ts';
import type { Base } from './base.ts';
import type { CameraSeat } from './camera-desk.ts';
import type { Part } from './parts.ts';
import type { StationTrains } from './trains.ts';

/** Null for a site without simulated cameras. */
export function makeTwin({ site, settings, clock, log, files }: Base, { port: { take } }: StationTrains): Twin | null {
  if (!usesTwin(site)) return null;
  const ffmpeg = findFfmpeg({ ...process.env, KAVACH_FFMPEG: settings.KAVACH_FFMPEG });
  const ffmpegPath = ffmpeg.kind === 'found' ? ffmpeg.path : 'ffmpeg';
  const onTrains = (reports: readonly TrainUpdate[]): void => reports.forEach(take);
  return createTwin({ site, ffmpegPath, clock, log: log.child({ part: 'twin' }), workerUrl: files.twinWorker, onTrains });
}

export function makeCameras(
  base: Base,
  twin: Twin | null,
  detector: Detector | null,
  report: (cameraId: string) => void,
): ReadonlyMap<string, CameraSeat> {
  const { site, siteFolder, settings, clock, log } = base;
  const ffmpeg = findFfmpeg({ ...process.env, KAVACH_FFMPEG: settings.KAVACH_FFMPEG });
  const overlays = new Map(cameraOverlays(createCrowdModel(site)).map((overlay) => [overlay.cameraId, overlay]));
  return new Map(
    site.cameras.map((config) => {
      const camera = createCamera({
        ...{ config, siteFolder, ffmpeg, clock },
        twinFeed: twin?.feed ?? null,
        log,
        onFrame: (frame) => detector?.offer(frame),
        onState: () => report(config.id),
      });
      const overlay = overlays.get(config.id);
      if (overlay === undefined) throw new Error(`no overlay for camera ${config.id}`);
      return [config.id, { config, camera, overlay }];
    }),
  );
}

export function camerasPart(seats: ReadonlyMap<string, CameraSeat>, report: (cameraId: string) => void): Part {
  return {
    name: 'cameras',
    start() {
      for (const [id, { camera }] of seats) {
        camera.start();
        report(id);
      }
    },
    stop: async () => {
      await Promise.all([...seats.values()].map(({ camera }) => camera.stop()));
    },
  };
}

function usesTwin(site: SiteConfig): boolean {
  return site.cameras.some((camera) => camera.source.startsWith('twin:'));
}
