/**
 * Clips around what happens: each camera's newest seconds are in a ring, and a cause (an alarm, an incident, a mark) turns them and what
 * comes next into a clip. Causes that overlap share one. In: streams and causes. Out: files, and rows that are stored before anybody is
 * told. Which cameras a cause concerns, and how long clips stay, is left to others.
 */
import type { Clip, ClipCause, EvidenceRecords } from '../../src-contract/domain/evidence.ts';
import { errorText } from '../errors.ts';
import type { Log } from '../log.ts';
import { type ClipFile, createClipFile } from './clip-file.ts';
import { createStreamRing, type RingFrame, type StreamEvent, type StreamRing } from './stream-ring.ts';

export interface ClipRules {
  readonly beforeMs: number;
  readonly afterMs: number;
  /** Most memory of one camera for the time before. */
  readonly ringBytes: number;
}

export interface ClipRecorderOptions {
  readonly folder: string;
  readonly records: Pick<EvidenceRecords, 'begin' | 'change' | 'addCause' | 'remove'>;
  readonly rules: ClipRules;
  readonly newId: () => string;
  readonly nowMs: () => number;
  readonly log: Log;
  /** The disk refused to take more. */
  readonly onFull: () => void;
}

export interface ClipRecorder {
  follow(cameraId: string, tap: (listener: (event: StreamEvent) => void) => () => void): () => void;
  keep(cameraIds: readonly string[], cause: ClipCause): void;
  /** Ends clips whose time is over; to be called a few times a second. */
  advance(): void;
  figures(): { readonly cameras: number; readonly recording: number; readonly ringBytes: number; readonly cutFrames: number };
  /** Ends all clips where they are. */
  stop(): Promise<void>;
}

/** A clip is cut here, and a new one goes on. */
const longestClipMs = 600_000;
/** So much of the time before may be missing without a word: the distance of two key frames. */
const tolerableGapMs = 2000;
const pauseMs = 2000;

interface Recording {
  clip: Clip;
  readonly file: ClipFile;
}

interface Seat {
  readonly ring: StreamRing;
  head: { readonly codec: string; readonly data: Buffer } | null;
  recording: Recording | null;
  /** What is to be recorded: since when, and until when. */
  wanted: { readonly causes: readonly ClipCause[]; readonly sinceMs: number; readonly untilMs: number } | null;
  /** Nothing is begun before this, after a disk or a store has refused. */
  pausedUntilMs: number;
}

export function createClipRecorder({ folder, records, rules, newId, nowMs, log, onFull }: ClipRecorderOptions): ClipRecorder {
  const seats = new Map<string, Seat>();
  const finishing = new Set<Promise<void>>();

  const attempt = (what: string, work: () => void): void => {
    try {
      work();
    } catch (error) {
      log.error({ error: errorText(error) }, what);
    }
  };

  const begin = (cameraId: string, seat: Seat): void => {
    const { head, wanted } = seat;
    if (head === null || wanted === null || nowMs() < seat.pausedUntilMs) return;
    const frames = seat.ring.since(wanted.sinceMs);
    const first = frames[0];
    if (first === undefined) return;
    // Until the row is stored and the file begun; a failure then is no storm of tries.
    seat.pausedUntilMs = nowMs() + pauseMs;
    const gapMs = first.atMs - wanted.sinceMs;
    const missingMs = gapMs > tolerableGapMs ? gapMs : 0;
    const clip: Clip = {
      ...{ id: newId(), cameraId, state: 'recording', fromMs: first.atMs, toMs: frames.at(-1)?.atMs ?? first.atMs },
      ...{ codec: head.codec, frames: 0, bytes: 0, sha256: null, missingMs, lostFrames: 0, causes: wanted.causes },
    };
    records.begin(clip);
    const file = createClipFile({ folder, id: clip.id, head: head.data });
    for (const frame of frames) file.write(frame);
    seat.recording = { clip, file };
    seat.pausedUntilMs = 0;
  };

  const finish = (seat: Seat): void => {
    const { recording } = seat;
    if (recording === null) return;
    seat.recording = null;
    if (recording.file.fault() !== null) seat.pausedUntilMs = nowMs() + pauseMs;
    if (seat.wanted !== null) seat.wanted = { ...seat.wanted, sinceMs: recording.clip.toMs };
    const done = finishClip(recording)
      .catch((error: unknown) => log.error({ clip: recording.clip.id, error: errorText(error) }, 'a clip could not be finished'))
      .finally(() => finishing.delete(done));
    finishing.add(done);
  };

  async function finishClip({ clip, file }: Recording): Promise<void> {
    const made = await file.finish();
    const fault = file.fault();
    if (fault !== null) log.warn({ clip: clip.id, fault }, 'a clip ended early: the disk takes no more');
    if (fault !== null) onFull();
    if (made === null) records.remove(clip.id);
    else records.change({ ...clip, ...made, state: 'kept', lostFrames: file.lostFrames() });
  }

  const take = (cameraId: string, seat: Seat, frame: RingFrame): void => {
    seat.ring.add(frame);
    if (seat.recording !== null) {
      seat.recording.file.write(frame);
      seat.recording.clip = { ...seat.recording.clip, toMs: frame.atMs };
    } else if (seat.wanted !== null) attempt('a clip could not be begun', () => begin(cameraId, seat));
  };

  const hear = (cameraId: string, seat: Seat, event: StreamEvent): void => {
    if (event.kind === 'frame') {
      take(cameraId, seat, { atMs: nowMs(), keyframe: event.keyframe, data: bufferOf(event.data) });
      return;
    }
    // Frames of two streams can't stand in one file.
    finish(seat);
    seat.ring.clear();
    seat.head = event.kind === 'head' ? { codec: event.codec, data: bufferOf(event.data) } : null;
  };

  const want = (cameraId: string, seat: Seat, cause: ClipCause): void => {
    const isNew = !seat.wanted?.causes.some(({ kind, id }) => kind === cause.kind && id === cause.id);
    const causes = [...(seat.wanted?.causes ?? []), ...(isNew ? [cause] : [])];
    seat.wanted = {
      causes,
      sinceMs: Math.min(seat.wanted?.sinceMs ?? Number.POSITIVE_INFINITY, cause.atMs - rules.beforeMs),
      untilMs: Math.max(seat.wanted?.untilMs ?? 0, cause.atMs + rules.afterMs),
    };
    if (seat.recording === null) begin(cameraId, seat);
    else if (isNew) {
      records.addCause(seat.recording.clip.id, cause);
      seat.recording.clip = { ...seat.recording.clip, causes };
    }
  };

  return {
    follow(cameraId, tap) {
      const ring = createStreamRing({ keepMs: rules.beforeMs, mostBytes: rules.ringBytes });
      const seat: Seat = { ring, head: null, recording: null, wanted: null, pausedUntilMs: 0 };
      seats.set(cameraId, seat);
      const leave = tap((event) => hear(cameraId, seat, event));
      return () => {
        leave();
        finish(seat);
        if (seats.get(cameraId) === seat) seats.delete(cameraId);
      };
    },
    keep(cameraIds, cause) {
      for (const cameraId of cameraIds) {
        const seat = seats.get(cameraId);
        if (seat !== undefined) attempt('a clip could not be begun', () => want(cameraId, seat, cause));
      }
    },
    advance() {
      for (const seat of seats.values()) {
        const isOver = seat.wanted !== null && nowMs() >= seat.wanted.untilMs;
        const clip = seat.recording?.clip;
        const isLong = clip !== undefined && nowMs() - clip.fromMs >= longestClipMs;
        if (isOver) seat.wanted = null;
        if (isOver || isLong || (seat.recording?.file.fault() ?? null) !== null) finish(seat);
      }
    },
    figures: () => ({
      cameras: [...seats.values()].filter(({ head }) => head !== null).length,
      recording: [...seats.values()].filter(({ recording }) => recording !== null).length,
      ringBytes: [...seats.values()].reduce((sum, { ring }) => sum + ring.figures().bytes, 0),
      cutFrames: [...seats.values()].reduce((sum, { ring }) => sum + ring.figures().cutTotal, 0),
    }),
    async stop() {
      for (const seat of seats.values()) {
        seat.wanted = null;
        finish(seat);
      }
      await Promise.all(finishing);
    },
  };
}

/** The same bytes. */
function bufferOf({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
