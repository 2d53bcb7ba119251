/**
 * The train that stands at a platform or is about to: what the plan shows at the platform's zone. In: the trains as they were last told, and
 * when; out: one train, or none, and how surely it may be said. Pure.
 */
import type { IncomingTrainReply } from '../../../src-contract/api/trains.ts';
import { isListOld, minutesTo } from '../../client/train-look.ts';

export type TrainState =
  | { readonly kind: 'here' }
  /** `planned`: by the timetable alone. */
  | { readonly kind: 'coming'; readonly minutes: number; readonly planned: boolean }
  /** Its time has passed, and nobody says that it has come. */
  | { readonly kind: 'due' }
  /** What was said of it is too old for a time. */
  | { readonly kind: 'old'; readonly ageMs: number };

export interface PlatformTrain {
  readonly train: IncomingTrainReply;
  readonly state: TrainState;
}

export interface TrainList {
  readonly trains: readonly IncomingTrainReply[];
  readonly asOfMs: number | null;
}

/** As long as a platform's crowd gathers for a train; the ones after it are the Trains screen's. */
const arrivingMinutes = 5;
/** A suburban train passes several stations in this: an older list says nothing of a platform any more. */
const listKnownMs = 10 * 60_000;

export function trainAt(platform: string, { trains, asOfMs }: TrainList, nowMs: number): PlatformTrain | null {
  if (asOfMs === null || nowMs - asOfMs > listKnownMs) return null;
  const near = trains.filter((train) => train.platform === platform && isNear(train, nowMs));
  const train = near.find(({ status }) => status === 'at_platform') ?? near[0];
  if (train === undefined) return null;
  if (isListOld(asOfMs, nowMs)) return { train, state: { kind: 'old', ageMs: nowMs - asOfMs } };
  return { train, state: stateOf(train, asOfMs, nowMs) };
}

function isNear(train: IncomingTrainReply, nowMs: number): boolean {
  if (train.status === 'at_platform' || train.status === 'due') return true;
  if (train.status !== 'running' && train.status !== 'scheduled') return false;
  return (minutesTo(train, nowMs) ?? Number.POSITIVE_INFINITY) < arrivingMinutes;
}

function stateOf(train: IncomingTrainReply, asOfMs: number, nowMs: number): TrainState {
  if (train.stale) return { kind: 'old', ageMs: nowMs - (train.reported_at === null ? asOfMs : Date.parse(train.reported_at)) };
  if (train.status === 'at_platform') return { kind: 'here' };
  const minutes = minutesTo(train, nowMs);
  return minutes === null || train.status === 'due'
    ? { kind: 'due' }
    : { kind: 'coming', minutes, planned: train.source === 'timetable' };
}
