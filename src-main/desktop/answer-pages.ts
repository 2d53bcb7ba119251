/**
 * Answers the calls of src-contract/ipc.ts. In: an event of Electron's IPC. A call counts only from the top frame of one of our windows,
 * at an address that may make it; payload and reply are parsed. Whatever else comes is refused, and said in the log.
 */
import type { IpcMainInvokeEvent } from 'electron';
import { type IpcName, type IpcPayload, ipcCalls, ipcChannel } from '../../src-contract/ipc.ts';
import type { Log } from '../log.ts';
import type { ElectronParts } from './electron-parts.ts';
import type { ShellGuard } from './guard-contents.ts';
import type { StationWindow } from './shell-window.ts';

/** What they give back is parsed, too. */
export type PageCalls = { readonly [N in IpcName]: (payload: IpcPayload<N>, from: StationWindow) => unknown };

interface AnswerOptions extends Pick<ElectronParts, 'ipcMain'> {
  readonly guard: Pick<ShellGuard, 'isOurs' | 'isStation'>;
  readonly windowOf: (contentsId: number) => StationWindow | undefined;
  readonly calls: PageCalls;
  readonly log: Log;
}

export function answerPages(options: AnswerOptions): void {
  for (const name of Object.keys(ipcCalls) as IpcName[]) answerCall(name, options);
}

function answerCall<N extends IpcName>(name: N, { ipcMain, guard, windowOf, calls, log }: AnswerOptions): void {
  ipcMain.handle(ipcChannel(name), async (event, raw: unknown) => {
    const from = isAllowed(name, event, guard) ? windowOf(event.sender.id) : undefined;
    const payload = ipcCalls[name].payload.safeParse(raw);
    if (from === undefined || !payload.success) {
      log.warn({ call: name, sender: from === undefined ? 'not allowed' : 'ours' }, 'a call from a page was refused');
      throw new Error(`${name} was refused`);
    }
    return ipcCalls[name].reply.parse(await calls[name](payload.data as IpcPayload<N>, from));
  });
}

/** Pages of the station may do all but start it: when they are there, it runs. */
function isAllowed(name: IpcName, { senderFrame }: IpcMainInvokeEvent, guard: AnswerOptions['guard']): boolean {
  if (senderFrame === null || senderFrame.parent !== null) return false;
  const isStation = guard.isStation(senderFrame.url);
  return name === 'startStation' ? !isStation && guard.isOurs(senderFrame.url) : guard.isOurs(senderFrame.url);
}
