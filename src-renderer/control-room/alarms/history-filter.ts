/** What the operator wants to see of the history → what the station is asked, and the events as a table for spreadsheets. Pure. */
import type { AlarmEventReply } from '../../../src-contract/api/alarms.ts';
import type { AlarmEventKind, AlarmPriority, ConditionKind } from '../../../src-contract/domain/alarm.ts';
import { csvOf } from '../../ui/chart/chart-export.ts';

/** Empty: any. Times as the browser's calendar writes them (`YYYY-MM-DDTHH:MM`), of the station's clock. */
export interface HistoryFilter {
  readonly kind: ConditionKind | '';
  readonly priority: AlarmPriority | '';
  readonly event: AlarmEventKind | '';
  readonly subject: string;
  readonly actor: string;
  readonly from: string;
  readonly to: string;
  readonly text: string;
}

export const anyEvent: HistoryFilter = { kind: '', priority: '', event: '', subject: '', actor: '', from: '', to: '', text: '' };

export function historyQuery(filter: HistoryFilter, offsetOf: (atMs: number) => number) {
  const { kind, priority, event, subject, actor, from, to, text } = filter;
  return {
    ...(kind === '' ? {} : { kind }),
    ...(priority === '' ? {} : { priority }),
    ...(event === '' ? {} : { event }),
    ...(subject === '' ? {} : { subject }),
    ...(actor.trim() === '' ? {} : { actor: actor.trim() }),
    ...(from === '' ? {} : { from: isoOf(from, offsetOf) }),
    ...(to === '' ? {} : { to: isoOf(to, offsetOf) }),
    ...(text.trim() === '' ? {} : { text: text.trim() }),
  };
}

/** A reading of the station's clock as a time of the world. */
function isoOf(local: string, offsetOf: (atMs: number) => number): string {
  const asUtcMs = Date.parse(`${local}Z`);
  return new Date(asUtcMs - offsetOf(asUtcMs)).toISOString();
}

/** Headings and codes in English whatever the page's language, since programs read them; `title` in the operator's. */
export function historyCsv(events: readonly AlarmEventReply[], titleOf: (event: AlarmEventReply) => string): string {
  const column = (name: string, of: (event: AlarmEventReply) => string | number | null) => ({ name, values: events.map(of) });
  return csvOf(
    events.map(({ timestamp }) => Date.parse(timestamp)),
    [
      column('seq', ({ seq }) => seq),
      column('event', ({ event }) => event),
      column('actor', ({ actor }) => actor),
      column('note', ({ note }) => note),
      column('kind', ({ alarm }) => alarm.kind),
      column('priority', ({ alarm }) => alarm.priority),
      column('subject_type', ({ alarm }) => alarm.subject.type),
      column('subject_id', ({ alarm }) => alarm.subject.id),
      column('state', ({ alarm }) => alarm.state),
      column('alarm_id', ({ alarm }) => alarm.id),
      column('title', titleOf),
    ],
  );
}
