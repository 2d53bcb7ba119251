/** What came in and was refused, newest first, with its reason, its sender and its text as it came; and how much since the start. */
import { useState } from 'react';
import type { RejectedReply, sensorRoutes } from '../../../src-contract/api/sensors.ts';
import { rejectReasons } from '../../../src-contract/domain/reading.ts';
import type { Reply } from '../../client/rest.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Table } from '../../ui/table.tsx';
import { useFormat, useText } from '../i18n/use-text.ts';
import { FaultNotice } from '../station/fault-notice.tsx';
import styles from './sensors.module.css';
import { useRefused } from './use-refused.ts';

export function RefusedReadings({ search }: { readonly search: string }) {
  const t = useText();
  const [visit, setVisit] = useState(0);
  const again = (
    <Button tone="quiet" onClick={() => setVisit(visit + 1)}>
      {t.sensors.refused.again}
    </Button>
  );
  return (
    <Panel title={t.sensors.refused.title} aside={again} scroll>
      <p className={styles['note']}>{t.sensors.refused.hint}</p>
      <Pages key={visit} search={search} />
    </Panel>
  );
}

function Pages({ search }: { readonly search: string }) {
  const t = useText();
  const { rows, sinceStart, fault, waiting, hasMore, loadMore } = useRefused();
  const { title, none, when, reason, sender, text, more } = t.sensors.refused;
  if (rows === null) return fault === null ? <Skeleton rows={8} height={40} /> : <FaultNotice fault={fault} />;
  if (rows.length === 0) return <EmptyState title={none} />;
  const shown = rows.filter(({ sensor_id, type, origin, raw }) =>
    [sensor_id, type, origin, raw].some((part) => part?.toLowerCase().includes(search) ?? false),
  );
  return (
    <>
      <Counts sinceStart={sinceStart} />
      <Table caption={title} head={[when, t.sensors.columns.name, reason, sender, text]}>
        {shown.map((row, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same may be refused many times in one millisecond, and rows only follow
          <RefusedRow key={i} row={row} />
        ))}
      </Table>
      <FaultNotice fault={fault} />
      {hasMore ? (
        <div className={styles['more']}>
          <Button disabled={waiting} onClick={loadMore}>
            {more}
          </Button>
        </div>
      ) : null}
    </>
  );
}

function Counts({ sinceStart }: { readonly sinceStart: Reply<typeof sensorRoutes.rejectedReadings>['since_start'] }) {
  const t = useText();
  const format = useFormat();
  const known = rejectReasons.filter((reason) => (sinceStart[reason] ?? 0) > 0);
  return (
    <ul className={styles['counts']} aria-label={t.sensors.refused.sinceStart}>
      <li>{t.sensors.refused.sinceStart}</li>
      {known.map((reason) => (
        <li key={reason}>
          {t.sensors.refused.reasons[reason]}: <strong>{format.number(sinceStart[reason] ?? 0)}</strong>
        </li>
      ))}
      {known.length === 0 ? <li>—</li> : null}
    </ul>
  );
}

function RefusedRow({ row }: { readonly row: RejectedReply }) {
  const t = useText();
  const format = useFormat();
  return (
    <tr>
      <td className={`${styles['dim']} ${styles['nowrap']}`}>{format.dateTime(Date.parse(row.received_at))}</td>
      <td>
        <span>{row.sensor_id ?? '—'}</span> <span className={styles['dim']}>{row.type}</span>
      </td>
      <td>
        <strong>{t.sensors.refused.reasons[row.reason]}</strong>
        <div className={styles['dim']}>{row.detail}</div>
      </td>
      <td>
        {t.sensors.now.sources[row.source]}
        <div className={styles['dim']}>{row.origin}</div>
      </td>
      <td>
        <pre className={styles['raw']}>{row.raw}</pre>
      </td>
    </tr>
  );
}
