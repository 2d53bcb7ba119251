/** Calls that tests of accounts make again and again. */
import type { CallerReply, TokensReply } from '../../src-contract/api/auth.ts';
import type { AccountReply } from '../../src-contract/api/people.ts';
import type { Role } from '../../src-contract/domain/roles.ts';
import type { TestStation } from './test-station.ts';

export const goodPassword = 'correct horse battery';

export interface Answer<T> {
  readonly status: number;
  readonly body: T & { readonly error?: { readonly code: string; readonly message: string } };
  readonly cookie: string | null;
}

/** Sends JSON without any credential but those in `headers`. */
export async function send<T = Record<string, unknown>>(
  station: TestStation,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer<T>> {
  const json: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
  const response = await fetch(station.origin + path, {
    method,
    redirect: 'manual',
    headers: { ...json, ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const cookie = response.headers.get('set-cookie')?.split(';')[0] ?? null;
  return { status: response.status, body: (await response.json()) as Answer<T>['body'], cookie };
}

export async function makeAccount(station: TestStation, username: string, role: Role): Promise<AccountReply> {
  const response = await station.post('/api/auth/register', { username, password: goodPassword, role });
  return (await response.json()) as AccountReply;
}

export async function login(station: TestStation, username: string, password = goodPassword): Promise<Answer<TokensReply>> {
  return send<TokensReply>(station, 'POST', '/api/auth/login', { username, password });
}

export function bearer(token: string | null): Record<string, string> {
  return { authorization: `Bearer ${token}` };
}

export async function me(station: TestStation, headers: Record<string, string>): Promise<Answer<CallerReply>> {
  return send<CallerReply>(station, 'GET', '/api/auth/me', undefined, headers);
}

/** A phone that joins with a new code; its headers. */
export async function joinPhone(station: TestStation, grant: Record<string, unknown> = {}): Promise<Record<string, string>> {
  const made = (await (await station.post('/api/pairing-codes', grant)).json()) as { code: string };
  const joined = await send(station, 'POST', '/join', { code: made.code, name: 'Asha’s phone' });
  return { cookie: joined.cookie ?? '', origin: station.origin };
}
