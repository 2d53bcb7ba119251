/**
 * Follows persons from frame to frame of one camera: ByteTrack (Zhang et al., ECCV 2022), which pairs sure detections first and
 * lets unsure ones only continue a track. In: detections of one label and the frame's time. Out: tracks. Pure: the memory is a
 * value. Which label is followed, and what tracks mean on the ground, is left to others.
 *
 * Pairs are weighed by Mahalanobis distance to the predicted box (as DeepSORT gates, Wojke et al. 2017), not by overlap: at 5
 * frames a second a walker's box hardly touches its last place. On simulated walkers with 3–5 % edge noise and 5–10 % misses
 * (tests/tracking/noisy-walkers.ts) ids changed, per person-minute, with buffered overlap (C-BIoU, Yang et al. 2023) / with this:
 * 6 in view 2.6 / 2.0, 15 in view 3.6 / 2.4, 30 in view 10.4 / 7.5; at irregular 2–10 frames a second 2.2 / 1.3, 6.3 / 4.9, 14.9 / 10.3.
 * These walkers pass through each other; real ones keep apart.
 */
import type { Detection } from '../../src-contract/domain/detection.ts';
import type { Track } from '../../src-contract/domain/track.ts';
import { boxIou } from '../../src-contract/geometry/box.ts';
import { assignLeastCost } from './assignment.ts';
import { type BoxFilter, boxDistance, boxOf, correctBox, freezeSize, predictBox, startBoxFilter } from './box-filter.ts';

export interface TrackerOptions {
  /** Detections of this score or more may start a track; give the camera's `confidence`. */
  readonly highScore: number;
  /** Detections of this score or more may continue one; give detection the same floor. */
  readonly lowScore: number;
  /** Matches before a track counts as a person. */
  readonly confirmHits: number;
  /** How long an unseen track is kept. */
  readonly lostMs: number;
  /** Width over height of the picture in pixels. */
  readonly pictureAspect: number;
}

interface FollowedTrack extends Track {
  readonly filter: BoxFilter;
}

export interface TrackerMemory {
  readonly options: TrackerOptions;
  readonly nextId: number;
  readonly lastMs: number | null;
  readonly tracks: readonly FollowedTrack[];
}

const defaults: TrackerOptions = { highScore: 0.35, lowScore: 0.1, confirmHits: 2, lostMs: 1500, pictureAspect: 16 / 9 };

/** Frames further apart than this can't be associated (a walker is two box widths on), so that a track counts at once. */
const longestStepMs = 900;
/** Older tracks are not even tried after a gap: the slowest camera sends a frame every 5 s, and who stands there now is another. */
const longestGapMs = 6000;
/** Bounds the assignment's time (cubic): no detector tells more persons apart in one view. */
const mostDetections = 300;
/** ByteTrack's duplicate rule: a hidden track that lies on a seen one is the same person. */
const duplicateIou = 0.85;

/** Farthest match of a round, in standard deviations. A wide second try finds walkers who stopped or turned. */
const sureGates = [4, 7];
/** Unsure detections are often another person's half: they must lie where the track is expected. */
const unsureGates = [4];

export function createTracker(options: Partial<TrackerOptions> = {}): TrackerMemory {
  return { options: { ...defaults, ...options }, nextId: 1, lastMs: null, tracks: [] };
}

/**
 * Takes in one frame. Boxes in picture fractions. The tracks hold those not seen now (`missedFrames` > 0, predicted box) and
 * those not confirmed yet. A frame no newer than the last one changes nothing.
 */
export function advanceTracks(
  memory: TrackerMemory,
  detections: readonly Detection[],
  atMs: number,
): { memory: TrackerMemory; tracks: readonly Track[] } {
  if (memory.lastMs !== null && atMs <= memory.lastMs) return { memory, tracks: memory.tracks.map(asTrack) };
  const { options } = memory;
  const stepMs = memory.lastMs === null ? 0 : atMs - memory.lastMs;
  const recent = memory.tracks.filter((track) => atMs - track.lastSeenMs <= longestGapMs);
  const predicted = recent.map((track) => predictTrack(track, stepMs, options.pictureAspect)).filter(isInPicture);
  const continued = continueTracks(predicted, mostCertain(detections), atMs, options);
  const kept = continued.tracks.filter((track) => isKept(track, atMs, options));
  const confirmHits = stepMs > longestStepMs ? 1 : options.confirmHits;
  const started = continued.unclaimed.map((detection, i) => startTrack(detection, memory.nextId + i, atMs, options));
  const tracks = dropDuplicates([...kept, ...started]).map((track) => ({
    ...track,
    confirmed: track.confirmed || track.hits >= confirmHits,
  }));
  return {
    memory: { options, nextId: memory.nextId + started.length, lastMs: atMs, tracks },
    tracks: tracks.map(asTrack),
  };
}

function mostCertain(detections: readonly Detection[]): readonly Detection[] {
  const sound = detections.filter(({ box, score }) => [...box, score].every(Number.isFinite));
  if (sound.length <= mostDetections) return sound;
  return sound.toSorted((a, b) => b.score - a.score).slice(0, mostDetections);
}

function predictTrack(track: FollowedTrack, stepMs: number, pictureAspect: number): FollowedTrack {
  const before = track.missedFrames > 0 ? freezeSize(track.filter) : track.filter;
  const filter = predictBox(before, stepMs / 1000, pictureAspect);
  return { ...track, filter, box: boxOf(filter), missedFrames: track.missedFrames + 1 };
}

/**
 * Who was lost and has walked out of the picture is gone: kept, their track would be taken over by the next at that edge. One seen a
 * frame ago may have stopped there.
 */
function isInPicture({ missedFrames, filter: { x, y } }: FollowedTrack): boolean {
  if (missedFrames === 1) return true;
  return x.value >= 0 && x.value <= 1 && y.value >= 0 && y.value <= 1;
}

/** The three associations of ByteTrack. Tracks come predicted, with this frame counted as missed until a match says otherwise. */
function continueTracks(
  predicted: readonly FollowedTrack[],
  detections: readonly Detection[],
  atMs: number,
  options: TrackerOptions,
): { tracks: FollowedTrack[]; unclaimed: Detection[] } {
  const sure = detections.filter((detection) => detection.score >= options.highScore);
  const unsure = detections.filter((detection) => detection.score < options.highScore && detection.score >= options.lowScore);
  const matches = new Map<FollowedTrack, Detection>();
  const tracksLeft = (wanted: (track: FollowedTrack) => boolean) => predicted.filter((t) => wanted(t) && !matches.has(t));
  const sureLeft = () => withoutMatched(sure, matches);

  for (const gate of sureGates) matchRound(tracksLeft(isConfirmed), sureLeft(), gate, options, matches);
  const seenLastFrame = (track: FollowedTrack) => track.confirmed && track.missedFrames === 1;
  for (const gate of unsureGates) matchRound(tracksLeft(seenLastFrame), unsure, gate, options, matches);
  for (const gate of sureGates) matchRound(tracksLeft(isNew), sureLeft(), gate, options, matches);

  const tracks = predicted.map((track) => {
    const detection = matches.get(track);
    return detection === undefined ? track : correctTrack(track, detection, atMs, options.pictureAspect);
  });
  return { tracks, unclaimed: sureLeft() };
}

function isConfirmed(track: FollowedTrack): boolean {
  return track.confirmed;
}

function isNew(track: FollowedTrack): boolean {
  return !track.confirmed;
}

function withoutMatched(detections: readonly Detection[], matches: ReadonlyMap<FollowedTrack, Detection>): Detection[] {
  const taken = new Set(matches.values());
  return detections.filter((detection) => !taken.has(detection));
}

/** Adds the best pairs within `gate` to `matches`. */
function matchRound(
  tracks: readonly FollowedTrack[],
  detections: readonly Detection[],
  gate: number,
  options: TrackerOptions,
  matches: Map<FollowedTrack, Detection>,
): void {
  const costs = tracks.map(({ filter }) =>
    detections.map(({ box }) => {
      const distance = boxDistance(filter, box, options.pictureAspect);
      return distance <= gate ? distance / gate : null;
    }),
  );
  for (const [t, d] of assignLeastCost(costs, detections.length)) {
    const [track, detection] = [tracks[t], detections[d]];
    if (track !== undefined && detection !== undefined) matches.set(track, detection);
  }
}

function correctTrack(track: FollowedTrack, detection: Detection, atMs: number, pictureAspect: number): FollowedTrack {
  const filter = correctBox(track.filter, detection.box, pictureAspect);
  const { score } = detection;
  return { ...track, filter, box: boxOf(filter), score, lastSeenMs: atMs, hits: track.hits + 1, missedFrames: 0 };
}

function startTrack(detection: Detection, id: number, atMs: number, options: TrackerOptions): FollowedTrack {
  const filter = startBoxFilter(detection.box, options.pictureAspect);
  const { box, score } = detection;
  return { id, box, score, firstSeenMs: atMs, lastSeenMs: atMs, hits: 1, missedFrames: 0, confirmed: false, filter };
}

/** A track that was never confirmed gets no second chance. */
function isKept(track: FollowedTrack, atMs: number, options: TrackerOptions): boolean {
  if (track.missedFrames === 0) return true;
  return track.confirmed && atMs - track.lastSeenMs <= options.lostMs;
}

function dropDuplicates(tracks: readonly FollowedTrack[]): FollowedTrack[] {
  const seen = tracks.filter((track) => track.missedFrames === 0);
  return tracks.filter((track) => track.missedFrames === 0 || !seen.some((other) => boxIou(track.box, other.box) > duplicateIou));
}

function asTrack({ filter: _filter, ...track }: FollowedTrack): Track {
  return track;
}
