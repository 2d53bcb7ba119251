/**
 * One incident in full: the newest state from the store, with the lists and the timeline that only its own route tells in full. Asked
 * again when its number rises, one question at a time, so that a flood of reports makes no flood of questions.
 */
import { useEffect, useState } from 'react';
import type { IncidentState, TimelineEntry } from '../../../src-contract/api/incidents.ts';
import { routes } from '../../../src-contract/api/routes.ts';
import type { Reply } from '../../client/rest.ts';
import { rest } from '../station/session.ts';
import { applyIncidents, useIncidents } from './incidents-store.ts';

type Detail = Reply<typeof routes.incident>;

/** After a question that had no answer. */
const againMs = 4000;

export interface IncidentDetail {
  /** Undefined until it is known. */
  readonly incident: IncidentState | undefined;
  /** Oldest first; null until it is known. */
  readonly timeline: readonly TimelineEntry[] | null;
  /** Why it couldn't be asked for; null when it could. */
  readonly fault: unknown;
}

export function useIncidentDetail(id: string): IncidentDetail {
  const known = useIncidents((state) => state.incidents[id]);
  const [detail, setDetail] = useState<Detail | null>(null);
  const [fault, setFault] = useState<unknown>(null);
  useEffect(() => {
    const stop = new AbortController();
    let asking = false;
    let askedSeq = -1;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const newestSeq = () => useIncidents.getState().incidents[id]?.seq ?? 0;
    const ask = async () => {
      if (asking || stop.signal.aborted || askedSeq >= newestSeq()) return;
      asking = true;
      askedSeq = newestSeq();
      try {
        const reply = await rest.call(routes.incident, { params: { id }, signal: stop.signal });
        setDetail(reply);
        setFault(null);
        askedSeq = Math.max(askedSeq, reply.seq);
        applyIncidents([reply]);
      } catch (error) {
        if (stop.signal.aborted) return;
        setFault(error);
        askedSeq = -1;
        timer = setTimeout(again, againMs);
        return;
      }
      again();
    };
    const again = () => {
      asking = false;
      ask();
    };
    ask();
    const unsubscribe = useIncidents.subscribe(ask);
    return () => {
      stop.abort();
      clearTimeout(timer);
      unsubscribe();
    };
  }, [id]);
  return { incident: newest(known, detail), timeline: detail?.timeline ?? null, fault };
}

/** Messages cut long lists; those of the detail stay until it is asked again. */
function newest(known: IncidentState | undefined, detail: Detail | null): IncidentState | undefined {
  if (detail === null || known === undefined) return known ?? detail ?? undefined;
  return known.seq > detail.seq ? { ...known, reports: detail.reports, comments: detail.comments } : detail;
}
