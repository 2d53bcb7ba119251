/**
 * Every write that the contract doesn't leave out goes into the audit log by itself, so that a new route can't be forgotten. Of its body
 * only the fields that the contract lists are kept.
 */
import type { RouteContract } from '../../src-contract/api/route.ts';
import { routes } from '../../src-contract/api/routes.ts';
import type { Caller } from './auth/caller.ts';
import type { ServerDeps } from './ports.ts';

export type NoteAct = (contract: RouteContract, act: Act) => Promise<void>;

export interface Act {
  readonly caller: Caller | null;
  readonly params: unknown;
  readonly body: unknown;
  readonly address: string;
}

const nameOf = new Map<RouteContract, string>(Object.entries(routes).map(([name, contract]) => [contract, name]));

export function createAuditTrail({ audit, clock }: Pick<ServerDeps, 'audit' | 'clock'>): NoteAct {
  return async (contract, { caller, params, body, address }) => {
    if (contract.method === 'GET' || contract.audit === false) return;
    const action = nameOf.get(contract) ?? `${contract.method} ${contract.path}`;
    const actor = caller?.name ?? '(nobody)';
    await audit.append({
      atMs: clock.nowMs(),
      actor,
      action,
      target: targetOf(params),
      details: pick(body, contract.audit ?? []),
      address,
    });
  };
}

function targetOf(params: unknown): string | null {
  if (typeof params !== 'object' || params === null) return null;
  const values = Object.values(params).map(String);
  return values.length === 0 ? null : values.join('/');
}

function pick(body: unknown, names: readonly string[]): Record<string, unknown> {
  if (typeof body !== 'object' || body === null) return {};
  return Object.fromEntries(Object.entries(body).filter(([name, value]) => names.includes(name) && value !== undefined));
}
