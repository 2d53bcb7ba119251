/** Accounts, signed-in devices, pairing codes and keys of services: what administrators and operators do with them. */
import { z } from 'zod';
import { sessionKinds } from '../domain/account.ts';
import { roles, scopes } from '../domain/roles.ts';
import { pairingCode, password, personName, username } from './auth.ts';
import { idParams, type RouteContract, timestamp } from './route.ts';

const lines = z.array(z.string().min(1).max(64)).min(1).max(20).nullable().describe('null = all lines');
const ok = z.object({ status: z.literal('ok') });

export const accountReply = z.object({
  id: z.string(),
  username: z.string(),
  email: z.string().nullable(),
  role: z.enum(roles),
  lines,
  created_at: timestamp,
  created_by: z.string(),
  disabled_at: timestamp.nullable(),
});
export type AccountReply = z.infer<typeof accountReply>;

export const sessionReply = z.object({
  id: z.string(),
  kind: z.enum(sessionKinds),
  name: z.string(),
  role: z.enum(roles),
  lines,
  zone: z.string().nullable(),
  agent: z.string().nullable(),
  created_at: timestamp,
  last_seen_at: timestamp,
  expires_at: timestamp,
  connected: z.boolean().describe('It has a socket open now'),
  on_shift: z.boolean().nullable().describe('As its page says; null when no page is open'),
  on_shift_at: timestamp
    .nullable()
    .describe(
      'When a page of it was last there and on shift: now while it is, kept for ten minutes after the page is gone; else null',
    ),
  awake: z.boolean().nullable().describe('Its screen stays on, so that an alert is seen; null when no page is open'),
  is_own: z.boolean().describe('The session that asks'),
});
export type SessionReply = z.infer<typeof sessionReply>;

export const pairingReply = z.object({
  id: z.string(),
  name: z.string().nullable(),
  role: z.enum(roles),
  lines,
  zone: z.string().nullable(),
  created_by: z.string(),
  created_at: timestamp,
  expires_at: timestamp,
});
export type PairingReply = z.infer<typeof pairingReply>;

export const serviceKeyReply = z.object({
  id: z.string(),
  name: z.string(),
  scopes: z.array(z.string()),
  created_by: z.string(),
  created_at: timestamp,
  last_used_at: timestamp.nullable(),
  expires_at: timestamp.nullable(),
});
export type ServiceKeyReply = z.infer<typeof serviceKeyReply>;

export const peopleRoutes = {
  register: {
    method: 'POST',
    path: '/api/auth/register',
    summary:
      'A new account: by an administrator with any role, or with a pairing code and at most its role. The first administrator only from the station itself',
    tag: 'Accounts',
    // Open at the door: a code stands for a credential. The handler refuses whoever brings neither.
    access: 'open',
    optionalCaller: true,
    audit: false,
    status: 201,
    body: z.object({
      username,
      password,
      email: z.email().max(200).optional(),
      role: z.enum(roles).optional().describe('The code’s role unless told'),
      lines: lines.optional(),
      code: pairingCode.optional(),
    }),
    response: accountReply,
  },
  accounts: {
    method: 'GET',
    path: '/api/accounts',
    summary: 'Every account',
    tag: 'Accounts',
    access: 'admin',
    response: z.object({ accounts: z.array(accountReply) }),
  },
  changeAccount: {
    method: 'PATCH',
    path: '/api/accounts/:id',
    summary: 'Another role, lines or password, or switch an account off or on; its sessions end where that takes rights away',
    tag: 'Accounts',
    access: 'admin',
    audit: ['role', 'lines', 'disabled', 'email'],
    params: idParams,
    body: z.object({
      role: z.enum(roles).optional(),
      lines: lines.optional(),
      email: z.email().max(200).nullable().optional(),
      disabled: z.boolean().optional(),
      password: password.optional(),
    }),
    response: accountReply,
  },
  sessions: {
    method: 'GET',
    path: '/api/sessions',
    summary: 'Who is signed in and which phones have joined; operators see phones alone',
    tag: 'Accounts',
    access: 'operator',
    response: z.object({ sessions: z.array(sessionReply) }),
  },
  revokeSession: {
    method: 'DELETE',
    path: '/api/sessions/:id',
    summary: 'Ends a session at once, its open sockets too; operators may end those of phones',
    tag: 'Accounts',
    access: 'operator',
    params: idParams,
    response: ok,
  },
  pairingCodes: {
    method: 'GET',
    path: '/api/pairing-codes',
    summary: 'Codes that nobody has used yet, without the codes themselves',
    tag: 'Accounts',
    access: 'operator',
    response: z.object({ pairing_codes: z.array(pairingReply) }),
  },
  createPairingCode: {
    method: 'POST',
    path: '/api/pairing-codes',
    summary: 'A code that lets one phone join within minutes; operators give at most the role staff, administrators operator',
    tag: 'Accounts',
    access: 'operator',
    audit: ['name', 'role', 'lines', 'zone', 'minutes'],
    status: 201,
    body: z.object({
      name: personName.nullable().default(null).describe('A name for the phone; its owner says one where there is none'),
      role: z.enum(['viewer', 'staff', 'operator']).default('staff'),
      lines: lines.default(null),
      zone: z.string().max(64).nullable().default(null),
      minutes: z.number().int().min(1).max(60).default(10),
    }),
    response: z.object({ pairing_code: pairingReply, code: z.string().describe('Shown this once') }),
  },
  withdrawPairingCode: {
    method: 'DELETE',
    path: '/api/pairing-codes/:id',
    summary: 'Makes an unused code void',
    tag: 'Accounts',
    access: 'operator',
    params: idParams,
    response: ok,
  },
  serviceKeys: {
    method: 'GET',
    path: '/api/service-keys',
    summary: 'Keys of services, without the keys themselves',
    tag: 'Accounts',
    access: 'admin',
    response: z.object({ service_keys: z.array(serviceKeyReply) }),
  },
  createServiceKey: {
    method: 'POST',
    path: '/api/service-keys',
    summary: 'A key for a program, for X-API-Key; it may do what its scopes say and nothing else',
    tag: 'Accounts',
    access: 'admin',
    audit: ['name', 'scopes', 'days'],
    status: 201,
    body: z.object({
      name: personName,
      scopes: z.array(z.enum(scopes)).min(1).max(scopes.length),
      days: z.number().int().min(1).max(3650).nullable().default(null).describe('null = until it is revoked'),
    }),
    response: z.object({ service_key: serviceKeyReply, key: z.string().describe('Shown this once') }),
  },
  revokeServiceKey: {
    method: 'DELETE',
    path: '/api/service-keys/:id',
    summary: 'Ends a key at once, its open sockets too',
    tag: 'Accounts',
    access: 'admin',
    params: idParams,
    response: ok,
  },
} satisfies Record<string, RouteContract>;
