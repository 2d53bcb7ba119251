/** Events of the time, the one that stood out most first: what it came to in them, beside the same hours of the week without one. */
import type { AnalyticsReply, MetricFiguresReply, MetricPointReply } from '../../../src-contract/api/analytics.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Table } from '../../ui/table.tsx';
import { SaveButtons } from '../chart/save-buttons.tsx';
import { useFormat, useText } from '../i18n/use-text.ts';
import styles from './analytics.module.css';

/** What is compared: a level as it is, what happened by the hour. */
export function comparedFigure(figures: MetricFiguresReply | null, kind: AnalyticsReply['kind']): number | null {
  if (figures === null) return null;
  return kind === 'mean' ? figures.value : figures.per_hour;
}

/** Of the usual; null where either isn't known, or nothing is usual. */
export function eventRatio(point: MetricPointReply, kind: AnalyticsReply['kind']): number | null {
  const [own, usual] = [comparedFigure(point, kind), comparedFigure(point.usual, kind)];
  return own === null || usual === null || usual === 0 ? null : own / usual;
}

export function EventTable({ reply }: { readonly reply: AnalyticsReply }) {
  const t = useText();
  const format = useFormat();
  const { kind } = reply;
  const words = t.analytics.activity;
  if (reply.points.length === 0) return <EmptyState title={words.noEvents}>{words.noEventsHint}</EmptyState>;
  const points = reply.points.toSorted((a, b) => (eventRatio(b, kind) ?? -1) - (eventRatio(a, kind) ?? -1));
  const number = (value: number | null) => (value === null ? '—' : format.number(value, 2));
  return (
    <div className={styles['chart']}>
      <div className={styles['tools']}>
        <SaveButtons fileName={`events-${reply.metric}`} csv={() => eventCsv(reply)} />
      </div>
      <Table
        caption={words.byEvent(t.analytics.metrics[reply.metric])}
        head={[words.event, words.began, kind === 'mean' ? words.mean : words.perHour, words.usual, words.ratio, words.recorded]}
      >
        {points.map((point) => {
          const ratio = eventRatio(point, kind);
          return (
            <tr key={point.key}>
              <th scope="row">{point.name}</th>
              <td>{point.start === null ? '—' : format.dateTime(Date.parse(point.start))}</td>
              <td>{number(comparedFigure(point, kind))}</td>
              <td>{number(comparedFigure(point.usual, kind))}</td>
              <td>{ratio === null ? '—' : format.percent(ratio)}</td>
              <td>{format.percent(point.coverage)}</td>
            </tr>
          );
        })}
      </Table>
    </div>
  );
}

const columns = ['event_id', 'name', 'start', 'end', 'value', 'per_hour', 'samples', 'peak', 'peak_at', 'coverage'] as const;

/** In English whatever the page's language: programs read it. What isn't known is empty. */
export function eventCsv({ points }: Pick<AnalyticsReply, 'points'>): string {
  const rows = points.map((point) => [
    ...[point.key, quoted(point.name ?? ''), point.start, point.end, point.value, point.per_hour],
    ...[point.samples, point.peak, point.peak_at, point.coverage],
    ...[point.usual?.value, point.usual?.per_hour, point.usual?.samples],
  ]);
  const head = [...columns, 'usual_value', 'usual_per_hour', 'usual_samples'];
  return [head, ...rows].map((row) => `${row.map((cell) => cell ?? '').join(',')}\r\n`).join('');
}

/** A name that begins like a formula would be one in a spreadsheet. */
function quoted(text: string): string {
  return `"${text.replace(/^[=+\-@\t\r]/, "'$&").replaceAll('"', '""')}"`;
}
