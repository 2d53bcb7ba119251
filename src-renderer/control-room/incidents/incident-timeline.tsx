/** What happened to an incident so far, newest first. */
import type { TimelineEntry } from '../../../src-contract/api/incidents.ts';
import { DetailsSection } from '../../ui/details.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { capital, useFormat, useText } from '../i18n/use-text.ts';
import styles from './incident-details.module.css';
import { eventWord, useIncidentWords } from './incident-words.ts';

export function IncidentTimeline({ timeline }: { readonly timeline: readonly TimelineEntry[] | null }) {
  const t = useText();
  const words = useIncidentWords();
  const format = useFormat();
  return (
    <DetailsSection title={t.incidents.timeline}>
      {timeline === null ? <Skeleton rows={3} height={22} /> : null}
      <ol className={styles['events']}>
        {timeline?.toReversed().map(({ seq, event, at, by, note }) => (
          <li key={seq}>
            <time title={format.dateTime(Date.parse(at))}>{format.clock(Date.parse(at))}</time>
            <span>
              {capital(eventWord(event, words))}
              <span>
                {` · ${by}`}
                {note === null ? '' : ` · ${note}`}
              </span>
            </span>
          </li>
        ))}
      </ol>
    </DetailsSection>
  );
}
