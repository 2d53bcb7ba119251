/** Accounts, sessions, codes and keys as clients see them. */
import type { AccountReply, PairingReply, ServiceKeyReply, SessionReply } from '../../../src-contract/api/people.ts';
import type { Account, Lines, PairingCode, ServiceKey, Session } from '../../../src-contract/domain/account.ts';
import { isoTime, isoTimeOrNull } from './figures.ts';

export function accountReply({ id, username, email, role, lines, createdMs, createdBy, disabledMs }: Account): AccountReply {
  return {
    ...{ id, username, email, role, lines: linesReply(lines), created_by: createdBy },
    created_at: isoTime(createdMs),
    disabled_at: isoTimeOrNull(disabledMs),
  };
}

interface SessionNow {
  readonly connected: boolean;
  readonly presence: { readonly onShift: boolean; readonly awake: boolean } | null;
  readonly onShiftMs: number | null;
  readonly isOwn: boolean;
}

export function sessionReply(session: Session, { connected, presence, onShiftMs, isOwn }: SessionNow): SessionReply {
  const { id, kind, name, role, lines, zone, agent, createdMs, lastSeenMs, expiresMs } = session;
  return {
    ...{ id, kind, name, role, lines: linesReply(lines), zone, agent, connected, is_own: isOwn },
    on_shift: presence?.onShift ?? null,
    on_shift_at: isoTimeOrNull(onShiftMs),
    awake: presence?.awake ?? null,
    created_at: isoTime(createdMs),
    last_seen_at: isoTime(lastSeenMs),
    expires_at: isoTime(expiresMs),
  };
}

export function pairingReply({ id, name, role, lines, zone, createdBy, createdMs, expiresMs }: PairingCode): PairingReply {
  return {
    ...{ id, name, role, lines: linesReply(lines), zone, created_by: createdBy },
    created_at: isoTime(createdMs),
    expires_at: isoTime(expiresMs),
  };
}

export function serviceKeyReply({ id, name, scopes, createdBy, createdMs, lastUsedMs, expiresMs }: ServiceKey): ServiceKeyReply {
  return {
    ...{ id, name, scopes: [...scopes], created_by: createdBy },
    created_at: isoTime(createdMs),
    last_used_at: isoTimeOrNull(lastUsedMs),
    expires_at: isoTimeOrNull(expiresMs),
  };
}

function linesReply(lines: Lines): string[] | null {
  return lines === null ? null : [...lines];
}
