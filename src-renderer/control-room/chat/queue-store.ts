/**
 * The held messages of every line, oldest first, and which one the operator looks at. Written by the session and by the replies to
 * decisions; what another operator decides leaves the list by itself, with a word on who it was.
 */
import { create } from 'zustand';
import type { ModeratedMessageReply, QueuedMessageReply } from '../../../src-contract/api/chat.ts';

/** What was decided last: here, or by another operator while it was looked at here. */
export interface LastDecision {
  readonly verdict: 'approved' | 'removed';
  readonly by: string;
  readonly at: string;
  readonly author: string;
  /** Another was first: what was ordered here was not done. */
  readonly conflict: boolean;
}

export type AsideTab = 'held' | 'reports' | 'mutes';

interface QueueStore {
  readonly items: readonly QueuedMessageReply[];
  readonly loaded: boolean;
  /** The station has more than were asked for. */
  readonly more: boolean;
  /** Why the list can't be had; null when it can. */
  readonly fault: string | null;
  readonly selectedId: string | null;
  /** The reason that is being written for the selected message. */
  readonly reason: string;
  readonly lastDecision: LastDecision | null;
  readonly tab: AsideTab;
  /** The message that this page is deciding: one at a time. */
  readonly decidingId: string | null;
  /** When something else than this page's decision took the selected message away, `performance.now()`; -Infinity: never. */
  readonly slippedMs: number;
  /** Counts the changes, so that lists beside it know when to ask again. */
  readonly revision: number;
}

export const useQueue = create<QueueStore>(() => ({
  items: [],
  loaded: false,
  more: false,
  fault: null,
  selectedId: null,
  reason: '',
  lastDecision: null,
  tab: 'held',
  decidingId: null,
  slippedMs: Number.NEGATIVE_INFINITY,
  revision: 0,
}));

/** The whole list as the station has it, newest first. */
export function replaceQueue(newestFirst: readonly QueuedMessageReply[], more: boolean): void {
  setItems(newestFirst.toReversed(), { loaded: true, fault: null, more });
}

/** One message as it is now; its author's last ones and the sensors' view come with the next full list. */
export function applyChatUpdate(message: ModeratedMessageReply): void {
  const { items, selectedId } = useQueue.getState();
  const known = items.find((item) => item.message.id === message.id);
  const bump = { revision: useQueue.getState().revision + 1 };
  if (message.state === 'held') {
    const item = { authors_last: [], place_now: null, ...known, message };
    setItems(known === undefined ? [...items, item] : items.map((old) => (old === known ? item : old)), bump);
    return;
  }
  if (known === undefined) {
    useQueue.setState(bump);
    return;
  }
  if (selectedId === message.id) noteDecision(message, false);
  setItems(
    items.filter((item) => item !== known),
    bump,
  );
}

/** The last decision on a message, as its own record says. */
export function noteDecision({ decision, author }: ModeratedMessageReply, conflict: boolean): void {
  if (decision === null) return;
  const { verdict, by, at } = decision;
  useQueue.setState({ lastDecision: { verdict, by, at, author: author.name, conflict } });
}

export function noteConflict(conflict: Omit<LastDecision, 'conflict'>): void {
  useQueue.setState({ lastDecision: { ...conflict, conflict: true } });
}

export function noteOrder(): void {
  useQueue.setState(({ revision }) => ({ revision: revision + 1 }));
}

export function selectHeld(selectedId: string | null): void {
  if (useQueue.getState().selectedId !== selectedId) useQueue.setState({ selectedId, reason: '' });
}

/** `step` down the list, or up where it is negative; the ends hold. */
export function moveInQueue(step: number): void {
  const { items, selectedId } = useQueue.getState();
  const place = items.findIndex((item) => item.message.id === selectedId);
  const next = Math.min(Math.max(place + step, 0), items.length - 1);
  selectHeld(items[next]?.message.id ?? null);
}

export function useSelectedHeld(): QueuedMessageReply | null {
  return useQueue(selectedHeld);
}

export function selectedHeld({ items, selectedId }: Pick<QueueStore, 'items' | 'selectedId'>): QueuedMessageReply | null {
  return items.find((item) => item.message.id === selectedId) ?? null;
}

/** Where the selected one has gone, the next takes its place, so that one key after another works through the list. */
function setItems(items: readonly QueuedMessageReply[], change: Partial<QueueStore>): void {
  const { items: old, selectedId, decidingId } = useQueue.getState();
  useQueue.setState({ items, ...change });
  if (items.some((item) => item.message.id === selectedId)) return;
  if (selectedId !== null && selectedId !== decidingId) useQueue.setState({ slippedMs: performance.now() });
  const place = old.findIndex((item) => item.message.id === selectedId);
  const isThere = ({ message }: QueuedMessageReply): boolean => items.some((other) => other.message.id === message.id);
  const next = place < 0 ? items[0] : (old.slice(place).find(isThere) ?? items.at(-1));
  selectHeld(next?.message.id ?? null);
}
