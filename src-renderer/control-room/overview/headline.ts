/** What the overview says first: is anything wrong, where, how bad, how long. Pure; the words are put in by the screen. */
import type { CameraReply } from '../../../src-contract/api/cameras.ts';
import type { ZoneReply } from '../../../src-contract/api/crowd.ts';
import type { Band } from '../../../src-contract/domain/band.ts';
import { byUrgency, isAbnormal, shownBand } from '../../client/zone-look.ts';

export type Headline =
  | { readonly kind: 'link-lost' }
  | { readonly kind: 'nothing-known' }
  /** `others` more zones are above normal. */
  | { readonly kind: 'zone'; readonly zone: ZoneReply; readonly band: Band; readonly others: number }
  /** No zone is above normal, and something else is: a camera, a part, an alarm that hasn't returned yet. */
  | { readonly kind: 'alarms'; readonly open: number }
  | { readonly kind: 'normal'; readonly measured: number }
  /** What is measured is normal, and not all is measured: never said as "all normal". */
  | { readonly kind: 'partly-normal'; readonly measured: number; readonly zones: number };

export interface Situation {
  readonly headline: Headline;
  readonly unknownZones: number;
  readonly camerasDown: number;
}

interface Known {
  readonly zones: readonly ZoneReply[];
  readonly cameras: readonly CameraReply[];
  readonly openAlarms: number;
  readonly linkLost: boolean;
}

export function situation({ zones, cameras, openAlarms, linkLost }: Known, nowMs: number): Situation {
  const known = zones.map((zone) => ({ zone, band: shownBand(zone, nowMs) })).filter(({ band }) => band !== 'unknown');
  const wrong = known.filter(({ band }) => isAbnormal(band)).sort((a, b) => byUrgency(a.zone, b.zone));
  const worst = wrong[0];
  const headline = (): Headline => {
    if (linkLost) return { kind: 'link-lost' };
    if (worst !== undefined) return { kind: 'zone', ...worst, others: wrong.length - 1 };
    if (known.length === 0) return { kind: 'nothing-known' };
    if (openAlarms > 0) return { kind: 'alarms', open: openAlarms };
    const measured = known.length;
    return measured === zones.length ? { kind: 'normal', measured } : { kind: 'partly-normal', measured, zones: zones.length };
  };
  return {
    headline: headline(),
    unknownZones: zones.length - known.length,
    camerasDown: cameras.filter((camera) => camera.state.kind !== 'live').length,
  };
}
