/** What happened to an incident so far, newest first. */
import type { TimelineEntry } from '../../../src-contract/api/incidents.ts';
import { DetailsSection } from '../../ui/details.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { capital, useFormat, useText } from '../i18n/use-text.ts';
import { useSite } from '../station/site-store.ts';
import styles from './incident-details.module.css';
import { eventWord, timelineNote, useIncidentWords } from './incident-words.ts';

export function IncidentTimeline({ timeline }: { readonly timeline: readonly TimelineEntry[] | null }) {
  const t = useText();
  return (
    <DetailsSection title={t.incidents.timeline}>
      {timeline === null ? <Skeleton rows={3} height={22} /> : null}
      <ol className={styles['events']}>
        {timeline?.toReversed().map((entry) => (
          <Line key={entry.seq} entry={entry} />
        ))}
      </ol>
    </DetailsSection>
  );
}

function Line({ entry }: { readonly entry: TimelineEntry }) {
  const t = useText();
  const words = useIncidentWords();
  const format = useFormat();
  const zones = useSite((state) => state.site?.zones);
  const atMs = Date.parse(entry.at);
  const names = { roles: t.bar.roles, zones: new Map((zones ?? []).map(({ id, name }) => [id, name])) };
  const note = timelineNote(entry, words, names);
  return (
    <li>
      <time title={format.dateTime(atMs)}>{format.clock(atMs)}</time>
      <span>
        {capital(eventWord(entry.event, words))}
        <span>
          {` · ${entry.by === 'station' ? t.alarms.station : entry.by}`}
          {note === null ? '' : ` · ${note}`}
        </span>
      </span>
    </li>
  );
}
