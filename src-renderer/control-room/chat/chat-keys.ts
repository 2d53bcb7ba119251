/** The keys of the chat screen: they act on the held message that is selected, and on nothing when there is none. */
import type { Shortcut } from '../keyboard/shortcut.ts';
import { mayAct, useSession } from '../station/session-store.ts';
import { decide } from './chat-commands.ts';
import { openDialog } from './chat-dialogs.ts';
import { moveInQueue, selectedHeld, useQueue } from './queue-store.ts';

/** The list of held messages, where the focus goes after a decision. */
export const queueListId = 'held-messages';

/** Another operator's decision has just put another message under this operator's hand: what is pressed now was meant for the one before. */
const slipMs = 800;

/** True when the key is the chat screen's, whether or not there was something to do. */
export function actOnChat(shortcut: Shortcut): boolean {
  switch (shortcut.kind) {
    case 'next':
    case 'previous':
      useQueue.setState({ tab: 'held' });
      moveInQueue(shortcut.kind === 'next' ? 1 : -1);
      return true;
    case 'approve':
      decideSelected('approved');
      return true;
    case 'remove':
      decideSelected('removed');
      return true;
    case 'mute':
      muteSelected();
      return true;
    // An alarm isn't what the eyes are on here.
    case 'shelve':
      return true;
    default:
      return false;
  }
}

/** Of the message that stands there; `shownId`: only when it is still this one. */
export async function decideSelected(verdict: 'approved' | 'removed', shownId?: string): Promise<void> {
  const state = useQueue.getState();
  const selected = state.tab === 'held' ? selectedHeld(state) : null;
  if (selected === null || state.decidingId !== null || !mayAct(useSession.getState().caller)) return;
  if (shownId !== undefined && shownId !== selected.message.id) return;
  if (performance.now() - state.slippedMs < slipMs) return;
  useQueue.setState({ decidingId: selected.message.id });
  try {
    await decide(selected.message, verdict, state.reason);
  } finally {
    useQueue.setState({ decidingId: null });
  }
  document.getElementById(queueListId)?.focus();
}

function muteSelected(): void {
  const state = useQueue.getState();
  const selected = state.tab === 'held' ? selectedHeld(state) : null;
  if (selected === null || !mayAct(useSession.getState().caller)) return;
  openDialog({ kind: 'mute', author: selected.message.author, line: selected.message.line });
}
