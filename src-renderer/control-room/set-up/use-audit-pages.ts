/** The audit log page by page. A filter never changes while it is mounted: another one is another instance. */
import { useEffect, useState } from 'react';
import { routes } from '../../../src-contract/api/routes.ts';
import type { Reply } from '../../client/rest.ts';
import { rest } from '../station/session.ts';
import { useCommand } from '../station/use-command.ts';

export type AuditEntry = Reply<typeof routes.audit>['entries'][number];

export interface AuditFilter {
  /** Empty: anybody. */
  readonly actor: string;
  readonly action: string;
}

const pageSize = 100;

export function useAuditPages({ actor, action }: AuditFilter) {
  const [entries, setEntries] = useState<readonly AuditEntry[] | null>(null);
  const [cursor, setCursor] = useState<string | null>(null);
  const { run, fault, waiting } = useCommand();
  const load = (from: string | null) =>
    run(
      () => rest.call(routes.audit, { query: auditQuery({ actor, action }, from) }),
      (page) => {
        setEntries((old) => [...(from === null ? [] : (old ?? [])), ...page.entries]);
        setCursor(page.next_cursor);
      },
    );
  // biome-ignore lint/correctness/useExhaustiveDependencies: the first page, once
  useEffect(() => {
    load(null);
  }, []);
  return { entries, fault, waiting, hasMore: cursor !== null, loadMore: () => load(cursor) };
}

function auditQuery({ actor, action }: AuditFilter, cursor: string | null) {
  return {
    limit: pageSize,
    ...(actor === '' ? {} : { actor }),
    ...(action === '' ? {} : { action }),
    ...(cursor === null ? {} : { cursor }),
  };
}
