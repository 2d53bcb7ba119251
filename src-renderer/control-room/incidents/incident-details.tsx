/** One incident in full: what can be done, what and where, how sure it is, its camera, who was sent, what happened so far. */
import type { IncidentState, TimelineEntry } from '../../../src-contract/api/incidents.ts';
import { Details, DetailsHead, DetailsPicture } from '../../ui/details.tsx';
import { CameraTile } from '../cameras/camera-tile.tsx';
import { EvidencePanel } from '../evidence/evidence-panel.tsx';
import { capital, useFormat, useText } from '../i18n/use-text.ts';
import { mayAct, useSession } from '../station/session-store.ts';
import { IncidentActions } from './incident-actions.tsx';
import { IncidentComments } from './incident-comments.tsx';
import styles from './incident-details.module.css';
import { IncidentFacts } from './incident-facts.tsx';
import { IncidentPictures } from './incident-pictures.tsx';
import { IncidentReports } from './incident-reports.tsx';
import { IncidentTasks } from './incident-tasks.tsx';
import { IncidentTimeline } from './incident-timeline.tsx';
import { titleOf, useIncidentWords } from './incident-words.ts';
import { SeverityMark } from './severity-mark.tsx';
import { useShownIncident } from './shown-incident.ts';

interface IncidentDetailsProps {
  readonly incident: IncidentState;
  readonly timeline: readonly TimelineEntry[] | null;
}

export function IncidentDetails({ incident, timeline }: IncidentDetailsProps) {
  const t = useText();
  const canAct = useSession((state) => mayAct(state.caller));
  const cameraId = incident.place.camera_id;
  return (
    <Details>
      <Head incident={incident} />
      <IncidentActions incident={incident} canAct={canAct} />
      <div className={styles['columns']}>
        <div className={styles['column']}>
          {cameraId === null ? (
            <p className={styles['dim']}>{t.incidents.noCamera}</p>
          ) : (
            <DetailsPicture label={t.incidents.camera}>
              <CameraTile key={cameraId} cameraId={cameraId} />
            </DetailsPicture>
          )}
          <IncidentFacts incident={incident} />
          <IncidentReports incident={incident} />
          <IncidentPictures incident={incident} />
          <EvidencePanel kind="incident" id={incident.id} />
        </div>
        <div className={styles['column']}>
          <IncidentTasks incident={incident} canAct={canAct} />
          <IncidentComments incident={incident} />
          <IncidentTimeline timeline={timeline} />
        </div>
      </div>
    </Details>
  );
}

function Head({ incident }: { readonly incident: IncidentState }) {
  const t = useText();
  const words = useIncidentWords();
  const format = useFormat();
  const head = useShownIncident<HTMLElement>(incident.id);
  const isCalling = incident.status !== 'resolved' && !incident.acknowledged;
  const state = [
    capital(words.severities[incident.severity]),
    words.kinds[incident.kind],
    capital(words.statuses[incident.status]),
    t.incidents.opened(format.dateTime(Date.parse(incident.created_at)), incident.created_by),
  ];
  if (incident.acknowledged_by !== null && incident.acknowledged_at !== null)
    state.push(t.incidents.acknowledgedBy(incident.acknowledged_by, format.clock(Date.parse(incident.acknowledged_at))));
  return (
    <DetailsHead
      ref={head}
      mark={<SeverityMark severity={incident.severity} calling={isCalling} size={30} />}
      title={titleOf(incident, words)}
      state={state}
    />
  );
}
