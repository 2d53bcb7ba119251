/** Who did what, newest first, by person and by act; and the proof that nothing of it was changed. */
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Table } from '../../ui/table.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useFormat, useText } from '../i18n/use-text.ts';
import { FaultNotice } from '../station/fault-notice.tsx';
import { AuditProof } from './audit-proof.tsx';
import { actName, detailsText } from './audit-words.ts';
import styles from './set-up.module.css';
import { type AuditEntry, type AuditFilter, useAuditPages } from './use-audit-pages.ts';
import { useSettled } from './use-settled.ts';

export function AuditSection() {
  const t = useText();
  const [actor, setActor] = useState('');
  const [action, setAction] = useState('');
  const filter = useSettled(actor.trim());
  const acts = Object.entries(t.setUp.acts).map(([value, label]) => ({ value, label }));
  return (
    <div className={`${styles['section']} ${styles['audit']}`}>
      <div className={styles['filters']}>
        <TextField
          label={t.setUp.audit.actor}
          value={actor}
          onChange={setActor}
          hint={t.setUp.audit.filterActor}
          maxLength={100}
          autoComplete="off"
        />
        <SelectField
          label={t.setUp.audit.action}
          value={action}
          options={[{ value: '', label: t.setUp.audit.anyAction }, ...acts]}
          onChange={setAction}
        />
        <AuditProof />
      </div>
      <Panel title={t.setUp.audit.title} scroll>
        <AuditPages key={`${filter}\n${action}`} actor={filter} action={action} />
      </Panel>
    </div>
  );
}

function AuditPages(filter: AuditFilter) {
  const t = useText();
  const { entries, fault, hasMore, loadMore, waiting } = useAuditPages(filter);
  const { when, actor, action, target, details, address, title, empty, more } = t.setUp.audit;
  if (entries === null) return fault === null ? <Skeleton rows={8} height={40} /> : <FaultNotice fault={fault} />;
  if (entries.length === 0) return <EmptyState title={empty} />;
  return (
    <>
      <Table caption={title} head={[when, actor, action, target, details, address]}>
        {entries.map((entry) => (
          <AuditRow key={entry.seq} entry={entry} />
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

function AuditRow({ entry }: { readonly entry: AuditEntry }) {
  const t = useText();
  const format = useFormat();
  const details = detailsText(entry.details);
  return (
    <tr>
      <td className={`${styles['dim']} ${styles['nowrap']}`}>{format.dateTime(Date.parse(entry.timestamp))}</td>
      <td className={styles['strong']}>{entry.actor}</td>
      <td>{actName(entry.action, t)}</td>
      <td className={styles['dim']}>{entry.target}</td>
      <td>
        <div className={styles['details']} title={details}>
          {details}
        </div>
      </td>
      <td className={styles['dim']}>{entry.address}</td>
    </tr>
  );
}
