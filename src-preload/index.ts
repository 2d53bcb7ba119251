/**
 * Runs before a page in the desktop shell, in an isolated world: exposes the calls of src-contract/ipc.ts, nothing else. The main
 * process checks the sender and parses the payload again; this side only keeps a page's mistake from leaving the page.
 */
import { contextBridge, ipcRenderer } from 'electron';
import { type DesktopBridge, type IpcName, type IpcPayload, type IpcReply, ipcCalls, ipcChannel } from '../src-contract/ipc.ts';

function caller<N extends IpcName>(name: N): (payload: IpcPayload<N>) => Promise<IpcReply<N>> {
  return async (payload) => ipcRenderer.invoke(ipcChannel(name), ipcCalls[name].payload.parse(payload));
}

const bridge: DesktopBridge = {
  openWindow: caller('openWindow'),
  setKiosk: caller('setKiosk'),
  startStation: caller('startStation'),
  quit: caller('quit'),
};

contextBridge.exposeInMainWorld('kavachDesktop', bridge);
