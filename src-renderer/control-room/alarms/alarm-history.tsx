/** All alarm events, newest first, page by page. */
import { useCallback, useEffect, useState } from 'react';
import type { AlarmEventReply } from '../../../src-contract/api/alarms.ts';
import { routes } from '../../../src-contract/api/routes.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PriorityMark } from '../../ui/priority-mark.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { capital, useAlarmText, useFormat, useText, useWords } from '../i18n/use-text.ts';
import { rest } from '../station/session.ts';
import styles from './alarm-history.module.css';
import { alarmNote } from './alarm-note.ts';

const pageSize = 100;

export function AlarmHistory({ filter }: { readonly filter: string }) {
  const t = useText();
  const { events, more, loadMore } = useHistoryPages();
  const alarmText = useAlarmText();
  if (events === null) return <Skeleton rows={8} height={34} />;
  if (events.length === 0) return <EmptyState title={t.alarms.noneHistory} />;
  const shown = events.filter((event) => alarmText(event.alarm).title.toLowerCase().includes(filter));
  return (
    <div className={styles['history']}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t.alarms.when}</th>
            <th scope="col">{t.alarms.what}</th>
            <th scope="col">{t.alarms.title}</th>
            <th scope="col">{t.alarms.who}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((event) => (
            <EventRow key={event.seq} event={event} />
          ))}
        </tbody>
      </table>
      {shown.length === 0 ? <EmptyState title={t.alarms.noneMatch} /> : null}
      {more ? <Button onClick={loadMore}>{t.alarms.more}</Button> : null}
    </div>
  );
}

function EventRow({ event }: { readonly event: AlarmEventReply }) {
  const t = useText();
  const words = useWords();
  const format = useFormat();
  const { alarm } = event;
  const note = alarmNote(event, words);
  return (
    <tr>
      <td className={styles['time']}>{format.dateTime(Date.parse(event.timestamp))}</td>
      <td className={styles['what']}>{capital(words.alarmEvents[event.event])}</td>
      <td>
        <span className={styles['alarm']}>
          <PriorityMark
            priority={alarm.priority}
            letter={t.alarms.letters[alarm.priority]}
            label={t.alarms.priorities[alarm.priority]}
            filled={event.event === 'raised' || event.event === 'worsened'}
            size={18}
          />
          {useAlarmText()(alarm).title}
        </span>
      </td>
      <td className={styles['time']}>
        {event.actor === 'station' ? t.alarms.station : event.actor}
        {note === null ? '' : ` · ${note}`}
      </td>
    </tr>
  );
}

function useHistoryPages() {
  const [events, setEvents] = useState<readonly AlarmEventReply[] | null>(null);
  const [cursor, setCursor] = useState<string | null>(null);
  const load = useCallback(async (from: string | null, signal?: AbortSignal) => {
    const query = from === null ? { limit: pageSize } : { limit: pageSize, cursor: from };
    const reply = await rest.call(routes.alarmHistory, signal === undefined ? { query } : { query, signal });
    setEvents((old) => (from === null || old === null ? reply.events : [...old, ...reply.events]));
    setCursor(reply.next_cursor);
  }, []);
  useEffect(() => {
    const stop = new AbortController();
    load(null, stop.signal).catch(() => {});
    return () => stop.abort();
  }, [load]);
  return { events, more: cursor !== null, loadMore: () => load(cursor).catch(() => {}) };
}
