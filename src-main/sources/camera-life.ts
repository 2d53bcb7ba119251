/** Facts about a camera → its state. Pure; what the facts are is camera.ts's and picture-health.ts's to know. */
import type { CameraState } from '../../src-contract/domain/camera.ts';
import type { PictureHealth } from './picture-health.ts';

export interface CameraFacts {
  readonly nowMs: number;
  /** Pictures arrive: at least one since the child's start, and the child runs. */
  readonly receiving: boolean;
  readonly health: PictureHealth;
  /** Newest picture ever, or the camera's start when there was none. */
  readonly pictureMs: number;
  /** Tries since pictures last arrived, from 1. */
  readonly attempt: number;
  readonly reason: string;
  readonly offlineAfterMs: number;
}

export function nextCameraState(state: CameraState, facts: CameraFacts): CameraState {
  const next = stateOf(facts);
  // The same state keeps its beginning; the very same object says that nothing changed.
  if (next.kind !== state.kind) return next;
  return sameWords(next, state) ? state : { ...next, sinceMs: state.sinceMs };
}

function stateOf({ nowMs, receiving, health, pictureMs, attempt, reason, offlineAfterMs }: CameraFacts): CameraState {
  if (!receiving) {
    const kind = nowMs - pictureMs >= offlineAfterMs ? 'offline' : 'reconnecting';
    return { kind, sinceMs: nowMs, attempt, reason };
  }
  switch (health) {
    case 'good':
      return { kind: 'live', sinceMs: nowMs };
    case 'frozen':
      return { kind: 'frozen', sinceMs: nowMs, reason: 'the picture does not change, not even by noise' };
    case 'covered':
      return { kind: 'covered', sinceMs: nowMs, reason: 'the picture is black, white or without detail' };
  }
}

function sameWords(a: CameraState, b: CameraState): boolean {
  const wordsOf = (state: CameraState): string => JSON.stringify({ ...state, sinceMs: 0 });
  return wordsOf(a) === wordsOf(b);
}
