/**
 * What is on its way from this phone to the station: kept on the phone before anything is sent, under a key of its own so that it has the
 * effect of one however often it is sent, and shown until it is settled. What it is, and how it is sent, is left to the caller.
 */
import { z } from 'zod';
import { create, type StoreApi, type UseBoundStore } from 'zustand';
import { readKept, writeKept } from '../station/kept.ts';

export const deliverySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('queued') }),
  z.object({ kind: z.literal('delivered'), incidentId: z.string() }),
  z.object({ kind: z.literal('seen'), incidentId: z.string(), by: z.array(z.string()) }),
  /** The station took it not, and won't: `why` is its own words. */
  z.object({ kind: z.literal('refused'), why: z.string() }),
]);
export type Delivery = z.infer<typeof deliverySchema>;

export interface Queued {
  readonly clientId: string;
  readonly delivery: Delivery;
}

export interface KeptQueue<T extends Queued> {
  /** Newest first. */
  readonly use: UseBoundStore<StoreApi<{ readonly items: readonly T[] }>>;
  /** False when this phone can't keep it over a closed page: it is sent all the same while the page stays open. */
  add(item: T): boolean;
  change(clientId: string, part: Partial<T>): void;
  drop(clientId: string): void;
  forget(): void;
  /** Another page of this browser wrote to the same queue. Returns the way to stop. */
  followOthers(): () => void;
}

interface QueueOptions<T> {
  /** In the browser's storage. */
  readonly key: string;
  readonly schema: z.ZodType<T>;
  /** Nobody waits for anything of it any more: the newest of them are still shown. */
  readonly isSettled: (item: T) => boolean;
}

/** Settled ones that are still shown. */
const mostKept = 20;

export function createKeptQueue<T extends Queued>({ key, schema, isSettled }: QueueOptions<T>): KeptQueue<T> {
  const read = (): readonly T[] => readKept(key, z.array(schema)) ?? [];
  const use = create<{ readonly items: readonly T[] }>(() => ({ items: read() }));
  const items = (): readonly T[] => use.getState().items;
  const keep = (next: readonly T[]): boolean => {
    const dropped = new Set(next.filter(isSettled).slice(mostKept));
    const kept = next.filter((item) => !dropped.has(item));
    use.setState({ items: kept });
    return writeKept(key, kept);
  };
  return {
    use,
    add: (item) => keep([item, ...items()]),
    change: (clientId, part) => void keep(items().map((item) => (item.clientId === clientId ? { ...item, ...part } : item))),
    drop: (clientId) => void keep(items().filter((item) => item.clientId !== clientId)),
    forget: () => void keep([]),
    followOthers() {
      const follow = (event: StorageEvent): void => {
        if (event.key === key) use.setState({ items: read() });
      };
      addEventListener('storage', follow);
      return () => removeEventListener('storage', follow);
    },
  };
}
