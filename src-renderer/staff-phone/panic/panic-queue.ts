/** Calls for help on their way, each one report however often it is sent. Out: what became of each. */
import { z } from 'zod';
import { severities } from '../../../src-contract/domain/incident.ts';
import { createKeptQueue, type Delivery, deliverySchema } from '../queue/kept-queue.ts';
import { createSender, type Sending } from '../queue/sender.ts';

const callSchema = z.object({
  clientId: z.string(),
  severity: z.enum(severities),
  description: z.string(),
  location: z.tuple([z.number(), z.number()]).nullable(),
  zoneId: z.string().nullable(),
  /** The phone's clock, ms. */
  atMs: z.number(),
  delivery: deliverySchema,
});
export type HelpCall = z.infer<typeof callSchema>;

export const callQueue = createKeptQueue<HelpCall>({
  key: 'kavach.phone.calls',
  schema: callSchema,
  isSettled: ({ delivery }) => delivery.kind !== 'queued',
});

export function addCall(call: Omit<HelpCall, 'delivery' | 'clientId'>): void {
  callQueue.add({ ...call, clientId: crypto.randomUUID(), delivery: { kind: 'queued' } });
}

/** The oldest first. */
export function createCallSender(send: Sending<HelpCall, Delivery>['send']): () => Promise<boolean> {
  return createSender({
    next: () => callQueue.use.getState().items.findLast(({ delivery }) => delivery.kind === 'queued'),
    send,
    settle: ({ clientId }, delivery) => callQueue.change(clientId, { delivery }),
  });
}
