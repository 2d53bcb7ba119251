/**
 * The chat of the line that this phone follows: one socket, open while the page is. A line that is left with something unsent stays open
 * until the station has it.
 */
import { create } from 'zustand';
import { type ChatLine, type ChatLineState, createChatLine } from '../../client/chat-line.ts';
import { usePhone } from '../station/phone-store.ts';

interface ChatStore {
  readonly line: string | null;
  readonly chat: ChatLineState | null;
}

export const useChat = create<ChatStore>(() => ({ line: null, chat: null }));

interface OpenLine {
  readonly chat: ChatLine;
  state: ChatLineState | null;
}

const open = new Map<string, OpenLine>();
/** The line that is followed; null while none is. */
let shown: string | null = null;

/** Shows this line; the one before is left. */
export function openLine(line: string): void {
  if (shown === line) return;
  leaveLine();
  shown = line;
  const known = open.get(line);
  useChat.setState({ line, chat: known?.state ?? null });
  if (known === undefined) follow(line);
}

export function chatLine(): ChatLine | null {
  return shown === null ? null : (open.get(shown)?.chat ?? null);
}

export function leaveLine(): void {
  const left = shown;
  shown = null;
  if (left !== null) closeWhenDone(left);
}

/** The phone leaves the station: what is unsent goes with it. */
export function forgetChat(): void {
  for (const { chat } of open.values()) chat.close();
  open.clear();
  shown = null;
  useChat.setState({ line: null, chat: null });
}

function follow(line: string): void {
  const ownId = usePhone.getState().caller?.id ?? null;
  let state: ChatLineState | null = null;
  const chat = createChatLine({
    line,
    ownId: ownId === null ? null : `session:${ownId}`,
    onState: (next) => {
      state = next;
      const entry = open.get(line);
      if (entry !== undefined) entry.state = next;
      if (shown === line) useChat.setState({ chat: next });
      else if (entry !== undefined) closeWhenDone(line);
    },
  });
  open.set(line, { chat, state });
}

/** What waits, or was refused and is not yet taken back by its writer, keeps its line open. */
function closeWhenDone(line: string): void {
  const entry = open.get(line);
  if (entry === undefined || (entry.state?.pending.length ?? 0) > 0) return;
  open.delete(line);
  entry.chat.close();
}
