/** The present caller: who it is, a ticket for a socket, the end of its session. */

import { routes } from '../../../src-contract/api/routes.ts';
import { closeCodes } from '../../../src-contract/api/sockets.ts';
import { clearedSessionCookie } from '../auth/cookie.ts';
import type { Tickets } from '../auth/tickets.ts';
import type { Hub } from '../hub.ts';
import type { ServerLimits } from '../limits.ts';
import type { ServerDeps } from '../ports.ts';
import type { Register } from '../register.ts';

interface AccountDeps extends Pick<ServerDeps, 'sessions'> {
  readonly tickets: Tickets;
  readonly hub: Hub;
  readonly limits: ServerLimits;
}

export function registerAccountRoutes(register: Register, { sessions, tickets, hub, limits }: AccountDeps): void {
  register(routes.me, ({ caller: { kind, name, role } }) => ({ kind, name, role }));

  register(routes.ticket, ({ caller }) => ({ ticket: tickets.issue(caller), expires_in: limits.ticketLifeMs / 1000 }));

  register(routes.logout, async ({ caller, reply }) => {
    if (caller.sessionToken !== null) {
      await sessions.remove(caller.sessionToken);
      hub.closeSession(caller.sessionToken, closeCodes.unauthenticated, 'signed out');
      void reply.header('set-cookie', clearedSessionCookie());
    }
    return { status: 'ok' as const };
  });
}
