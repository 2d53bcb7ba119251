/**
 * Tells the station that an incident is on this operator's screen, so that whoever called learns it. Only what can really be looked at
 * counts: its row or the head of its details in the viewport, in a page that is in front. Once for each new report.
 */
import { type RefObject, useEffect, useRef } from 'react';
import { routes } from '../../../src-contract/api/routes.ts';
import { rest } from '../station/session.ts';
import { mayAct, useSession } from '../station/session-store.ts';
import { applyIncidents, useIncidents } from './incidents-store.ts';

/** A mark that didn't get through is tried again while the incident stays in view. */
const lookEveryMs = 2000;
const mostRemembered = 2000;
const shareInView = 0.5;

/** Incident → how many reports it had when it was last told as shown. */
const told = new Map<string, number>();

/** Goes on the element that shows the incident; null shows none. */
export function useShownIncident<E extends HTMLElement>(incidentId: string | null): RefObject<E | null> {
  const element = useRef<E>(null);
  const canAct = useSession((state) => mayAct(state.caller));
  const reports = useIncidents((state) => {
    const incident = incidentId === null ? undefined : state.incidents[incidentId];
    return incident === undefined || incident.status === 'resolved' ? null : incident.report_count;
  });
  useEffect(() => {
    if (element.current === null || incidentId === null || reports === null || !canAct) return;
    return watch(element.current, () => tellShown(incidentId, reports));
  }, [incidentId, reports, canAct]);
  return element;
}

/** Calls `onShown` when at least half of the element can be seen, and again while it can. Returns its end. */
function watch(element: HTMLElement, onShown: () => void): () => void {
  let inView = false;
  const look = () => {
    if (inView && document.visibilityState === 'visible') onShown();
  };
  const observer = new IntersectionObserver(
    (entries) => {
      inView = entries.at(-1)?.isIntersecting ?? false;
      look();
    },
    { threshold: shareInView },
  );
  observer.observe(element);
  document.addEventListener('visibilitychange', look);
  const timer = setInterval(look, lookEveryMs);
  return () => {
    observer.disconnect();
    document.removeEventListener('visibilitychange', look);
    clearInterval(timer);
  };
}

function tellShown(id: string, reports: number): void {
  if ((told.get(id) ?? -1) >= reports) return;
  told.set(id, reports);
  const oldest = told.keys().next();
  if (told.size > mostRemembered && oldest.done !== true) told.delete(oldest.value);
  rest
    .call(routes.seenIncident, { params: { id } })
    .then((incident) => applyIncidents([incident]))
    .catch(() => told.delete(id));
}
