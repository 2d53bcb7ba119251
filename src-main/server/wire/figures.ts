/** Numbers and times on their way out: JSON knows neither NaN nor a Date, and nobody needs 17 digits. */

/** Four decimals; what is no finite number is unknown. */
export function figure(value: number | null): number | null {
  return value === null || !Number.isFinite(value) ? null : Math.round(value * 10_000) / 10_000;
}

/** For figures that the contract never leaves unknown. */
export function known(value: number): number {
  return figure(value) ?? 0;
}

/** A share or a probability, 0..1. */
export function unit(value: number): number {
  return Math.min(1, Math.max(0, known(value)));
}

/** ISO 8601 in UTC, with Z. */
export function isoTime(ms: number): string {
  return new Date(ms).toISOString();
}

export function isoTimeOrNull(ms: number | null): string | null {
  return ms === null ? null : isoTime(ms);
}
