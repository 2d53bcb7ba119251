/**
 * Who sits at this machine is signed in without seeing the one-time link: the shell takes it from the station and opens it. In: the windows'
 * cookies. Out: a link, or null while a session is good, so that an operator who signed in by name stays who they are over a restart.
 */
import { routes } from '../../src-contract/api/routes.ts';
import type { ShellSession } from './electron-parts.ts';

interface SignInOptions {
  readonly cookies: ShellSession['cookies'];
  readonly newLink: () => Promise<string>;
}

const askLimitMs = 3000;

/** `anew`: whoever is signed in gives way. */
export function createSignIn({ cookies, newLink }: SignInOptions): (origin: string, anew: boolean) => Promise<string | null> {
  return async (origin, anew) => (!anew && (await isSignedIn(cookies, origin)) ? null : newLink());
}

async function isSignedIn(cookies: ShellSession['cookies'], origin: string): Promise<boolean> {
  const known = await cookies.get({ url: origin });
  if (known.length === 0) return false;
  const cookie = known.map(({ name, value }) => `${name}=${value}`).join('; ');
  try {
    const { status } = await fetch(`${origin}${routes.me.path}`, {
      headers: { cookie },
      signal: AbortSignal.timeout(askLimitMs),
    });
    // Any other answer says nothing about the session: the page asks again by itself.
    return status !== 401;
  } catch {
    return true;
  }
}
