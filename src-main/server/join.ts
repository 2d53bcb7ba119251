/**
 * GET /join?code=…: a one-time link becomes a session cookie and the page opens. The answer is for a person, so it is HTML. Without a
 * code it is where a phone lands from the control room's QR, whose code stands behind the # and so never reaches a log: the page takes
 * it from there (POST /join).
 */
import type { FastifyInstance, FastifyReply } from 'fastify';
import { KavachError } from '../errors.ts';
import type { Attempts } from './auth/attempts.ts';
import { sessionCookie } from './auth/cookie.ts';
import { hashSecret } from './auth/secrets.ts';
import type { SessionDesk } from './auth/sessions.ts';
import { statusOf } from './http-errors.ts';
import { plainPage } from './plain-page.ts';
import type { ServerDeps } from './ports.ts';
import { sourceOf } from './register.ts';

interface JoinDeps extends Pick<ServerDeps, 'oneTimeCodes' | 'clock'> {
  readonly attempts: Attempts;
  readonly desk: SessionDesk;
  sendPhonePage(reply: FastifyReply): FastifyReply;
}

const badCode = new KavachError(
  'UNAUTHENTICATED',
  'This link was used already, is too old, or belongs to the station’s own machine.',
);

export function serveJoin(app: FastifyInstance, { oneTimeCodes, clock, attempts, desk, sendPhonePage }: JoinDeps): void {
  app.route({
    method: 'GET',
    url: '/join',
    // A HEAD would use the code up and show nothing.
    exposeHeadRoute: false,
    schema: { hide: true },
    handler: async (request, reply) => {
      const code = new URL(request.url, 'http://station').searchParams.get('code');
      if (code === null) return sendPhonePage(reply);
      const { agent, isSecure, isThisMachine } = sourceOf(request);
      const peer = isThisMachine ? 'loopback' : 'lan';
      const grant = await oneTimeCodes.take(hashSecret(code), { nowMs: clock.nowMs(), peer });
      if (grant === null) {
        const refusal = attempts.failed(request.ip, badCode);
        return reply.code(statusOf(refusal.code)).type('text/html; charset=utf-8').send(refusedPage(refusal.message));
      }
      const owner = { kind: 'link', accountId: null, lines: null, zone: null, language: null, agent, ...grant } as const;
      const { secret } = await desk.beginWithCookie(owner);
      return reply.header('set-cookie', sessionCookie(secret, isSecure)).redirect('/', 303);
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
