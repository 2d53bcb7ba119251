/**
 * Whether a figure may be shown as the present: fresh, stale (kept in sight, hatched, with its age) or unknown (never a zero).
 * Times are station time, ms.
 */

export type Freshness =
  | { readonly kind: 'fresh'; readonly ageMs: number }
  | { readonly kind: 'stale'; readonly ageMs: number }
  | { readonly kind: 'unknown'; readonly ageMs: number | null };

export interface Measured {
  readonly value: number | null;
  readonly measuredMs: number | null;
  /** The station's own word that the figure is too old. */
  readonly stale: boolean;
}

/** As `crowd.stale_after_s` of the site file unless told; the link may be lost without the station saying anything. */
const staleAfterMs = 10_000;

export function freshness({ value, measuredMs, stale }: Measured, nowMs: number, limitMs: number = staleAfterMs): Freshness {
  const ageMs = measuredMs === null ? null : Math.max(0, nowMs - measuredMs);
  if (value === null || ageMs === null) return { kind: 'unknown', ageMs };
  return stale || ageMs > limitMs ? { kind: 'stale', ageMs } : { kind: 'fresh', ageMs };
}
