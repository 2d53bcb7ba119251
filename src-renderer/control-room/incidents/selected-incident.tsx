/** The panel of the selected incident in each of its states: none, on its way, not to be had, old, there. */
import { MousePointerClick } from 'lucide-react';
import { StationError } from '../../client/errors.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useText } from '../i18n/use-text.ts';
import { FaultNotice } from '../station/fault-notice.tsx';
import { isCut, useSession } from '../station/session-store.ts';
import { IncidentDetails } from './incident-details.tsx';
import styles from './selected-incident.module.css';
import { useIncidentDetail } from './use-incident-detail.ts';

export function SelectedIncident({ selectedId }: { readonly selectedId: string | null }) {
  const t = useText();
  const cut = useSession((state) => isCut(state.link));
  return (
    <div className={styles['selected']}>
      {cut ? <Notice tone="warning">{t.incidents.stale}</Notice> : null}
      <Panel title={t.incidents.shown} scroll>
        {selectedId === null ? (
          <EmptyState icon={<MousePointerClick size={28} strokeWidth={1.25} />} title={t.incidents.select} />
        ) : (
          <Loaded key={selectedId} incidentId={selectedId} />
        )}
      </Panel>
    </div>
  );
}

function Loaded({ incidentId }: { readonly incidentId: string }) {
  const t = useText();
  const { incident, timeline, fault } = useIncidentDetail(incidentId);
  if (incident !== undefined) return <IncidentDetails incident={incident} timeline={timeline} />;
  if (fault === null) return <Skeleton rows={6} height={48} />;
  const isGone = fault instanceof StationError && fault.status === 404;
  return isGone ? (
    <EmptyState title={t.incidents.gone} />
  ) : (
    <EmptyState title={t.incidents.notFetched}>
      <FaultNotice fault={fault} />
    </EmptyState>
  );
}
