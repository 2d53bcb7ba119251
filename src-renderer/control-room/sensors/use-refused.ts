/** Refused readings page by page, from the newest on. Another look is another instance. */
import { useEffect, useState } from 'react';
import { type RejectedReply, sensorRoutes } from '../../../src-contract/api/sensors.ts';
import type { Reply } from '../../client/rest.ts';
import { rest } from '../station/session.ts';
import { useCommand } from '../station/use-command.ts';

type Page = Reply<typeof sensorRoutes.rejectedReadings>;

export function useRefused() {
  const [rows, setRows] = useState<readonly RejectedReply[] | null>(null);
  const [last, setLast] = useState<Pick<Page, 'next_cursor' | 'since_start'>>({ next_cursor: null, since_start: {} });
  const { run, fault, waiting } = useCommand();
  const load = (cursor: string | null) =>
    run(
      () => rest.call(sensorRoutes.rejectedReadings, { query: cursor === null ? {} : { cursor } }),
      (page) => {
        setRows((old) => [...(cursor === null ? [] : (old ?? [])), ...page.rejected]);
        setLast(page);
      },
    );
  // biome-ignore lint/correctness/useExhaustiveDependencies: the first page, once
  useEffect(() => {
    load(null);
  }, []);
  return {
    ...{ rows, fault, waiting, sinceStart: last.since_start, hasMore: last.next_cursor !== null },
    loadMore: () => load(last.next_cursor),
  };
}
