/** One incident of a list: how bad, what and where, who said so and how sure it is, whether somebody has it, its age. */
import { memo } from 'react';
import type { IncidentState } from '../../../src-contract/api/incidents.ts';
import { openTasks } from '../../client/incident-order.ts';
import { useStationNow } from '../../client/station-clock.ts';
import { classNames } from '../../ui/class-names.ts';
import { capital, useFormat, useText } from '../i18n/use-text.ts';
import styles from './incident-row.module.css';
import { descriptionOf, titleOf, useIncidentWords } from './incident-words.ts';
import { SeverityMark } from './severity-mark.tsx';
import { useShownIncident } from './shown-incident.ts';

interface IncidentRowProps {
  readonly incident: IncidentState;
  readonly id: string;
  readonly selected: boolean;
  readonly isFirstOut: boolean;
  readonly onSelect: (id: string) => void;
}

export const IncidentRow = memo(function IncidentRow({ incident, id, selected, isFirstOut, onSelect }: IncidentRowProps) {
  const t = useText();
  const words = useIncidentWords();
  const row = useShownIncident<HTMLDivElement>(incident.id);
  const isCalling = incident.status !== 'resolved' && !incident.acknowledged;
  const said = incident.reports[0]?.description ?? '';
  return (
    // The list itself holds the focus and the keys (aria-activedescendant).
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    // biome-ignore lint/a11y/useFocusableInteractive: see above
    <div
      ref={row}
      id={id}
      role="option"
      aria-selected={selected}
      data-severity={incident.severity}
      className={classNames(styles['row'], isCalling && styles['calling'])}
      onClick={() => onSelect(incident.id)}
    >
      <SeverityMark severity={incident.severity} calling={isCalling} size={22} />
      <span className={styles['what']}>
        <span className={styles['title']}>{titleOf(incident, words)}</span>
        <span className={styles['said']}>{said === '' ? descriptionOf(incident, words) : said}</span>
        <span className={styles['facts']}>
          {isFirstOut ? <strong className={styles['first']}>{t.incidents.firstOut}</strong> : null}
          <Facts incident={incident} />
        </span>
      </span>
      <span className={styles['state']}>
        <span>{isCalling ? t.incidents.calling : capital(words.statuses[incident.status])}</span>
        <Age incident={incident} />
      </span>
    </div>
  );
});

function Facts({ incident }: { readonly incident: IncidentState }) {
  const t = useText();
  const format = useFormat();
  const tasks = openTasks(incident);
  return (
    <>
      {incident.reporters === 0 ? null : (
        <span>
          {t.confidence(format.percent(incident.confidence))} · {t.incidents.reporters(incident.reporters)}
        </span>
      )}
      {tasks === 0 ? null : <span>{t.incidents.openTasks(tasks)}</span>}
    </>
  );
}

function Age({ incident }: { readonly incident: IncidentState }) {
  const format = useFormat();
  const nowMs = useStationNow();
  const atMs = Date.parse(incident.created_at);
  if (incident.status === 'resolved') return <span className={styles['age']}>{format.dateTime(atMs)}</span>;
  return <span className={styles['age']}>{format.age(nowMs - atMs)}</span>;
}
