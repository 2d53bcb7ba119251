/** The history page by page, and all of it for a file. A filter never changes while it is mounted: another one is another instance. */
import { useEffect, useState } from 'react';
import type { AlarmEventReply } from '../../../src-contract/api/alarms.ts';
import { routes } from '../../../src-contract/api/routes.ts';
import { useStationOffset } from '../analytics/use-station-offset.ts';
import { rest } from '../station/session.ts';
import { useCommand } from '../station/use-command.ts';
import { type HistoryFilter, historyQuery } from './history-filter.ts';

const pageSize = 100;
const filePage = 1000;
/** A spreadsheet's page of some 5 MB. */
const mostInFile = 20_000;

export function useHistoryPages(filter: HistoryFilter) {
  const [events, setEvents] = useState<readonly AlarmEventReply[] | null>(null);
  const [cursor, setCursor] = useState<string | null>(null);
  const { run, fault, waiting } = useCommand();
  const query = historyQuery(filter, useStationOffset());
  const load = (from: string | null) =>
    run(
      () => rest.call(routes.alarmHistory, { query: { ...query, limit: pageSize, ...(from === null ? {} : { cursor: from }) } }),
      (page) => {
        setEvents((old) => (from === null || old === null ? page.events : [...old, ...page.events]));
        setCursor(page.next_cursor);
      },
    );
  // biome-ignore lint/correctness/useExhaustiveDependencies: the first page, once
  useEffect(() => {
    load(null);
  }, []);
  return { events, fault, waiting, more: cursor !== null, loadMore: () => load(cursor), collect: () => collect(query) };
}

interface Collected {
  readonly events: readonly AlarmEventReply[];
  /** There are more than a file holds. */
  readonly isCut: boolean;
}

/** Throws StationError. */
async function collect(query: ReturnType<typeof historyQuery>): Promise<Collected> {
  const events: AlarmEventReply[] = [];
  let cursor: string | null = null;
  do {
    const more: { cursor?: string } = cursor === null ? {} : { cursor };
    const page: { events: AlarmEventReply[]; next_cursor: string | null } = await rest.call(routes.alarmHistory, {
      query: { ...query, limit: filePage, ...more },
    });
    events.push(...page.events);
    cursor = page.next_cursor;
  } while (cursor !== null && events.length < mostInFile);
  return { events, isCut: cursor !== null };
}
