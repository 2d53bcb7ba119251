/** What operators did and what was reported, on every line: one list for all columns. */
import { create } from 'zustand';
import type { ChatActReply } from '../../../src-contract/api/chat.ts';
import { routes } from '../../../src-contract/api/routes.ts';
import { rest } from '../station/session.ts';

interface ActsStore {
  /** Newest first; null before the first answer. */
  readonly acts: readonly ChatActReply[] | null;
  /** Where older ones go on; null when there are none. */
  readonly cursor: string | null;
}

export const useActs = create<ActsStore>(() => ({ acts: null, cursor: null }));

const pageSize = 100;

/** The newest ones, joined with what is known; where more is new than a page holds, from the beginning. */
export async function loadActs(): Promise<void> {
  const reply = await ask(undefined);
  if (reply === null) return;
  const { acts: known, cursor } = useActs.getState();
  const oldest = reply.acts.at(-1)?.seq ?? 0;
  const older = known?.filter(({ seq }) => seq < oldest) ?? [];
  const meets = known?.some(({ seq }) => seq >= oldest) ?? false;
  useActs.setState(
    meets && older.length > 0 ? { acts: [...reply.acts, ...older], cursor } : { acts: reply.acts, cursor: reply.next_cursor },
  );
}

export async function loadOlderActs(): Promise<void> {
  const { acts, cursor } = useActs.getState();
  if (cursor === null || acts === null) return;
  const reply = await ask(cursor);
  if (reply === null) return;
  const oldest = acts.at(-1)?.seq ?? Number.POSITIVE_INFINITY;
  useActs.setState({ acts: [...acts, ...reply.acts.filter(({ seq }) => seq < oldest)], cursor: reply.next_cursor });
}

async function ask(cursor: string | undefined) {
  const query = cursor === undefined ? { limit: pageSize } : { limit: pageSize, cursor };
  return rest.call(routes.chatActs, { query }).catch(() => null);
}
