/**
 * A station that runs on this machine, as its commands ask it: by its own admin key, over the loopback address. In: its data folder and
 * where it answers. Out: replies checked against the contract; its refusals are thrown in its own words.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

export interface StationClient {
  readonly origin: string;
  get<T>(path: string, schema: z.ZodType<T>): Promise<T>;
  send<T>(method: 'POST' | 'DELETE', path: string, schema: z.ZodType<T>, body?: unknown): Promise<T>;
  /** As it comes; for files. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
}

const refusal = z.object({ error: z.object({ message: z.string() }) });
const answerLimitMs = 30_000;

export function createStationClient(origin: string, dataFolder: string): StationClient {
  const ask = async (path: string, init: RequestInit = {}): Promise<Response> => {
    // Read each time: a restore may bring another key.
    const key = readFileSync(join(dataFolder, 'admin.key'), 'utf8').trim();
    const headers = { ...init.headers, 'X-API-Key': key };
    const reply = await fetch(origin + path, { ...init, headers }).catch((error: unknown) => {
      throw new Error(`the station doesn’t answer at ${origin}; it may be starting or stopping: try again`, { cause: error });
    });
    if (reply.ok) return reply;
    const said = refusal.safeParse(await reply.json().catch(() => null));
    throw new Error(said.success ? said.data.error.message : `${origin}${path} answered ${reply.status}`);
  };
  const timely = (): AbortSignal => AbortSignal.timeout(answerLimitMs);
  return {
    ...{ origin, fetch: ask },
    get: async (path, schema) => schema.parse(await (await ask(path, { signal: timely() })).json()),
    async send(method, path, schema, body) {
      const json = body === undefined ? {} : { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
      return schema.parse(await (await ask(path, { method, signal: timely(), ...json })).json());
    },
  };
}
