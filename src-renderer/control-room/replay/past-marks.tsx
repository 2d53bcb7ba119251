/** What the slider lies over: how bad the worst zone was from part to part, and where alarms called, incidents began and people marked a moment. The buttons beside it lead to the same. */
import { Bookmark, Flag } from 'lucide-react';
import { memo, useMemo } from 'react';
import { alarmPriorities } from '../../../src-contract/domain/alarm.ts';
import { PriorityMark } from '../../ui/priority-mark.tsx';
import { useAlarmText, useFormat, useText } from '../i18n/use-text.ts';
import { type Past, type PastEvent, worstBands } from './past.ts';
import styles from './past-marks.module.css';
import { seek } from './replay-store.ts';

const parts = 180;
/** With more of them none could be told from another; the worst are drawn. */
const mostMarks = 80;

export const PastStrip = memo(function PastStrip({ past }: { readonly past: Past | null }) {
  const bands = useMemo(() => (past === null ? [] : worstBands(past, parts)), [past]);
  return (
    <div className={styles['strip']} aria-hidden="true">
      {bands.map((band, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place
        <i key={i} data-band={band} />
      ))}
    </div>
  );
});

export const PastMarks = memo(function PastMarks({ past }: { readonly past: Past | null }) {
  const events = useMemo(() => (past === null ? [] : worst(past.events)), [past]);
  return (
    <div className={styles['marks']} aria-hidden="true">
      {past === null ? null : events.map((event) => <Mark key={event.key} past={past} event={event} />)}
    </div>
  );
});

function worst(events: readonly PastEvent[]): readonly PastEvent[] {
  const rank = ({ what }: PastEvent) => (what.kind === 'alarm' ? alarmPriorities.indexOf(what.priority) : 3);
  return events.toSorted((a, b) => rank(b) - rank(a)).slice(0, mostMarks);
}

function Mark({ past, event }: { readonly past: Past; readonly event: PastEvent }) {
  const t = useText();
  const format = useFormat();
  const alarmText = useAlarmText();
  const { what, atMs } = event;
  const words = what.kind === 'alarm' ? alarmText(what.alarm).title : t.replay.marks[what.kind](what.title ?? '');
  return (
    <span
      className={styles['mark']}
      style={{ left: `${((atMs - past.fromMs) / (past.toMs - past.fromMs)) * 100}%` }}
      aria-hidden="true"
      title={`${format.clock(atMs)} ${words}`}
      onClick={() => seek(atMs)}
    >
      <Sign what={what} />
    </span>
  );
}

function Sign({ what }: { readonly what: PastEvent['what'] }) {
  const t = useText();
  if (what.kind === 'alarm')
    return <PriorityMark priority={what.priority} letter={t.alarms.letters[what.priority]} label="" size={14} />;
  return what.kind === 'evidence-mark' ? <Bookmark size={13} /> : <Flag size={13} />;
}
