/** What the windows of one workstation tell each other: where the main one is, what is selected in it, and where the second one sends it. */
import { z } from 'zod';

const message = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('at'), address: z.string().max(500) }),
  z.object({ kind: z.literal('alarm'), id: z.string().max(100) }),
  z.object({ kind: z.literal('go'), address: z.string().max(500) }),
]);
export type WindowMessage = z.infer<typeof message>;

export const secondWindowName = 'kavach-second';
/** Known for good from the start: a link in it would else make a main window of it. */
export const isSecondWindow = globalThis.location?.hash.startsWith('#/window/') === true;

const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('kavach.windows');

export function tellWindows(told: WindowMessage): void {
  channel?.postMessage(told);
}

/** Returns the end of it. */
export function hearWindows(hear: (told: WindowMessage) => void): () => void {
  const onMessage = ({ data }: MessageEvent) => {
    const told = message.safeParse(data);
    if (told.success) hear(told.data);
  };
  channel?.addEventListener('message', onMessage);
  return () => channel?.removeEventListener('message', onMessage);
}
