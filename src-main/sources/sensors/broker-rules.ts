/**
 * Who may do what at the station's own MQTT broker. Pure but for counting wrong keys. In: how a client came and what it says of itself. Out: its
 * rights, and from them whether it may publish to a topic or read a filter.
 */
import type { Grant, IntakeAccess } from './intake.ts';
import { isWithinRoot, readTopic, type SensorTopic } from './topic.ts';

/** How a client came: by which door, and from where. */
export interface Arrival {
  readonly door: 'tcp' | 'websocket';
  /** IPv4 addresses as such, also where the socket maps them into IPv6. */
  readonly address: string;
}

export type Admission =
  /** `isGood`: whether the key is still what it was; without a key always. */
  | { readonly ok: true; readonly grant: Grant; readonly isGood: () => boolean }
  /** `busy`: too many wrong keys came from there; it should leave off for a while. */
  | { readonly ok: false; readonly why: 'wrong-key' | 'busy' | 'no-key' };

/** On this machine everybody may speak for every sensor: whoever can run a program here could do as much without the broker. */
const ownMachine: Grant = { kind: 'service', mayWrite: true, mayRead: true };

export function isLoopback(address: string): boolean {
  return address === '::1' || address.startsWith('127.');
}

/** IPv4 in IPv6's clothes is IPv4. */
export function plainAddress(address: string | undefined): string {
  return (address ?? '').replace(/^::ffff:/, '');
}

export function admit(
  { door, address }: Arrival,
  { username, password }: { readonly username: string | undefined; readonly password: string | undefined },
  access: IntakeAccess,
): Admission {
  if (username === undefined && password === undefined)
    return door === 'tcp' && isLoopback(address)
      ? { ok: true, grant: ownMachine, isGood: () => true }
      : { ok: false, why: 'no-key' };
  const key = password ?? '';
  const grant = key === '' ? null : access.grant(key);
  if (grant !== null && (grant.kind === 'service' || grant.sensorId === username))
    return { ok: true, grant, isGood: () => sameGrant(access.grant(key), grant) };
  return { ok: false, why: access.noteWrongKey(address) ? 'wrong-key' : 'busy' };
}

export function sameGrant(a: Grant | null, b: Grant): boolean {
  if (a === null) return false;
  if (a.kind === 'sensor') return b.kind === 'sensor' && a.sensorId === b.sensorId;
  return b.kind === 'service' && a.mayWrite === b.mayWrite && a.mayRead === b.mayRead;
}

/** Whose reading it is; null where it may not publish that. A sensor speaks for itself, also on a topic that names none. */
export function publishedBy(grant: Grant, root: string, topic: string): SensorTopic | null {
  const named = readTopic(root, topic);
  if (named === null) return null;
  if (grant.kind === 'service') return grant.mayWrite ? named : null;
  return named.sensorId === null || named.sensorId === grant.sensorId ? { ...named, sensorId: grant.sensorId } : null;
}

export function mayRead(grant: Grant, root: string, filter: string): boolean {
  return grant.kind === 'service' && grant.mayRead && isWithinRoot(root, filter);
}
