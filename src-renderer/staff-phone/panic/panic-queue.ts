/**
 * Calls for help on their way: kept on the phone before anything is sent, sent one after the other, again and again until the station has
 * answered, each under a key of its own so that it is one report however often it is sent. Out: what became of each.
 */
import { z } from 'zod';
import { create } from 'zustand';
import { severities } from '../../../src-contract/domain/incident.ts';
import { readKept, writeKept } from '../station/kept.ts';

const callSchema = z.object({
  clientId: z.string(),
  severity: z.enum(severities),
  description: z.string(),
  location: z.tuple([z.number(), z.number()]).nullable(),
  zoneId: z.string().nullable(),
  /** The phone's clock, ms. */
  atMs: z.number(),
  delivery: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('queued') }),
    z.object({ kind: z.literal('delivered'), incidentId: z.string() }),
    z.object({ kind: z.literal('seen'), incidentId: z.string(), by: z.array(z.string()) }),
    /** The station took it not, and won't: `why` is its own words. */
    z.object({ kind: z.literal('refused'), why: z.string() }),
  ]),
});
export type HelpCall = z.infer<typeof callSchema>;
export type Delivery = HelpCall['delivery'];

/** What the station made of one call. `later`: no answer, or one that may change. */
export type SendResult = Delivery | { readonly kind: 'later' };

const key = 'kavach.phone.calls';
/** Calls that are settled and still shown. */
const mostKept = 20;

/** Newest first. */
export const useCalls = create<{ readonly calls: readonly HelpCall[] }>(() => ({
  calls: readKept(key, z.array(callSchema)) ?? [],
}));

export function addCall(call: Omit<HelpCall, 'delivery' | 'clientId'>): void {
  keep([{ ...call, clientId: crypto.randomUUID(), delivery: { kind: 'queued' } }, ...useCalls.getState().calls]);
}

export function settleCall(clientId: string, delivery: Delivery): void {
  keep(useCalls.getState().calls.map((call) => (call.clientId === clientId ? { ...call, delivery } : call)));
}

export function forgetCalls(): void {
  keep([]);
}

function keep(calls: readonly HelpCall[]): void {
  const settled = calls.filter(({ delivery }) => delivery.kind !== 'queued');
  const dropped = new Set(settled.slice(mostKept));
  const kept = calls.filter((call) => !dropped.has(call));
  useCalls.setState({ calls: kept });
  writeKept(key, kept);
}

/**
 * Sends what waits, the oldest first; one at a time, so that the station hears them in order. True when nothing waits any more. A second
 * run beside the first waits for it.
 */
export function createCallSender(send: (call: HelpCall) => Promise<SendResult>): () => Promise<boolean> {
  let running: Promise<boolean> | null = null;
  const run = async (): Promise<boolean> => {
    for (;;) {
      const call = useCalls.getState().calls.findLast(({ delivery }) => delivery.kind === 'queued');
      if (call === undefined) return true;
      const result = await send(call);
      if (result.kind === 'later') return false;
      settleCall(call.clientId, result);
    }
  };
  return () => {
    running ??= run().finally(() => {
      running = null;
    });
    return running;
  };
}
