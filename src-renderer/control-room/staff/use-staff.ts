/** The people on duty, asked again every few seconds; nobody where the caller may not see who is signed in. An answer that fails leaves the old one, which ages. */
import { routes } from '../../../src-contract/api/routes.ts';
import { rest } from '../station/session.ts';
import { mayAct, useSession } from '../station/session-store.ts';
import { useAsked } from '../station/use-asked.ts';
import { type StaffPost, staffPosts } from './staff-posts.ts';

const askEveryMs = 10_000;
const nobody: readonly StaffPost[] = [];

async function askNothing(): Promise<readonly StaffPost[]> {
  return nobody;
}

async function askStaff(signal: AbortSignal): Promise<readonly StaffPost[]> {
  const { sessions } = await rest.call(routes.sessions, { signal });
  return staffPosts(sessions);
}

export function useStaff(): readonly StaffPost[] {
  const mayAsk = mayAct(useSession((state) => state.caller));
  const { asked } = useAsked(mayAsk ? askStaff : askNothing, mayAsk ? askEveryMs : null);
  return asked.kind === 'ready' ? asked.value : nobody;
}
