/**
 * The cameras and the simulation behind the demo's: made from the site, tied to detection, started and stopped as one part. After a change
 * of the site only those cameras begin anew whose own address, pictures or masks are others.
 */
import type { TrainUpdate } from '../../src-contract/domain/train.ts';
import type { CameraConfig, SiteConfig } from '../../src-contract/site-config.ts';
import { cameraOverlays } from '../crowd/camera-overlays.ts';
import { createCrowdModel } from '../crowd/crowd-model.ts';
import type { Detector } from '../detection/detector.ts';
import { type Camera, createCamera } from '../sources/camera.ts';
import { findFfmpeg } from '../sources/find-ffmpeg.ts';
import type { LiveEvent, LiveFeed } from '../sources/live-feed.ts';
import { createTwin, type Twin } from '../twin/twin.ts';
import type { Base } from './base.ts';
import type { CameraSeat } from './camera-desk.ts';
import type { Part } from './parts.ts';
import type { StationTrains } from './trains.ts';

export interface StationCameras {
  /** By id, in the site's order. */
  readonly seats: ReadonlyMap<string, CameraSeat>;
  readonly part: Part;
  /** A camera's stream for viewers, who stay with it when its address or its masks change; null for an unknown one. */
  live(cameraId: string): Pick<LiveFeed, 'subscribe'> | null;
  /** To be called after a change of the site, and after detection knows of it. */
  noteSite(): void;
}

interface Viewer {
  readonly cameraId: string;
  readonly hear: (event: LiveEvent) => void;
  leave: () => void;
}

interface CamerasOptions {
  readonly base: Base;
  readonly twin: Twin | null;
  readonly detector: Detector | null;
  readonly report: (cameraId: string) => void;
}

/** Null for a site without simulated cameras, unless its file describes the twin. */
export function makeTwin({ site, settings, clock, log, files }: Base, { port: { take } }: StationTrains): Twin | null {
  if (site.twin === undefined && !site.cameras.some((camera) => camera.source.startsWith('twin:'))) return null;
  const ffmpeg = findFfmpeg({ ...process.env, KAVACH_FFMPEG: settings.KAVACH_FFMPEG });
  const ffmpegPath = ffmpeg.kind === 'found' ? ffmpeg.path : 'ffmpeg';
  const onTrains = (reports: readonly TrainUpdate[]): void => reports.forEach(take);
  return createTwin({ site, ffmpegPath, clock, log: log.child({ part: 'twin' }), workerUrl: files.twinWorker, onTrains });
}

export function makeCameras({ base, twin, detector, report }: CamerasOptions): StationCameras {
  const { site, siteFolder, settings, clock, log } = base;
  const ffmpeg = findFfmpeg({ ...process.env, KAVACH_FFMPEG: settings.KAVACH_FFMPEG });
  const make = (config: CameraConfig): Camera =>
    createCamera({
      ...{ config, siteFolder, ffmpeg, clock, log },
      twinFeed: twin?.feed ?? null,
      onFrame: (frame) => detector?.offer(frame),
      onState: () => report(config.id),
    });
  const seats = new Map(seatsOf(site, make).map((seat) => [seat.config.id, seat]));
  /** Cameras that end; a stop of the station waits for them. */
  const ending = new Set<Promise<void>>();
  const viewers = new Set<Viewer>();
  let isRunning = false;

  function start({ config, camera }: CameraSeat): void {
    camera.start();
    report(config.id);
  }

  function end(camera: Camera): Promise<void> {
    const over = camera.stop().finally(() => ending.delete(over));
    ending.add(over);
    return over;
  }

  /** What was shown is over; the new stream begins with its own `init`. */
  function moveViewers(before: ReadonlyMap<string, CameraSeat>): void {
    for (const viewer of viewers) {
      const { cameraId, hear } = viewer;
      const camera = seats.get(cameraId)?.camera;
      if (camera === before.get(cameraId)?.camera) continue;
      viewer.leave();
      hear({ kind: 'end' });
      viewer.leave = camera?.live.subscribe(hear) ?? (() => undefined);
    }
  }

  return {
    seats,
    live(cameraId) {
      if (!seats.has(cameraId)) return null;
      return {
        subscribe(hear) {
          const viewer: Viewer = { cameraId, hear, leave: seats.get(cameraId)?.camera.live.subscribe(hear) ?? (() => undefined) };
          viewers.add(viewer);
          return () => {
            viewers.delete(viewer);
            viewer.leave();
          };
        },
      };
    },
    noteSite() {
      const before = new Map(seats);
      const kept = (config: CameraConfig) => {
        const seat = before.get(config.id);
        return seat !== undefined && isSameStream(seat.config, config) ? seat.camera : null;
      };
      seats.clear();
      for (const seat of seatsOf(site, (config) => kept(config) ?? make(config))) seats.set(seat.config.id, seat);
      moveViewers(before);
      for (const seat of seats.values()) {
        const old = before.get(seat.config.id)?.camera;
        before.delete(seat.config.id);
        if (old === seat.camera) continue;
        // Many cameras take one connection at a time: the old one ends first.
        const free = old === undefined ? Promise.resolve() : end(old);
        if (isRunning) void free.then(() => isRunning && seats.get(seat.config.id) === seat && start(seat));
      }
      for (const { camera } of before.values()) void end(camera);
    },
    part: {
      name: 'cameras',
      start() {
        isRunning = true;
        for (const seat of seats.values()) start(seat);
      },
      async stop() {
        isRunning = false;
        await Promise.all([...ending, ...[...seats.values()].map(({ camera }) => camera.stop())]);
      },
    },
  };
}

function seatsOf(site: SiteConfig, cameraFor: (config: CameraConfig) => Camera): CameraSeat[] {
  const overlays = new Map(cameraOverlays(createCrowdModel(site)).map((overlay) => [overlay.cameraId, overlay]));
  return site.cameras.map((config) => {
    const overlay = overlays.get(config.id);
    if (overlay === undefined) throw new Error(`no overlay for camera ${config.id}`);
    return { config, camera: cameraFor(config), overlay };
  });
}

/** What a camera's own pictures depend on; the rest is read by others. */
function isSameStream(one: CameraConfig, other: CameraConfig): boolean {
  const streamOf = ({ source, fps, detect_width, masks, offline_after_s }: CameraConfig) =>
    JSON.stringify([source, fps, detect_width, masks, offline_after_s]);
  return streamOf(one) === streamOf(other);
}
