/** The timetable in force, how long it still holds, and bringing in another. */
import { useState } from 'react';
import { routes } from '../../../src-contract/api/routes.ts';
import type { TimetableReply } from '../../../src-contract/api/trains.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useFormat, useLineName, useText } from '../i18n/use-text.ts';
import { AskedList } from '../set-up/asked-list.tsx';
import { type Confirmation, ConfirmDialog } from '../set-up/confirm-dialog.tsx';
import { rest } from '../station/session.ts';
import { isAdmin, useSession } from '../station/session-store.ts';
import { useAsked } from '../station/use-asked.ts';
import { TimetableImport } from './timetable-import.tsx';
import styles from './timetable-panel.module.css';

const askEveryMs = 2000;
/** A feed is published some weeks before the old one ends. */
const remindDays = 14;

/** One row, so that it is loading, failed and old as every list is. */
const askTimetable = async (signal: AbortSignal): Promise<TimetableReply[]> => [await rest.call(routes.timetable, { signal })];

export function TimetablePanel() {
  const t = useText();
  const canImport = useSession((state) => isAdmin(state.caller));
  const asked = useAsked(askTimetable, askEveryMs);
  const [asks, setAsks] = useState<Confirmation | null>(null);
  return (
    <Panel title={t.trains.timetableTitle} scroll>
      <AskedList from={asked} empty={null}>
        {([reply]) =>
          reply === undefined ? null : (
            <div className={styles['inside']}>
              {reply.timetable === null ? (
                <EmptyState title={t.trains.none}>{t.trains.noneHint}</EmptyState>
              ) : (
                <Facts timetable={reply.timetable} />
              )}
              {canImport ? <TimetableImport reply={reply} onChanged={asked.again} /> : null}
              {canImport && reply.timetable !== null ? (
                <Button onClick={() => setAsks(removal(t))}>{t.trains.remove}</Button>
              ) : null}
            </div>
          )
        }
      </AskedList>
      <ConfirmDialog asks={asks} onClose={() => setAsks(null)} onDone={asked.again} />
    </Panel>
  );
}

function removal(t: ReturnType<typeof useText>): Confirmation {
  const { remove, removeBody, removed } = t.trains;
  return { title: `${remove}?`, body: removeBody, confirm: remove, done: removed, act: () => rest.call(routes.removeTimetable) };
}

type Timetable = NonNullable<TimetableReply['timetable']>;

function Facts({ timetable }: { readonly timetable: Timetable }) {
  const t = useText();
  const format = useFormat();
  const nameOf = useLineName();
  const lines = Object.entries(timetable.trains_by_line).map(([line, n]) => `${nameOf(line)} ${format.number(n)}`);
  const stops = timetable.stops.map(({ id, name }) => `${name} (${id})`).join(', ');
  const match = timetable.stops[0]?.match;
  const rows: [string, string | null][] = [
    [t.trains.publisher, timetable.publisher],
    [t.trains.version, timetable.version],
    [t.trains.valid, t.trains.validRange(timetable.valid_from, timetable.valid_until)],
    [t.trains.trains, `${format.number(timetable.trains)} (${lines.join(', ')})`],
    [t.trains.stops, match === undefined ? stops : `${stops}, ${t.trains.matches[match]}`],
    [t.trains.otherRoutes, timetable.other_routes.length === 0 ? null : timetable.other_routes.join(', ')],
    [t.trains.imported, t.trains.importedBy(format.dateTime(Date.parse(timetable.imported_at)), timetable.imported_by)],
  ];
  return (
    <>
      <Ending daysLeft={timetable.days_left} />
      <dl className={styles['facts']}>
        {rows.map(([name, value]) =>
          value === null ? null : (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
    </>
  );
}

function Ending({ daysLeft }: { readonly daysLeft: number }) {
  const t = useText();
  if (daysLeft < 0) return <Notice tone="fault">{t.trains.ended}</Notice>;
  if (daysLeft === 0) return <Notice tone="warning">{t.trains.endsToday}</Notice>;
  return daysLeft <= remindDays ? <Notice tone="warning">{t.trains.daysLeft(daysLeft)}</Notice> : null;
}
