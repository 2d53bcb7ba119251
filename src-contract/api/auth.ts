/** The present caller: signing in and out, tokens, tickets, its password; and the way in for a phone with a pairing code. */
import { z } from 'zod';
import { sessionKinds } from '../domain/account.ts';
import { roles } from '../domain/roles.ts';
import type { RouteContract } from './route.ts';

/** No rule but length: NIST SP 800-63B (2017 and later) advises against rules of composition. The upper bound keeps the hash's cost flat. */
export const password = z.string().min(12, 'has at least 12 characters').max(200);
export const username = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._-]{1,39}$/, 'has 2 to 40 characters: a-z, 0-9, dot, dash, underscore; the first a letter or digit');
/** As a person writes it: case, dashes and spaces don't count, and look-alikes are what Crockford's base 32 takes them for. */
export const pairingCode = z
  .string()
  .max(40)
  .transform((text) =>
    text
      .toUpperCase()
      .replace(/[^0-9A-Z]/g, '')
      .replaceAll('O', '0')
      .replace(/[IL]/g, '1'),
  );
export const language = z.enum(['en', 'hi', 'mr']);
export const personName = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .regex(/^[^\p{Cc}\p{Cf}\p{Co}]*$/u, 'holds a character that can not be shown');

export const callerReply = z.object({
  kind: z.enum(['session', 'service']),
  id: z.string(),
  name: z.string(),
  role: z.enum([...roles, 'service']),
  session: z.enum(sessionKinds).nullable().describe('How a session began; null for keys'),
  scopes: z.array(z.string()).nullable().describe('Of a service key; null = all that the role may'),
  lines: z.array(z.string()).nullable().describe('null = all'),
  zone: z.string().nullable(),
  first_admin_needed: z.boolean().describe('True until there is an account of an administrator'),
});
export type CallerReply = z.infer<typeof callerReply>;

export const tokensReply = z.object({
  access_token: z.string().nullable().describe('null where a cookie was asked for'),
  refresh_token: z.string().nullable(),
  token_type: z.literal('Bearer'),
  expires_in: z.number().describe('Seconds that the access token lasts'),
});
export type TokensReply = z.infer<typeof tokensReply>;

const ok = z.object({ status: z.literal('ok') });

export const authRoutes = {
  login: {
    method: 'POST',
    path: '/api/auth/login',
    summary: 'Sign in with a password; `cookie` is for our own pages and sets an HttpOnly cookie instead of giving tokens',
    tag: 'Accounts',
    access: 'open',
    audit: false,
    body: z.object({
      username: z.string().trim().toLowerCase().max(40),
      password: z.string().max(200),
      cookie: z.boolean().default(false),
    }),
    response: tokensReply,
  },
  refresh: {
    method: 'POST',
    path: '/api/auth/refresh',
    summary: 'New tokens for a refresh token, which counts once: one that comes back later ends its session',
    tag: 'Accounts',
    access: 'open',
    audit: false,
    body: z.object({ refresh_token: z.string().max(300) }),
    response: tokensReply,
  },
  join: {
    method: 'POST',
    path: '/join',
    summary: 'A phone joins with a pairing code and gets its cookie',
    tag: 'Accounts',
    access: 'open',
    audit: false,
    body: z.object({ code: pairingCode, name: personName, language: language.default('en') }),
    response: callerReply,
  },
  logout: {
    method: 'POST',
    path: '/api/auth/logout',
    summary: 'Ends this session, or with `everywhere` all of this account',
    tag: 'Accounts',
    access: 'viewer',
    scope: 'any',
    audit: ['everywhere'],
    body: z.object({ everywhere: z.boolean().default(false) }),
    response: ok,
  },
  me: {
    method: 'GET',
    path: '/api/auth/me',
    summary: 'Who this credential is',
    tag: 'Accounts',
    access: 'viewer',
    scope: 'any',
    response: callerReply,
  },
  ticket: {
    method: 'POST',
    path: '/api/auth/ticket',
    summary: 'A ticket for one WebSocket: single use, 30 s',
    tag: 'Accounts',
    access: 'viewer',
    scope: 'any',
    audit: false,
    response: z.object({ ticket: z.string(), expires_in: z.number() }),
  },
  changePassword: {
    method: 'POST',
    path: '/api/auth/password',
    summary: 'A new password for this account; its other sessions end',
    tag: 'Accounts',
    access: 'viewer',
    body: z.object({ current: z.string().max(200), password }),
    response: ok,
  },
} satisfies Record<string, RouteContract>;
