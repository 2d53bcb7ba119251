/** Who a caller is on a line, and which lines they read. */
import type { ChatActor } from '../../src-contract/domain/chat.ts';
import { KavachError } from '../errors.ts';
import { type Caller, hasRole, roleName } from './auth/caller.ts';

/** `userId` counts for services alone: what their users say is kept under the service's name, and mute and flood go by the pair. */
export function chatActorOf(caller: Caller, userId?: string): ChatActor {
  const { kind, id, name } = caller;
  const user = kind === 'service' && userId !== undefined && userId.trim() !== '' ? `/${userId.trim()}` : '';
  return { id: `${kind}:${id}${user}`, name: `${name}${user}`, role: user === '' ? roleName(caller) : 'service' };
}

/** Operators read every line; others those of their account or phone, where it has any. A key is let in by its scope. */
export function mayReadLine(caller: Caller, line: string): boolean {
  return isChatOperator(caller) || caller.lines === null || caller.lines.includes(line);
}

export function requireLine(caller: Caller, line: string): void {
  if (mayReadLine(caller, line)) return;
  throw new KavachError('FORBIDDEN', `${caller.name} is not on the line ${line}; ask an operator to add it.`);
}

/** A service writes for its users and moderates nobody, whatever its scopes; the admin key may. */
export function isChatOperator(caller: Caller): boolean {
  return caller.kind === 'service' ? caller.scopes === null : hasRole(caller, 'operator');
}
