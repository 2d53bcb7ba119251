/** What looks at pictures, made from the settings: the cameras' detector, and the one for pictures that programs send in. */
import { dirname, join } from 'node:path';
import { createDetection, type Detector } from '../detection/detector.ts';
import { createFrameAnalysis, type FrameAnalysis } from '../detection/frame-analysis.ts';
import type { Pipeline } from '../pipeline.ts';
import type { Base } from './base.ts';
import type { DetectionDesk } from './camera-desk.ts';

/** Where cameras and programs find models that nobody names. */
function modelFolders({ files, dataFolder, settings }: Base): string[] {
  const own = settings.KAVACH_MODELS_DIR === undefined ? [] : [settings.KAVACH_MODELS_DIR];
  return [files.models, join(dataFolder, 'models'), ...own];
}

export function makeFrameAnalysis(base: Base): FrameAnalysis {
  const { settings, files, clock, log } = base;
  return createFrameAnalysis({
    modelFolders: modelFolders(base),
    bodyModelPath: settings.BODY_MODEL_PATH ?? null,
    faceModelPath: settings.FACE_MODEL_PATH ?? null,
    minScore: settings.CONFIDENCE_THRESHOLD ?? null,
    mostBytes: settings.MAX_FRAME_SIZE,
    workerUrl: files.detectionWorker,
    clock,
    log: log.child({ part: 'frame analysis' }),
  });
}

export function makeDetector(base: Base, pipeline: Pipeline, report: (cameraId: string) => void): Detector {
  const { site, siteFolder, settings, files, clock, log } = base;
  const named = settings.BODY_MODEL_PATH === undefined ? [] : [dirname(settings.BODY_MODEL_PATH)];
  return createDetection({
    modelFolders: [...modelFolders(base), ...named],
    siteFolder,
    cameras: site.cameras,
    threads: settings.KAVACH_DETECT_THREADS ?? 'auto',
    workerUrl: files.detectionWorker,
    clock,
    log: log.child({ part: 'detection' }),
    onDetections: ({ frame, detections, density, threshold }) =>
      pipeline.frame({
        cameraId: frame.cameraId,
        atMs: frame.atMs,
        pictureAspect: frame.width / frame.height,
        detections,
        density,
        threshold,
      }),
    onState: report,
  });
}

export function detectionDesk(detector: Detector | null): DetectionDesk {
  if (detector !== null) return detector;
  const reason = 'detection is switched off: KAVACH_DETECTION is "off"';
  return { state: () => ({ kind: 'no-model', reason }), counters: () => null };
}
