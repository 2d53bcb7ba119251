/** How long what is kept, how much of it there is and will be; and other times, once it was seen what they would remove. */
import { useState } from 'react';
import type { RetentionReply } from '../../../src-contract/api/care.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Table } from '../../ui/table.tsx';
import { sizeText } from '../backups/ask-backups.ts';
import { useFormat, useText } from '../i18n/use-text.ts';
import { FaultNotice } from '../station/fault-notice.tsx';
import { useAsked } from '../station/use-asked.ts';
import { askRetention } from './ask-care.ts';
import styles from './care.module.css';
import { RetentionForm } from './retention-form.tsx';

export function RetentionSection() {
  const t = useText();
  const { asked, again } = useAsked(askRetention);
  const [changes, setChanges] = useState(false);
  if (asked.kind === 'loading') return <Skeleton rows={6} height={40} />;
  if (asked.kind === 'failed') return <FaultNotice fault={asked.fault} />;
  const close = () => setChanges(false);
  return (
    <div className={styles['one']}>
      <Panel
        title={t.care.retention.title}
        scroll
        aside={<Button onClick={() => setChanges(true)}>{t.care.retention.change}</Button>}
      >
        <Kept reply={asked.value} />
      </Panel>
      <Dialog open={changes} title={t.care.retention.change} closeLabel={t.common.close} onClose={close}>
        {changes ? (
          <RetentionForm
            reply={asked.value}
            onDone={() => {
              close();
              again();
            }}
          />
        ) : null}
      </Dialog>
    </div>
  );
}

function Kept({ reply }: { readonly reply: RetentionReply }) {
  const t = useText();
  const format = useFormat();
  const { title, what, days, now, oldest, later, kinds, rows, nothing, unknown, store, hint } = t.care.retention;
  const most = sizeText(reply.max_database_mb * 2 ** 20, format, t);
  return (
    <>
      <div className={styles['note']}>
        <p>{store(sizeText(reply.store_bytes, format, t), most)}</p>
        <p className={styles['dim']}>{hint}</p>
      </div>
      <Table caption={title} head={[what, days, now, oldest, later]}>
        {reply.kept.map((kept) => (
          <tr key={kept.setting}>
            <td className={styles['strong']}>{kinds[kept.setting]}</td>
            <td>{format.number(kept.days, Number.isInteger(kept.days) ? 0 : 1)}</td>
            <td>{kept.rows === 0 ? nothing : `${sizeText(kept.bytes, format, t)}, ${rows(kept.rows)}`}</td>
            <td className={styles['nowrap']}>{kept.oldest_at === null ? nothing : format.day(Date.parse(kept.oldest_at))}</td>
            <td className={styles['dim']}>{kept.expected_bytes === null ? unknown : sizeText(kept.expected_bytes, format, t)}</td>
          </tr>
        ))}
      </Table>
    </>
  );
}
