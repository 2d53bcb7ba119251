/** GET /join?code=…: a one-time code becomes a session cookie and the page opens. The answer is for a person, so it is HTML. */
import type { FastifyInstance } from 'fastify';
import { KavachError } from '../errors.ts';
import type { Attempts } from './auth/attempts.ts';
import { sessionCookie } from './auth/cookie.ts';
import { newSecret } from './auth/secrets.ts';
import { statusOf } from './http-errors.ts';
import type { ServerLimits } from './limits.ts';
import { plainPage } from './plain-page.ts';
import type { ServerDeps } from './ports.ts';
import { isLoopbackAddress } from './request-guard.ts';

interface JoinDeps extends Pick<ServerDeps, 'oneTimeCodes' | 'sessions' | 'clock'> {
  readonly attempts: Attempts;
  readonly limits: ServerLimits;
}

const badCode = new KavachError(
  'UNAUTHENTICATED',
  'This link was used already, is too old, or belongs to the station’s own machine.',
);

export function serveJoin(app: FastifyInstance, { oneTimeCodes, sessions, clock, attempts, limits }: JoinDeps): void {
  app.route({
    method: 'GET',
    url: '/join',
    // A HEAD would use the code up and show nothing.
    exposeHeadRoute: false,
    schema: { hide: true },
    handler: async (request, reply) => {
      const code = new URL(request.url, 'http://station').searchParams.get('code') ?? '';
      const nowMs = clock.nowMs();
      const grant =
        code === '' ? null : await oneTimeCodes.redeem(code, { nowMs, peer: isLoopbackAddress(request.ip) ? 'loopback' : 'lan' });
      if (grant === null) {
        const refusal = attempts.failed(request.ip, badCode);
        return reply.code(statusOf(refusal.code)).type('text/html; charset=utf-8').send(refusedPage(refusal.message));
      }
      const token = newSecret();
      await sessions.add({
        token,
        ...{ name: grant.name, role: grant.role },
        createdMs: nowMs,
        expiresMs: nowMs + limits.sessionLifeMs,
      });
      return reply.header('set-cookie', sessionCookie(token, request.protocol === 'https')).redirect('/', 303);
    },
  });
}

function refusedPage(why: string): string {
  return plainPage('This link does not sign you in', [
    why,
    'Start the station again: it prints a new link, which works once and for one browser.',
    'If this browser was signed in before, it still is: open the start page.',
  ]);
}
