/** Short messages at the lower edge. Few at a time, each for a few seconds; a fault stays longer. */
import { create } from 'zustand';
import type { ToastMessage } from '../../ui/toast.tsx';

const mostAtOnce = 3;
const shownMs = { info: 4_000, fault: 9_000 } as const;
let lastId = 0;

export const useToasts = create<{ readonly messages: readonly ToastMessage[] }>(() => ({ messages: [] }));

export function showToast(text: string, tone: ToastMessage['tone'] = 'info'): void {
  lastId += 1;
  const id = lastId;
  useToasts.setState(({ messages }) => ({ messages: [...messages, { id, text, tone }].slice(-mostAtOnce) }));
  setTimeout(() => closeToast(id), shownMs[tone]);
}

export function closeToast(id: number): void {
  useToasts.setState(({ messages }) => ({ messages: messages.filter((message) => message.id !== id) }));
}
