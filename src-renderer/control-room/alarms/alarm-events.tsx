/** What happened to one alarm so far, newest first, asked anew when something new happens. */
import { useEffect, useState } from 'react';
import type { AlarmEventReply } from '../../../src-contract/api/alarms.ts';
import { routes } from '../../../src-contract/api/routes.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { capital, useFormat, useText, useWords } from '../i18n/use-text.ts';
import { rest } from '../station/session.ts';
import styles from './alarm-events.module.css';
import { alarmNote } from './alarm-note.ts';
import { useAlarms } from './alarms-store.ts';

const most = 50;

export function AlarmEvents({ alarmId }: { readonly alarmId: string }) {
  const revision = useAlarms((state) => state.revision);
  const [events, setEvents] = useState<readonly AlarmEventReply[] | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new revision means that there may be a new event
  useEffect(() => {
    const stop = new AbortController();
    rest
      .call(routes.alarmHistory, { query: { alarm: alarmId, limit: most }, signal: stop.signal })
      .then((reply) => setEvents(reply.events))
      .catch(() => {});
    return () => stop.abort();
  }, [alarmId, revision]);
  if (events === null) return <Skeleton rows={2} height={22} />;
  return (
    <ol className={styles['events']}>
      {events.map((event) => (
        <Line key={event.seq} event={event} />
      ))}
    </ol>
  );
}

function Line({ event }: { readonly event: AlarmEventReply }) {
  const t = useText();
  const words = useWords();
  const format = useFormat();
  const note = alarmNote(event, words, t);
  return (
    <li>
      <time>{format.clock(Date.parse(event.timestamp))}</time>
      <span>{capital(words.alarmEvents[event.event])}</span>
      <span className={styles['who']}>
        {event.actor === 'station' ? t.alarms.station : event.actor}
        {note === null ? '' : ` · ${note}`}
      </span>
    </li>
  );
}
