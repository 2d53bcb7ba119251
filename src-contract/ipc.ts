/**
 * The whole contract between the desktop's main process and a page: windows, dialogs, kiosk, quit and nothing else. Data travels over
 * the same REST and sockets as a phone's. Each call is a channel with one payload and one reply, both parsed on arrival.
 */
import { z } from 'zod';

const nothing = z.undefined();

export const ipcCalls = {
  /** Opens a further window on the station, e.g. for a video wall; focuses it when it is open already. */
  openWindow: { payload: z.strictObject({ screen: z.enum(['map', 'cameras']) }), reply: nothing },
  /** Asks where to save a file; null when the person cancelled. The page never learns a path. */
  chooseSaveFile: {
    payload: z.strictObject({
      suggestedName: z.string().min(1).max(200),
      extensions: z.array(z.string().regex(/^[a-z0-9]{1,8}$/)).max(10),
    }),
    reply: z.strictObject({ token: z.string() }).nullable(),
  },
  setKiosk: { payload: z.strictObject({ on: z.boolean() }), reply: nothing },
  quit: { payload: nothing, reply: nothing },
} as const;

export type IpcName = keyof typeof ipcCalls;
export type IpcPayload<N extends IpcName> = z.infer<(typeof ipcCalls)[N]['payload']>;
export type IpcReply<N extends IpcName> = z.infer<(typeof ipcCalls)[N]['reply']>;

/** The channel of a call, so that nothing else on Electron's IPC can be meant. */
export function ipcChannel(name: IpcName): string {
  return `kavach:${name}`;
}

/** What a page finds at `window.kavachDesktop` inside the desktop shell, and nowhere else. */
export type DesktopBridge = { readonly [N in IpcName]: (payload: IpcPayload<N>) => Promise<IpcReply<N>> };
