/** The audit log for administrators: pages of it, and the proof that it is whole. */
import { routes } from '../../../src-contract/api/routes.ts';
import type { ServerDeps } from '../ports.ts';
import type { Register } from '../register.ts';
import { isoTime } from '../wire/figures.ts';

export function registerAuditRoutes(register: Register, { audit }: Pick<ServerDeps, 'audit'>): void {
  register(routes.audit, async ({ query }) => {
    const { entries, nextCursor } = await audit.history(query);
    return { entries: entries.map(({ atMs, ...entry }) => ({ ...entry, timestamp: isoTime(atMs) })), next_cursor: nextCursor };
  });

  register(routes.auditProof, async () => {
    const proof = await audit.prove();
    if (proof.kind === 'broken') return { whole: false, entries: null, head_hash: null, first_bad_seq: proof.firstBadSeq };
    return { whole: true, entries: proof.entries, head_hash: proof.headHash, first_bad_seq: null };
  });
}
