/** When a reading was measured. In: what the payload says, and when it came. Out: station time, or why it can't be. */
import type { RejectReason } from '../../../src-contract/domain/reading.ts';

export type ReadingTime =
  | { readonly ok: true; readonly atMs: number; readonly isOwn: boolean }
  | { readonly ok: false; readonly reason: Extract<RejectReason, 'bad-time' | 'future' | 'too-old'>; readonly detail: string };

/** A sensor's clock may be off by so much and is still believed. */
const mostAheadMs = 60_000;
/** What a sensor kept through a week without network is still history; older than that, its clock is wrong. */
const mostOldMs = 7 * 86_400_000;
/** Below this a number means seconds: as milliseconds it would be March 1973. */
const leastMilliseconds = 1e11;
/** Python's isoformat() of a time in UTC has no zone. */
const withoutZone = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?$/;

export function readTime(said: unknown, receivedMs: number): ReadingTime {
  if (said === undefined || said === null) return { ok: true, atMs: Math.floor(receivedMs), isOwn: false };
  const atMs = epochMs(said);
  if (!Number.isFinite(atMs))
    return { ok: false, reason: 'bad-time', detail: 'its time is neither ISO 8601 nor seconds or milliseconds since 1970' };
  const ageMs = receivedMs - atMs;
  if (ageMs < -mostAheadMs)
    return {
      ok: false,
      reason: 'future',
      detail: `its time lies ${seconds(-ageMs)} s in the future; is the sensor's clock right?`,
    };
  if (ageMs > mostOldMs)
    return {
      ok: false,
      reason: 'too-old',
      detail: `its time is ${seconds(ageMs)} s ago, more than a week; is the sensor's clock right?`,
    };
  return { ok: true, atMs: Math.floor(atMs), isOwn: true };
}

function epochMs(said: unknown): number {
  if (typeof said === 'number') return Math.abs(said) < leastMilliseconds ? said * 1000 : said;
  if (typeof said !== 'string' || said.length > 40) return Number.NaN;
  return Date.parse(withoutZone.test(said) ? `${said.replace(' ', 'T')}Z` : said);
}

function seconds(ms: number): number {
  return Math.round(ms / 1000);
}
