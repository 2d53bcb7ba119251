/** Single pictures over REST: one looked at, the models that do it, and what became of all of them. */
import { randomUUID } from 'node:crypto';
import type { FrameSettings } from '../../../src-contract/api/frames.ts';
import { routes } from '../../../src-contract/api/routes.ts';
import type { AnalysisModel } from '../../../src-contract/domain/frame-analysis.ts';
import { assertNever, KavachError } from '../../errors.ts';
import type { FramesPort, ServerDeps } from '../ports.ts';
import type { Register } from '../register.ts';
import { decodeBase64Picture, frameResult } from '../wire/frames.ts';

interface FrameRouteDeps extends Pick<ServerDeps, 'frames' | 'clock'> {
  /** Clients of /ws now. */
  readonly openClients: () => number;
}

export function registerFrameRoutes(register: Register, { frames, clock, openClients }: FrameRouteDeps): void {
  const startedMs = clock.nowMs();

  register(routes.models, async () => {
    const { face, body } = await frames.models();
    return { face_model: modelReply(face), body_model: modelReply(body) };
  });

  register(routes.stats, () => {
    const { analysedTotal, replacedTotal, refusedTotal, failedTotal, waiting, meanWorkMs } = frames.counters();
    return {
      active_connections: openClients(),
      max_connections: frames.mostClients,
      total_frames_processed: analysedTotal,
      average_processing_time: Math.round(meanWorkMs ?? 0) / 1000,
      frames_waiting: waiting,
      frames_replaced: replacedTotal,
      frames_refused: refusedTotal,
      frames_failed: failedTotal,
      uptime: Math.round((clock.nowMs() - startedMs) / 1000),
    };
  });
}

/** In a scope of its own: see file-upload.ts. */
export function registerDetectRoute(register: Register, { frames, clock }: Pick<FrameRouteDeps, 'frames' | 'clock'>): void {
  register(routes.detect, async ({ body, reply }) => {
    const encoded = 'file' in body ? body.file : decodeBase64Picture(body.frame);
    // Each request takes its turn among the clients of /ws, and is replaced by none.
    const id = randomUUID();
    reply.raw.once('close', () => frames.leave(id));
    return look(frames, id, encoded, body.settings, clock.nowMs());
  });
}

async function look(frames: FramesPort, id: string, encoded: Uint8Array, settings: FrameSettings, timestamp: number) {
  const answer = await frames.analyse(id, { encoded: () => encoded, minScore: settings.confidence_threshold ?? null });
  switch (answer.kind) {
    case 'found':
      return frameResult(answer.findings, { settings, crowdThreshold: frames.crowdThreshold, timestamp });
    case 'refused':
      throw new KavachError(answer.code, answer.message);
    case 'replaced':
      throw new KavachError('UNAVAILABLE', 'The connection ended before the turn of this picture came.');
    default:
      return assertNever(answer);
  }
}

/** Every model runs on the processor. */
function modelReply(model: AnalysisModel) {
  const isUsable = model.kind === 'ready' || model.kind === 'starting' || model.kind === 'idle';
  return {
    loaded: isUsable,
    path: 'path' in model ? model.path : null,
    device: 'cpu',
    name: 'name' in model ? model.name : null,
    state: model.kind,
    reason: 'reason' in model ? model.reason : null,
  };
}
