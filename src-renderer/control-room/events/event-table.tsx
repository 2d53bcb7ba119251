/** All planned events with what is known of each, and what an operator does with one. */
import type { EventReply } from '../../../src-contract/api/planned-events.ts';
import { Button } from '../../ui/button.tsx';
import { RowActions, Table } from '../../ui/table.tsx';
import { useStationOffset } from '../analytics/use-station-offset.ts';
import { useFormat, useText } from '../i18n/use-text.ts';
import styles from './events.module.css';
import { useRepeatWords } from './use-repeat-words.ts';

export type EventAct = 'change' | 'remove';

interface EventTableProps {
  readonly events: readonly EventReply[];
  readonly mayAct: boolean;
  readonly onAct: (act: EventAct, event: EventReply) => void;
}

export function EventTable({ events, mayAct, onAct }: EventTableProps) {
  const t = useText();
  const { columns, title } = t.events;
  return (
    <Table
      caption={title}
      head={[columns.event, columns.next, columns.repeats, columns.attendance, columns.by, ...(mayAct ? [''] : [])]}
    >
      {events.map((event) => (
        <EventRow key={event.id} event={event} mayAct={mayAct} onAct={(act) => onAct(act, event)} />
      ))}
    </Table>
  );
}

interface EventRowProps {
  readonly event: EventReply;
  readonly mayAct: boolean;
  readonly onAct: (act: EventAct) => void;
}

function EventRow({ event, mayAct, onAct }: EventRowProps) {
  const t = useText();
  const format = useFormat();
  const words = useRepeatWords();
  const offsetOf = useStationOffset();
  const startMs = Date.parse(event.start_date);
  const start = new Date(startMs + offsetOf(startMs)).toISOString().slice(0, 10);
  const next = event.next_occurrence;
  const when = (iso: string) => `${format.day(Date.parse(iso))} ${format.time(Date.parse(iso))}`;
  const button = (act: EventAct, label: string) => (
    <Button aria-label={`${label}: ${event.name}`} onClick={() => onAct(act)}>
      {label}
    </Button>
  );
  return (
    <tr className={next === null ? styles['over'] : undefined}>
      <td>
        <span className={styles['strong']}>{event.name}</span>
        {event.location === null ? null : <span className={styles['below']}>{event.location}</span>}
      </td>
      <td>{next === null ? t.events.over(when(event.end_date)) : t.events.span(when(next.start_date), when(next.end_date))}</td>
      <td>{words.said(event.repeats, start)}</td>
      <td>{event.expected_attendance === null ? t.events.attendanceUnknown : format.number(event.expected_attendance)}</td>
      <td className={styles['dim']}>
        {event.calendar_uid === null ? event.created_by : t.events.fromCalendar(event.created_by)}
      </td>
      {mayAct ? (
        <RowActions>
          {button('change', t.events.change)}
          {button('remove', t.events.remove)}
        </RowActions>
      ) : null}
    </tr>
  );
}
