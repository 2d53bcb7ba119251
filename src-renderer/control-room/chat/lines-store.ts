/** The lines as the columns show them: a socket each, open while the screen is. */
import { create } from 'zustand';
import { type ChatLine, type ChatLineState, createChatLine } from '../../client/chat-line.ts';
import { noteOrder } from './queue-store.ts';

export const useLines = create<{ readonly lines: Readonly<Record<string, ChatLineState>> }>(() => ({ lines: {} }));

/** Returns the end of it. */
export function followLines(names: readonly string[]): () => void {
  const sockets: ChatLine[] = names.map((line) =>
    createChatLine({
      line,
      // An operator writes over REST, where an official line can be marked, and is muted by nobody.
      ownId: null,
      onState: (state) => useLines.setState(({ lines }) => ({ lines: { ...lines, [line]: state } })),
      onOrder: noteOrder,
    }),
  );
  return () => {
    for (const socket of sockets) socket.close();
    useLines.setState({ lines: {} });
  };
}
