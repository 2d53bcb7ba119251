/**
 * Asks Overpass servers for an area, politely: one request at a time, none before the time that a server named, longer pauses after each
 * failure. In: the servers, an area. Out: an answer that its taker found good, or the last reason why there is none.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { AreaBox } from '../../../src-contract/domain/place-import.ts';
import type { Clock } from '../../clock.ts';
import { errorText } from '../../errors.ts';
import { overpassQuery, overpassWorkS } from './overpass-query.ts';

interface OverpassOptions {
  /** Addresses of their interpreters, the first choice first. */
  readonly servers: readonly string[];
  /** Says who asks, as the servers' rules want it. */
  readonly userAgent: string;
  readonly mostBytes: number;
  readonly clock: Clock;
  readonly mostMs?: number;
  readonly firstPauseMs?: number;
}

interface Ask<T> {
  readonly area: AreaBox;
  readonly signal: AbortSignal;
  readonly onAttempt: (server: string, attempt: number) => void;
  /** Throws for an answer that is no good, and the next server is asked. */
  readonly take: (answer: Uint8Array, server: string) => Promise<T>;
}

export interface Overpass {
  ask<T>(ask: Ask<T>): Promise<T>;
}

const mostAttempts = 5;
const longestPauseMs = 60_000;
/** Beyond it one doesn't wait: the next refresh will ask again. */
const longestWaitMs = 5 * 60_000;

class ServerBusy extends Error {
  readonly retryAfterMs: number;

  constructor(status: number, retryAfterMs: number) {
    super(`it is busy (status ${status})`);
    this.retryAfterMs = retryAfterMs;
  }
}

export function createOverpass(options: OverpassOptions): Overpass {
  const { servers, clock, mostMs = (overpassWorkS + 30) * 1000, firstPauseMs = 2000 } = options;
  /** Station time before which a server wants no request. */
  const notBeforeMs = new Map<string, number>();
  const freeAt = (server: string): number => notBeforeMs.get(server) ?? 0;
  const noteFailure = (server: string, attempt: number, error: unknown): void => {
    const backOffMs = Math.min(longestPauseMs, firstPauseMs * 2 ** (attempt - 1)) * (0.5 + Math.random() / 2);
    const askedMs = error instanceof ServerBusy ? error.retryAfterMs : 0;
    notBeforeMs.set(server, clock.nowMs() + Math.max(backOffMs, askedMs));
  };

  return {
    async ask({ area, signal, onAttempt, take }) {
      let reason = 'there is no server to ask';
      for (let attempt = 1; attempt <= mostAttempts && servers.length > 0; attempt += 1) {
        const server = servers.reduce((best, other) => (freeAt(other) < freeAt(best) ? other : best));
        const waitMs = freeAt(server) - clock.nowMs();
        if (waitMs > longestWaitMs) break;
        if (waitMs > 0) await pause(waitMs, undefined, { signal });
        onAttempt(server, attempt);
        try {
          return await take(await request(server, area, { ...options, mostMs, signal }), server);
        } catch (error) {
          signal.throwIfAborted();
          noteFailure(server, attempt, error);
          reason = `${new URL(server).host}: ${errorText(error)}`;
        }
      }
      throw new Error(`No map came from Overpass (${reason}). What is known stays; it is asked again later.`);
    },
  };
}

interface Limits extends Pick<OverpassOptions, 'userAgent' | 'mostBytes'> {
  readonly mostMs: number;
  readonly signal: AbortSignal;
}

async function request(server: string, area: AreaBox, { userAgent, mostBytes, mostMs, signal }: Limits): Promise<Uint8Array> {
  const timeout = AbortSignal.timeout(mostMs);
  try {
    const response = await fetch(server, {
      method: 'POST',
      headers: { 'user-agent': userAgent, 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: new URLSearchParams({ data: overpassQuery(area) }).toString(),
      signal: AbortSignal.any([signal, timeout]),
    });
    if (!response.ok) {
      await response.body?.cancel();
      const isBusy = response.status === 429 || response.status >= 500;
      throw isBusy
        ? new ServerBusy(response.status, retryAfterMs(response))
        : new Error(`it refuses (status ${response.status})`);
    }
    return await readBody(response, mostBytes);
  } catch (error) {
    if (timeout.aborted) throw new Error(`it did not answer within ${mostMs / 1000} s`);
    // What fetch itself says is "fetch failed"; why stands behind it.
    throw error instanceof TypeError && error.cause instanceof Error ? new Error(errorText(error.cause)) : error;
  }
}

/** In seconds, or as a date; 0 where the server doesn't say. */
function retryAfterMs({ headers }: Response): number {
  const said = headers.get('retry-after') ?? '';
  const ms = /^\d+$/.test(said) ? Number(said) * 1000 : Date.parse(said) - Date.now();
  return Number.isFinite(ms) ? Math.max(0, ms) : 0;
}

async function readBody(response: Response, mostBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > mostBytes) throw new Error(`it sends more than ${mostBytes} bytes; ask for a smaller area`);
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}
