/** Whether a camera's figures can be believed now, and if not, why. In: its memory and the time. Used when zones are measured and read. */
import type { ZoneNote } from '../../src-contract/domain/site-state.ts';
import type { CameraMemory } from './crowd-memory.ts';

export type CameraSight =
  | { readonly kind: 'fresh'; readonly ageMs: number }
  | { readonly kind: 'blind'; readonly note: ZoneNote };

/**
 * A frozen or covered picture is worthless at once, however new. A broken connection is not: what was measured a moment ago holds
 * until it is stale, so that a reconnect of a second changes nothing.
 */
export function cameraSight({ state, detection, lastFrameMs }: CameraMemory, nowMs: number, staleAfterMs: number): CameraSight {
  if (state?.kind === 'frozen' || state?.kind === 'covered' || state?.kind === 'offline')
    return { kind: 'blind', note: 'camera-lost' };
  if (detection?.kind === 'no-model') return { kind: 'blind', note: 'no-model' };
  const ageMs = lastFrameMs === null ? Infinity : Math.max(0, nowMs - lastFrameMs);
  if (ageMs <= staleAfterMs) return { kind: 'fresh', ageMs };
  const pictures = state === null || state.kind === 'live' || lastFrameMs === null;
  return { kind: 'blind', note: pictures ? 'not-measured-yet' : 'camera-lost' };
}
