/** What takes place in the coming two weeks: a row an event, a bar an occurrence, over the station's days. */
import type { OccurrenceReply } from '../../../src-contract/api/planned-events.ts';
import { useStationNow } from '../../client/station-clock.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useFormat, useText } from '../i18n/use-text.ts';
import styles from './events.module.css';
import { type TimelineBar, type TimelineRow, timelineRows } from './timeline-rows.ts';

interface EventTimelineProps {
  readonly occurrences: readonly OccurrenceReply[];
  /** Midnights of the station, the end of the last day too. */
  readonly days: readonly number[];
  readonly onOpen: (eventId: string) => void;
}

export function EventTimeline({ occurrences, days, onOpen }: EventTimelineProps) {
  const t = useText();
  const format = useFormat();
  const nowMs = useStationNow();
  const [fromMs, toMs] = [days[0] ?? 0, days.at(-1) ?? 0];
  const rows = timelineRows(occurrences, fromMs, toMs);
  if (rows.length === 0) return <EmptyState title={t.events.noneComing} />;
  return (
    <div className={styles['timeline']}>
      <div className={styles['days']} aria-hidden="true">
        <span />
        <div className={styles['track']}>
          {days.slice(0, -1).map((dayMs) => (
            <span key={dayMs} className={styles['day']}>
              {format.day(dayMs)}
            </span>
          ))}
        </div>
      </div>
      {rows.map((row) => (
        <Row key={row.eventId} row={row} dayCount={days.length - 1} now={(nowMs - fromMs) / (toMs - fromMs)} onOpen={onOpen} />
      ))}
    </div>
  );
}

interface RowProps {
  readonly row: TimelineRow;
  readonly dayCount: number;
  /** Where the present is, as a share of the span. */
  readonly now: number;
  readonly onOpen: (eventId: string) => void;
}

function Row({ row, dayCount, now, onOpen }: RowProps) {
  const t = useText();
  const format = useFormat();
  const { name, expectedAttendance, bars, eventId } = row;
  const said = ({ startMs, endMs }: TimelineBar) =>
    t.events.span(`${format.day(startMs)} ${format.time(startMs)}`, `${format.day(endMs)} ${format.time(endMs)}`);
  return (
    <div className={styles['row']}>
      <button type="button" className={styles['rowName']} onClick={() => onOpen(eventId)}>
        <span>{name}</span>
        <span className={styles['dim']}>
          {expectedAttendance === null ? t.events.attendanceUnknown : t.events.people(format.number(expectedAttendance))}
        </span>
      </button>
      <ul className={styles['track']} style={{ backgroundSize: `${100 / dayCount}% 100%` }}>
        {bars.map((bar) => (
          <li
            key={bar.startMs}
            className={styles['bar']}
            title={said(bar)}
            style={{ left: `${bar.left * 100}%`, width: `max(4px, ${bar.width * 100}%)` }}
          >
            <span className="visually-hidden">{said(bar)}</span>
          </li>
        ))}
        <li className={styles['present']} style={{ left: `${now * 100}%` }} aria-hidden="true" />
      </ul>
    </div>
  );
}
