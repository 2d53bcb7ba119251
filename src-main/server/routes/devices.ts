/** Sessions, phones' pairing codes and services' keys: who is in, how to get in, how to be put out. */
import { routes } from '../../../src-contract/api/routes.ts';
import { closeCodes } from '../../../src-contract/api/sockets.ts';
import type { PairingCode, ServiceKey, Session } from '../../../src-contract/domain/account.ts';
import { KavachError } from '../../errors.ts';
import { type Caller, isAdmin } from '../auth/caller.ts';
import { hashSecret, newId, newPairingCode, newSecret } from '../auth/secrets.ts';
import type { Hub } from '../hub.ts';
import type { ServerDeps } from '../ports.ts';
import type { Presence } from '../presence.ts';
import type { Register } from '../register.ts';
import { pairingReply, serviceKeyReply, sessionReply } from '../wire/people.ts';
import type { AuthDeps } from './auth.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

interface DeviceDeps
  extends Pick<ServerDeps, 'sessions' | 'pairingCodes' | 'serviceKeys' | 'site' | 'clock'>,
    Pick<AuthDeps, 'desk'> {
  readonly hub: Hub;
  readonly presence: Presence;
}

export function registerDeviceRoutes(register: Register, deps: DeviceDeps): void {
  registerSessions(register, deps);
  registerPairing(register, deps);
  registerServiceKeys(register, deps);
}

function registerSessions(register: Register, { sessions, clock, desk, hub, presence }: DeviceDeps): void {
  register(routes.sessions, async ({ caller }) => {
    const connected = new Set(hub.callers().flatMap((other) => (other.kind === 'session' ? [other.sessionId] : [])));
    const own = caller.kind === 'session' ? caller.sessionId : null;
    const seen = (await sessions.list(clock.nowMs())).filter((session) => mayManage(caller, session));
    const replies = seen.map((session) => {
      const { id } = session;
      const now = { connected: connected.has(id), presence: presence.of(id), onShiftMs: presence.onShiftMs(id) };
      return sessionReply(session, { ...now, isOwn: id === own });
    });
    return { sessions: replies };
  });

  register(routes.revokeSession, async ({ params, caller }) => {
    const session = await sessions.find(params.id, clock.nowMs());
    if (session === null || !mayManage(caller, session)) throw new KavachError('NOT_FOUND', `No session ${params.id} here.`);
    await desk.end(session.id);
    return { status: 'ok' as const };
  });
}

/** An operator looks after the phones; who else is signed in is the administrators' business. */
function mayManage(caller: Caller, { kind, role }: Session): boolean {
  return isAdmin(caller) || (kind === 'phone' && (role === 'viewer' || role === 'staff'));
}

function registerPairing(register: Register, { pairingCodes, site, clock }: DeviceDeps): void {
  register(routes.pairingCodes, async () => ({ pairing_codes: (await pairingCodes.open(clock.nowMs())).map(pairingReply) }));

  register(routes.createPairingCode, async ({ body, caller }) => {
    const { name, role, lines, zone, minutes } = body;
    if (role === 'operator' && !isAdmin(caller)) {
      throw new KavachError('FORBIDDEN', 'Only an administrator lets a phone join as an operator.');
    }
    const { station, zones } = site();
    const unknown = (lines ?? []).find((line) => !station.lines.includes(line));
    if (unknown !== undefined)
      throw new KavachError('BAD_REQUEST', `No line ${unknown} here; there are ${station.lines.join(', ')}.`);
    if (zone !== null && !zones.some(({ id }) => id === zone)) {
      throw new KavachError('BAD_REQUEST', `No zone ${zone} here; there are ${zones.map(({ id }) => id).join(', ')}.`);
    }
    const nowMs = clock.nowMs();
    const code = newPairingCode();
    const grant: PairingCode = {
      ...{ id: newId(), name, role, lines, zone, createdBy: caller.name },
      createdMs: nowMs,
      expiresMs: nowMs + minutes * minuteMs,
    };
    await pairingCodes.add(hashSecret(code), grant);
    return { pairing_code: pairingReply(grant), code };
  });

  register(routes.withdrawPairingCode, async ({ params }) => {
    if (await pairingCodes.withdraw(params.id)) return { status: 'ok' as const };
    throw new KavachError('NOT_FOUND', `No unused code ${params.id}; if a phone joined with it, end that phone's session.`);
  });
}

function registerServiceKeys(register: Register, { serviceKeys, clock, hub }: DeviceDeps): void {
  register(routes.serviceKeys, async () => ({ service_keys: (await serviceKeys.list()).map(serviceKeyReply) }));

  register(routes.createServiceKey, async ({ body, caller }) => {
    const { name, scopes, days } = body;
    const nowMs = clock.nowMs();
    const key = newSecret();
    const record: ServiceKey = {
      ...{ id: newId(), name, scopes: [...new Set(scopes)], createdBy: caller.name, createdMs: nowMs },
      lastUsedMs: null,
      expiresMs: days === null ? null : nowMs + days * dayMs,
    };
    await serviceKeys.add(hashSecret(key), record);
    return { service_key: serviceKeyReply(record), key };
  });

  register(routes.revokeServiceKey, async ({ params }) => {
    if (!(await serviceKeys.revoke(params.id))) throw new KavachError('NOT_FOUND', `No service key ${params.id} here.`);
    const isOfKey = (caller: Caller): boolean => caller.kind === 'service' && caller.id === params.id;
    hub.closeWhere(isOfKey, closeCodes.unauthenticated, 'the key was revoked');
    return { status: 'ok' as const };
  });
}
