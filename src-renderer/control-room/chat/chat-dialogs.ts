/** Which dialog of the chat screen is open, and about what. */
import { create } from 'zustand';

export type ChatDialog =
  | { readonly kind: 'none' }
  | { readonly kind: 'mute'; readonly author: { readonly id: string; readonly name: string }; readonly line: string }
  | { readonly kind: 'slow-mode'; readonly line: string };

export const useChatDialog = create<{ readonly dialog: ChatDialog }>(() => ({ dialog: { kind: 'none' } }));

export function openDialog(dialog: ChatDialog): void {
  useChatDialog.setState({ dialog });
}

export function closeDialog(): void {
  openDialog({ kind: 'none' });
}
