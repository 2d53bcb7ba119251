/** The chat of the line that this phone shows: one socket, opened while the screen is on, its messages kept while the page lives. */
import { create } from 'zustand';
import { type ChatLine, type ChatLineState, createChatLine } from '../../client/chat-line.ts';
import { usePhone } from '../station/phone-store.ts';

interface ChatStore {
  readonly line: string | null;
  readonly chat: ChatLineState | null;
}

export const useChat = create<ChatStore>(() => ({ line: null, chat: null }));

let open: ChatLine | null = null;

/** Shows this line; the one before is left. */
export function openLine(line: string): void {
  if (useChat.getState().line === line && open !== null) return;
  open?.close();
  useChat.setState({ line, chat: null });
  const ownId = usePhone.getState().caller?.id ?? null;
  open = createChatLine({
    line,
    ownId: ownId === null ? null : `session:${ownId}`,
    onState: (chat) => {
      if (useChat.getState().line === line) useChat.setState({ chat });
    },
  });
}

export function chatLine(): ChatLine | null {
  return open;
}

export function leaveLine(): void {
  open?.close();
  open = null;
}
