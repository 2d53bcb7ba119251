/**
 * The whole contract between the desktop's main process and a page: windows, kiosk, start, quit and nothing else. Data travels over the
 * same REST and sockets as a phone's, and where a file is saved the system's own dialog asks. Each call is a channel with one payload and
 * one reply, both parsed on arrival.
 */
import { z } from 'zod';
import { windowViews } from './domain/screen-layout.ts';

const nothing = z.undefined();

export const ipcCalls = {
  /** Opens a further window on the station, e.g. for a video wall; focuses it when it is open already. */
  openWindow: { payload: z.strictObject({ screen: z.enum(windowViews) }), reply: nothing },
  /** Of the window that asks. */
  setKiosk: { payload: z.strictObject({ on: z.boolean() }), reply: nothing },
  /** Starts the station again after the shell has given it up. From the shell's own page alone. */
  startStation: { payload: nothing, reply: nothing },
  /** Asks the person first: nobody is warned while the station is down. */
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
