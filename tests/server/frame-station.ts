/** A test station whose pictures are looked at by a real worker with the tiny model that sees red. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClock } from '../../src-main/clock.ts';
import { createFrameAnalysis } from '../../src-main/detection/frame-analysis.ts';
import { createLog } from '../../src-main/log.ts';
import type { FramesPort, ServerDeps } from '../../src-main/server/ports.ts';
import { redSpotYolox } from '../fixtures/tiny-onnx.ts';
import { startTestStation, type TestStation } from './test-station.ts';

export const mostBytes = 100_000;

export interface FrameStationOptions {
  readonly hasModel?: boolean;
  readonly frames?: Partial<FramesPort>;
  readonly limits?: ServerDeps['limits'];
}

export async function startFrameStation({ hasModel = true, frames, limits }: FrameStationOptions = {}): Promise<TestStation> {
  const folder = await mkdtemp(join(tmpdir(), 'kavach-frames-'));
  if (hasModel) await writeFile(join(folder, 'spots.onnx'), redSpotYolox());
  const { analyse, leave, models, counters, stop } = createFrameAnalysis({
    ...{ modelFolders: [folder], bodyModelPath: null, faceModelPath: null, minScore: null, mostBytes },
    workerUrl: new URL('../../src-main/detection/worker.ts', import.meta.url),
    clock: createClock(),
    log: createLog('silent'),
  });
  const port = { mostBytes, mostClients: 50, crowdThreshold: 10, analyse, leave, models, counters, ...frames };
  const station = await startTestStation({ frames: port, ...(limits === undefined ? {} : { limits }) });
  return {
    ...station,
    async stop() {
      await stop();
      await station.stop();
      await rm(folder, { recursive: true });
    },
  };
}
