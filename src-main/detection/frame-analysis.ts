/**
 * Pictures that programs send in → faces and bodies, beside the cameras and without harm to them: workers of its own in the background,
 * loaded with the first picture and let go when none comes. In: encoded pictures, the newest of each client. Out: an answer to each.
 * What counts as a crowd is for the server.
 */
import type {
  AnalysisCounters,
  AnalysisModels,
  PictureAnswer,
  PictureFindings,
  PictureObject,
  PictureOrder,
} from '../../src-contract/domain/frame-analysis.ts';
import { errorText } from '../errors.ts';
import type { AnalysisLane, LaneAnswer } from './analysis-lane.ts';
import { type AnalysisLanesDeps, createAnalysisLanes, type OpenLanes } from './analysis-lanes.ts';
import type { AnalysisModelPlaces } from './analysis-models.ts';
import { createPictureDecoder, isJpegOrPng, type Refusal, refusal } from './encoded-picture.ts';
import type { Picture } from './picture.ts';
import { createPictureQueue } from './picture-queue.ts';

export type FrameAnalysisLimits = AnalysisLanesDeps['limits'] & {
  /** After this long without a picture the models are let go. */
  readonly idleMs: number;
};

export interface FrameAnalysisDeps extends Omit<AnalysisLanesDeps, 'limits' | 'places'>, AnalysisModelPlaces {
  /** Largest file, bytes. */
  readonly mostBytes: number;
  /** Confidence where an order states none; null = each model's own. */
  readonly minScore: number | null;
  /** Shorter ones for tests. */
  readonly limits?: Partial<FrameAnalysisLimits>;
}

export interface FrameAnalysis {
  /**
   * Never rejects. A client has one picture in work and one that waits; a newer one takes the place of that, whose answer then is
   * `replaced`.
   */
  analyse(clientId: string, order: PictureOrder): Promise<PictureAnswer>;
  /** Forgets what waits for a client that left. */
  leave(clientId: string): void;
  models(): Promise<AnalysisModels>;
  counters(): AnalysisCounters;
  stop(): Promise<void>;
}

interface Job {
  readonly clientId: string;
  readonly order: PictureOrder;
  readonly answer: (answer: PictureAnswer) => void;
}

const defaultLimits: FrameAnalysisLimits = {
  answerMs: 20_000,
  loadMs: 60_000,
  pictureMs: 20_000,
  rescanMs: 5000,
  idleMs: 5 * 60_000,
};
const stopping = refusal('PROCESSING_ERROR', 'The station stops; try again later.');
/** Below this a detection is noise, whatever a client asks for. */
const lowestScore = 0.01;

export function createFrameAnalysis(deps: FrameAnalysisDeps): FrameAnalysis {
  const { modelFolders, bodyModelPath, faceModelPath, mostBytes, log } = deps;
  const limits = { ...defaultLimits, ...deps.limits };
  const lanes = createAnalysisLanes({ ...deps, limits, places: { modelFolders, bodyModelPath, faceModelPath } });
  const queue = createPictureQueue<Job>();
  const tally = createTally();
  const decode = createPictureDecoder();
  let inWork = 0;
  let idle: NodeJS.Timeout | undefined;
  let isStopped = false;

  /** One picture is decoded while another is looked at. With a model each for bodies and faces that would take two cores. */
  function places(): number {
    return lanes.count() === 1 ? 2 : 1;
  }

  function pump(): void {
    while (!isStopped && inWork < places()) {
      const job = queue.take();
      if (job === null) return;
      inWork += 1;
      clearTimeout(idle);
      void work(job);
    }
  }

  async function work({ clientId, order, answer }: Job): Promise<void> {
    const given = await look(order).catch((error: unknown): Refusal => {
      log.error({ error: errorText(error) }, 'a picture sent in could not be looked at');
      return refusal('PROCESSING_ERROR', 'The station failed on this picture; its log says why.');
    });
    inWork -= 1;
    queue.done(clientId);
    tally.count(given);
    answer(given);
    pump();
    if (inWork === 0 && !isStopped) idle = setTimeout(letGo, limits.idleMs).unref();
  }

  function letGo(): void {
    lanes.close().catch((error: unknown) => log.error({ error: errorText(error) }, 'a model could not be let go'));
  }

  async function look(order: PictureOrder): Promise<PictureAnswer> {
    const startMs = performance.now();
    const encoded = order.encoded();
    const refused = check(encoded);
    if (refused !== null) return refused;
    const open = await lanes.open();
    if (typeof open.body === 'string' && typeof open.face === 'string')
      return refusal('PROCESSING_ERROR', `No model: ${open.body}`);
    const decoded = await decode(encoded);
    if (decoded.kind === 'refused') return decoded;
    const { width, height, picture } = decoded;
    const found = await findBoth(open, picture, order.minScore ?? deps.minScore);
    if (found.problem !== null && found.isFailure) return refusal('PROCESSING_ERROR', found.problem);
    const { faces, bodies, problem } = found;
    return { kind: 'found', findings: { width, height, faces, bodies, problem, workMs: performance.now() - startMs } };
  }

  function check(encoded: Uint8Array): Refusal | null {
    if (encoded.byteLength > mostBytes) {
      return refusal('FRAME_TOO_LARGE', `The frame has ${encoded.byteLength} bytes; send at most ${mostBytes} (MAX_FRAME_SIZE).`);
    }
    if (!isJpegOrPng(encoded)) return refusal('INVALID_FRAME', 'The frame is neither a JPEG nor a PNG. Send one of these.');
    return null;
  }

  return {
    async analyse(clientId, order) {
      if (isStopped) return stopping;
      return new Promise((answer) => {
        const replaced = queue.put({ clientId, order, answer });
        if (replaced !== null) dropJob(replaced);
        pump();
      });
    },
    leave(clientId) {
      const left = queue.remove(clientId);
      if (left !== null) dropJob(left);
    },
    models: () => lanes.models(),
    counters: () => ({ ...tally.totals(), waiting: queue.waiting() }),
    async stop() {
      isStopped = true;
      clearTimeout(idle);
      for (const { answer } of queue.clear()) answer(stopping);
      await lanes.stop();
    },
  };

  function dropJob({ answer }: Job): void {
    tally.count({ kind: 'replaced' });
    answer({ kind: 'replaced' });
  }
}

type Found = Pick<PictureFindings, 'faces' | 'bodies' | 'problem'> & { readonly isFailure: boolean };

/** One run where one model knows both; else one after the other, because this work has one core at most. */
async function findBoth({ body, face }: OpenLanes, picture: Picture, minScore: number | null): Promise<Found> {
  const run = (lane: AnalysisLane, given: Picture): Promise<LaneAnswer> =>
    lane.find(given, Math.max(lowestScore, minScore ?? lane.model.threshold));
  const isShared = body === face;
  const spare = typeof body === 'string' || isShared ? picture : { ...picture, rgb: picture.rgb.slice() };
  const bodies = typeof body === 'string' ? null : await run(body, picture);
  const faces = typeof face === 'string' ? null : isShared ? bodies : await run(face, spare);
  const tried = [bodies, faces].filter((answer) => answer !== null);
  const failed = tried.find((answer) => answer.kind === 'failed');
  const missing = typeof body === 'string' ? `Bodies are not looked for: ${body}` : null;
  return {
    bodies: objectsOf(bodies, 'person'),
    faces: objectsOf(faces, 'face'),
    problem: failed === undefined ? missing : `The model could not look at it: ${failed.reason}`,
    isFailure: tried.every((answer) => answer.kind === 'failed'),
  };
}

function objectsOf(answer: LaneAnswer | null, wanted: 'person' | 'face'): PictureObject[] {
  if (answer?.kind !== 'done') return [];
  return answer.detections.flatMap(({ label, score, box }) => (label === wanted ? [{ score, box }] : []));
}

/** What became of the pictures, since the start. */
function createTally() {
  const totals = { analysedTotal: 0, replacedTotal: 0, refusedTotal: 0, failedTotal: 0 };
  let workMs = 0;
  return {
    count(answer: PictureAnswer): void {
      if (answer.kind === 'found') {
        totals.analysedTotal += 1;
        workMs += answer.findings.workMs;
      } else if (answer.kind === 'replaced') totals.replacedTotal += 1;
      else if (answer.code === 'PROCESSING_ERROR') totals.failedTotal += 1;
      else totals.refusedTotal += 1;
    },
    totals: () => ({ ...totals, meanWorkMs: totals.analysedTotal === 0 ? null : workMs / totals.analysedTotal }),
  };
}
