/**
 * A write that is sent again with the same `Idempotency-Key` has the effect of one and gets the first answer again, also while the
 * first is still at work. Kept in memory, bounded: after a restart a repeated command meets the state it made.
 */
import { createHash } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { KavachError } from '../errors.ts';
import { statusOf } from './http-errors.ts';

export interface Idempotency {
  /**
   * `scope`: caller, route and key. `body`: what was sent, to tell a repetition from another write under a used key.
   * Throws CONFLICT for the latter.
   */
  once<T>(scope: readonly string[], body: unknown, act: () => Promise<T>): Promise<T>;
}

interface Kept {
  readonly bodyHash: string;
  readonly answer: Promise<unknown>;
  readonly atMs: number;
}

export function createIdempotency({ most, lifeMs, clock }: { most: number; lifeMs: number; clock: Clock }): Idempotency {
  const kept = new Map<string, Kept>();
  const prune = (): void => {
    for (const [key, { atMs }] of kept) {
      if (kept.size < most && atMs + lifeMs > clock.nowMs()) return;
      kept.delete(key);
    }
  };
  return {
    async once<T>(scope: readonly string[], body: unknown, act: () => Promise<T>): Promise<T> {
      const key = JSON.stringify(scope);
      const bodyHash = hashOf(body);
      prune();
      const before = kept.get(key);
      if (before !== undefined) {
        if (before.bodyHash === bodyHash) return (await before.answer) as T;
        throw new KavachError('CONFLICT', 'This Idempotency-Key was used for another write; take a new one.');
      }
      const answer = act();
      kept.set(key, { bodyHash, answer, atMs: clock.nowMs() });
      try {
        return await answer;
      } catch (error) {
        // A fault of ours may pass: the next try is a real one. A refusal is an answer, and stays.
        if (!(error instanceof KavachError) || statusOf(error.code) >= 500) kept.delete(key);
        throw error;
      }
    },
  };
}

function hashOf(body: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(body, shortenBytes) ?? '')
    .digest('hex');
}

/** A file among the fields counts by its hash: as JSON it would be many times its size. */
function shortenBytes(_key: string, value: unknown): unknown {
  return value instanceof Uint8Array ? createHash('sha256').update(value).digest('hex') : value;
}
