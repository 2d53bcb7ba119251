/** Keys of programs: what each may do, when it was last used, and its end. */
import { KeySquare } from 'lucide-react';
import { useState } from 'react';
import type { ServiceKeyReply } from '../../../src-contract/api/people.ts';
import { routes } from '../../../src-contract/api/routes.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { RowActions, Table } from '../../ui/table.tsx';
import type { Catalogue } from '../i18n/en.ts';
import { useFormat, useText } from '../i18n/use-text.ts';
import { rest } from '../station/session.ts';
import { useAsked } from '../station/use-asked.ts';
import { AskedList } from './asked-list.tsx';
import { type Confirmation, ConfirmDialog } from './confirm-dialog.tsx';
import { NewKeyDialog } from './new-key-dialog.tsx';
import { Ago } from './phone-table.tsx';
import styles from './set-up.module.css';
import { askServiceKeys } from './station-lists.ts';

export function ProgramsSection() {
  const t = useText();
  const keys = useAsked(askServiceKeys);
  const [adding, setAdding] = useState(false);
  const [asks, setAsks] = useState<Confirmation | null>(null);
  const { title, hint, add, name, scopes, used, expires } = t.setUp.programs;
  const addKey = (
    <Button tone="primary" icon={<KeySquare size={15} />} onClick={() => setAdding(true)}>
      {add}
    </Button>
  );
  return (
    <div className={styles['section']}>
      <Panel title={title} aside={addKey} scroll>
        <p className={`${styles['note']} ${styles['dim']}`}>{hint}</p>
        <AskedList from={keys} empty={<EmptyState title={t.setUp.programs.empty}>{t.setUp.programs.emptyHint}</EmptyState>}>
          {(rows) => (
            <Table caption={title} head={[name, scopes, used, expires, t.setUp.people.created, '']}>
              {rows.map((key) => (
                <KeyRow key={key.id} serviceKey={key} onRevoke={() => setAsks(revokeKey(key, t))} />
              ))}
            </Table>
          )}
        </AskedList>
      </Panel>
      <NewKeyDialog open={adding} onClose={() => setAdding(false)} onDone={keys.again} />
      <ConfirmDialog asks={asks} onClose={() => setAsks(null)} onDone={keys.again} />
    </div>
  );
}

function KeyRow({ serviceKey, onRevoke }: { readonly serviceKey: ServiceKeyReply; readonly onRevoke: () => void }) {
  const t = useText();
  const format = useFormat();
  const { name, scopes, created_at, created_by, last_used_at, expires_at } = serviceKey;
  return (
    <tr>
      <td className={styles['strong']}>{name}</td>
      <td>{scopes.join(', ')}</td>
      <td className={styles['nowrap']}>{last_used_at === null ? t.setUp.never : <Ago ms={Date.parse(last_used_at)} />}</td>
      <td className={styles['nowrap']}>{expires_at === null ? t.setUp.never : format.dateTime(Date.parse(expires_at))}</td>
      <td className={styles['dim']}>{t.setUp.people.createdBy(format.dateTime(Date.parse(created_at)), created_by)}</td>
      <RowActions>
        <Button aria-label={`${t.setUp.programs.revoke}: ${name}`} onClick={onRevoke}>
          {t.setUp.programs.revoke}
        </Button>
      </RowActions>
    </tr>
  );
}

function revokeKey({ id, name }: ServiceKeyReply, t: Catalogue): Confirmation {
  const { revokeTitle, revokeBody, revoke, revoked } = t.setUp.programs;
  const act = () => rest.call(routes.revokeServiceKey, { params: { id } });
  return { title: revokeTitle, body: revokeBody(name), confirm: revoke, done: revoked(name), act };
}
