/** The Events section of the Site screen: what takes place in two weeks, all planned events, entering, changing and importing them. */
import { CalendarDays, Plus } from 'lucide-react';
import { useCallback, useMemo, useState } from 'react';
import { type EventReply, plannedEventRoutes } from '../../../src-contract/api/planned-events.ts';
import { useStationNow } from '../../client/station-clock.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useStationOffset } from '../analytics/use-station-offset.ts';
import type { Catalogue } from '../i18n/en.ts';
import { useFormat, useText } from '../i18n/use-text.ts';
import { AskedList } from '../set-up/asked-list.tsx';
import { type Confirmation, ConfirmDialog } from '../set-up/confirm-dialog.tsx';
import { rest } from '../station/session.ts';
import { mayAct, useSession } from '../station/session-store.ts';
import { useAsked } from '../station/use-asked.ts';
import { askEvents, askEventsEveryMs, type KnownEvents } from './ask-events.ts';
import { CalendarImport } from './calendar-import.tsx';
import { EventDialog, type EventTask } from './event-dialog.tsx';
import { EventTable } from './event-table.tsx';
import { EventTimeline } from './event-timeline.tsx';
import styles from './events.module.css';
import { EventsMap } from './events-map.tsx';
import { daysFrom } from './timeline-rows.ts';

const daysShown = 14;
const hourMs = 3_600_000;

export function EventsTab() {
  const t = useText();
  const canAct = useSession((state) => mayAct(state.caller));
  const [page, setPage] = useState(1);
  const [task, setTask] = useState<EventTask | null>(null);
  const [asks, setAsks] = useState<Confirmation | null>(null);
  const days = useDays();
  const [from, to] = [isoOf(days[0]), isoOf(days.at(-1))];
  const ask = useCallback((signal: AbortSignal) => askEvents({ from, to }, page, signal), [from, to, page]);
  const asked = useAsked(ask, askEventsEveryMs);
  const tools = canAct ? (
    <>
      <CalendarImport onDone={asked.again} />
      <Button tone="primary" icon={<Plus size={15} />} onClick={() => setTask({ kind: 'add' })}>
        {t.events.add}
      </Button>
    </>
  ) : null;
  const known = asked.asked.kind === 'ready' ? asked.asked.value[0] : undefined;
  const open = (id: string) => {
    const event = known?.events.find((one) => one.id === id);
    if (canAct && event !== undefined) setTask({ kind: 'change', event });
  };
  return (
    <div className={styles['screen']}>
      <Panel title={t.events.coming} scroll>
        <EventTimeline occurrences={known?.occurrences ?? []} days={days} onOpen={open} />
      </Panel>
      <Panel title={t.events.map}>
        <EventsMap events={known?.events ?? []} onOpen={open} />
      </Panel>
      <Panel title={t.events.title} aside={tools} scroll className={styles['list']}>
        <AskedList from={asked} empty={null}>
          {([shown]) =>
            shown === undefined || shown.total === 0 ? (
              <NoEvent canAct={canAct} />
            ) : (
              <>
                <EventTable
                  events={shown.events}
                  mayAct={canAct}
                  onAct={(act, event) => (act === 'change' ? setTask({ kind: 'change', event }) : setAsks(removal(event, t)))}
                />
                <Pages known={shown} onPage={setPage} />
              </>
            )
          }
        </AskedList>
      </Panel>
      <EventDialog task={task} onClose={() => setTask(null)} onDone={asked.again} />
      <ConfirmDialog asks={asks} onClose={() => setAsks(null)} onDone={asked.again} />
    </div>
  );
}

/** Another list only once an hour, so that nothing is asked anew each second. */
function useDays(): readonly number[] {
  const hour = Math.floor(useStationNow() / hourMs);
  const offsetOf = useStationOffset();
  return useMemo(() => daysFrom(hour * hourMs, daysShown, offsetOf), [hour, offsetOf]);
}

function isoOf(atMs: number | undefined): string {
  return new Date(atMs ?? 0).toISOString();
}

function Pages({
  known: { total, page, pageSize },
  onPage,
}: {
  readonly known: KnownEvents;
  readonly onPage: (page: number) => void;
}) {
  const t = useText();
  const format = useFormat();
  const pages = Math.ceil(total / pageSize);
  if (pages <= 1) return null;
  return (
    <div className={styles['pages']}>
      <Button tone="quiet" disabled={page <= 1} onClick={() => onPage(page - 1)}>
        {t.events.earlier}
      </Button>
      <span>{t.events.page(format.number(page), format.number(pages), format.number(total))}</span>
      <Button tone="quiet" disabled={page >= pages} onClick={() => onPage(page + 1)}>
        {t.events.later}
      </Button>
    </div>
  );
}

function NoEvent({ canAct }: { readonly canAct: boolean }) {
  const t = useText();
  return (
    <EmptyState icon={<CalendarDays size={28} strokeWidth={1.25} />} title={t.events.empty}>
      {canAct ? t.events.emptyHint : null}
    </EmptyState>
  );
}

function removal({ id, name, repeats }: EventReply, t: Catalogue): Confirmation {
  return {
    title: t.events.removeTitle(name),
    body: repeats === null ? t.events.removeBody : t.events.removeAllBody,
    confirm: t.events.remove,
    done: t.events.removed(name),
    act: () => rest.call(plannedEventRoutes.removeEvent, { params: { id } }),
  };
}
