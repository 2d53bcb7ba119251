/** Resolved incidents, newest first, page by page; asked for when somebody wants to see them. */
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { IncidentState } from '../../../src-contract/api/incidents.ts';
import { routes } from '../../../src-contract/api/routes.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useText } from '../i18n/use-text.ts';
import { FaultNotice } from '../station/fault-notice.tsx';
import { rest } from '../station/session.ts';
import { IncidentList } from './incident-list.tsx';
import { applyIncidents, useIncidents } from './incidents-store.ts';
import styles from './resolved-incidents.module.css';
import { withPages } from './resolved-pages.ts';

const pageSize = 50;

interface ResolvedIncidentsProps {
  readonly matches: (incident: IncidentState) => boolean;
  readonly selectedId: string | null;
  readonly onSelect: (id: string) => void;
}

export function ResolvedIncidents({ matches, selectedId, onSelect }: ResolvedIncidentsProps) {
  const t = useText();
  const { pages, asked, fault, loadMore } = useResolvedPages();
  const known = useIncidents((state) => state.incidents);
  const incidents = useMemo(() => withPages(pages, known), [pages, known]);
  if (!asked && fault === null) return <Skeleton rows={5} height={64} />;
  const shown = incidents.filter(matches);
  return (
    <div className={styles['pages']}>
      {shown.length === 0 ? (
        <EmptyState title={incidents.length === 0 && asked ? t.incidents.noneResolved : t.incidents.noneMatch} />
      ) : (
        <IncidentList label={t.incidents.resolvedList} incidents={shown} selectedId={selectedId} onSelect={onSelect} />
      )}
      <FaultNotice fault={fault} />
      {loadMore === null ? null : <Button onClick={loadMore}>{fault === null ? t.incidents.more : t.app.tryAgain}</Button>}
    </div>
  );
}

interface Pages {
  /** All that were asked for: the store keeps only the newest. */
  readonly pages: readonly IncidentState[];
  readonly asked: boolean;
  readonly fault: unknown;
  /** Null when there is no more. */
  readonly loadMore: (() => void) | null;
}

function useResolvedPages(): Pages {
  const generation = useIncidents((state) => state.generation);
  const [pages, setPages] = useState<readonly IncidentState[]>([]);
  const [cursor, setCursor] = useState<string | null>(null);
  const [asked, setAsked] = useState(false);
  const [fault, setFault] = useState<unknown>(null);
  const load = useCallback(async (after: string | null, signal?: AbortSignal) => {
    const query = { status: 'resolved' as const, limit: pageSize, ...(after === null ? {} : { cursor: after }) };
    try {
      const reply = await rest.call(routes.incidents, { query, ...(signal === undefined ? {} : { signal }) });
      applyIncidents(reply.incidents);
      setPages((old) => (after === null ? reply.incidents : [...old, ...reply.incidents]));
      setCursor(reply.next_cursor);
      setAsked(true);
      setFault(null);
    } catch (error) {
      if (signal?.aborted !== true) setFault(error);
    }
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a list that began anew has none of the resolved ones
  useEffect(() => {
    const stop = new AbortController();
    load(null, stop.signal);
    return () => stop.abort();
  }, [load, generation]);
  return { pages, asked, fault, loadMore: fault === null && cursor === null ? null : () => load(cursor) };
}
