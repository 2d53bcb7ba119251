/** Alarm events, newest first, as the filters want them, page by page, and as a file. */
import { Download } from 'lucide-react';
import { useState } from 'react';
import type { AlarmEventReply } from '../../../src-contract/api/alarms.ts';
import { stationNow } from '../../client/station-clock.ts';
import { Button } from '../../ui/button.tsx';
import { csvFile, saveFile } from '../../ui/chart/chart-export.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PriorityMark } from '../../ui/priority-mark.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Table } from '../../ui/table.tsx';
import { showToast } from '../frame/toast-store.ts';
import { capital, useAlarmText, useFormat, useText, useWords } from '../i18n/use-text.ts';
import { useSettled } from '../set-up/use-settled.ts';
import { FaultNotice } from '../station/fault-notice.tsx';
import { useCommand } from '../station/use-command.ts';
import styles from './alarm-history.module.css';
import { alarmNote } from './alarm-note.ts';
import { anyEvent, type HistoryFilter, historyCsv } from './history-filter.ts';
import { HistoryFilters } from './history-filters.tsx';
import { useHistoryPages } from './use-history-pages.ts';

/** `text`: what stands in the screen's search field. */
export function AlarmHistory({ text }: { readonly text: string }) {
  const [filter, setFilter] = useState(anyEvent);
  // As one text: it rests only when all of it does.
  const settled = useSettled(JSON.stringify({ ...filter, text }));
  return (
    <div className={styles['history']}>
      <HistoryFilters filter={filter} onChange={setFilter} />
      <HistoryPages key={settled} filter={JSON.parse(settled) as HistoryFilter} />
    </div>
  );
}

function HistoryPages({ filter }: { readonly filter: HistoryFilter }) {
  const t = useText();
  const { events, fault, waiting, more, loadMore, collect } = useHistoryPages(filter);
  if (events === null) return fault === null ? <Skeleton rows={8} height={34} /> : <FaultNotice fault={fault} />;
  if (events.length === 0)
    return <EmptyState title={Object.values(filter).some((value) => value !== '') ? t.alarms.noneMatch : t.alarms.noneHistory} />;
  return (
    <>
      <ExportButton collect={collect} />
      <Table caption={t.alarms.historyTab} head={[t.alarms.when, t.alarms.what, t.alarms.title, t.alarms.who]}>
        {events.map((event) => (
          <EventRow key={event.seq} event={event} />
        ))}
      </Table>
      <FaultNotice fault={fault} />
      {more ? (
        <Button disabled={waiting} onClick={loadMore}>
          {t.alarms.more}
        </Button>
      ) : null}
    </>
  );
}

function ExportButton({ collect }: { readonly collect: ReturnType<typeof useHistoryPages>['collect'] }) {
  const t = useText().alarmTools.history;
  const format = useFormat();
  const words = useAlarmText();
  const { run, fault, waiting } = useCommand();
  const save = () =>
    run(collect, ({ events, isCut }) => {
      const time = new Date(stationNow()).toISOString().slice(0, 16).replaceAll(':', '');
      saveFile(csvFile(historyCsv(events, ({ alarm }) => words(alarm).title)), `alarms-${time}.csv`);
      if (isCut) showToast(t.cut(format.number(events.length)), 'fault');
    });
  return (
    <div className={styles['export']}>
      <Button icon={<Download size={15} />} disabled={waiting} onClick={save}>
        {waiting ? t.exporting : t.export}
      </Button>
      <FaultNotice fault={fault} />
    </div>
  );
}

function EventRow({ event }: { readonly event: AlarmEventReply }) {
  const t = useText();
  const words = useWords();
  const format = useFormat();
  const { alarm } = event;
  const note = alarmNote(event, words, t);
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
      <td className={styles['who']}>
        {event.actor === 'station' ? t.alarms.station : event.actor}
        {note === null ? '' : ` · ${note}`}
      </td>
    </tr>
  );
}
