/** Accounts of people, and who is signed in now. */
import { UserRoundPlus, Users } from 'lucide-react';
import { useState } from 'react';
import type { AccountReply } from '../../../src-contract/api/people.ts';
import { routes } from '../../../src-contract/api/routes.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ChangePassword } from '../account/change-password.tsx';
import type { Catalogue } from '../i18n/en.ts';
import { useText } from '../i18n/use-text.ts';
import { rest } from '../station/session.ts';
import { useSession } from '../station/session-store.ts';
import { useAsked } from '../station/use-asked.ts';
import { AccountDialog, type AccountTask } from './account-dialog.tsx';
import { type AccountAct, AccountTable } from './account-table.tsx';
import { AskedList } from './asked-list.tsx';
import { type Confirmation, ConfirmDialog } from './confirm-dialog.tsx';
import { SessionsPanel } from './sessions-panel.tsx';
import styles from './set-up.module.css';
import { askAccounts } from './station-lists.ts';

export function PeopleSection() {
  const t = useText();
  const accounts = useAsked(askAccounts);
  const ownId = useSession((state) => (state.caller?.session === 'account' ? state.caller.id : null));
  const [task, setTask] = useState<AccountTask | null>(null);
  const [asks, setAsks] = useState<Confirmation | null>(null);
  const [ownPassword, setOwnPassword] = useState(false);
  const act = (kind: AccountAct, account: AccountReply) => {
    if (kind === 'switch') setAsks(switchAccount(account, t));
    else if (kind === 'password' && account.id === ownId) setOwnPassword(true);
    else setTask({ kind, account });
  };
  return (
    <div className={`${styles['section']} ${styles['people']}`}>
      <Panel title={t.setUp.people.title} aside={<AddAccount onAdd={() => setTask({ kind: 'add' })} />} scroll>
        <AskedList from={accounts} empty={<NoAccount />}>
          {(rows) => <AccountTable accounts={rows} ownId={ownId} onAct={act} />}
        </AskedList>
      </Panel>
      <SessionsPanel />
      <AccountDialog task={task} onClose={() => setTask(null)} onDone={accounts.again} />
      <ConfirmDialog asks={asks} onClose={() => setAsks(null)} onDone={accounts.again} />
      <ChangePassword open={ownPassword} onClose={() => setOwnPassword(false)} />
    </div>
  );
}

function AddAccount({ onAdd }: { readonly onAdd: () => void }) {
  const t = useText();
  return (
    <Button tone="primary" icon={<UserRoundPlus size={15} />} onClick={onAdd}>
      {t.setUp.people.add}
    </Button>
  );
}

function NoAccount() {
  const t = useText();
  return (
    <EmptyState icon={<Users size={28} strokeWidth={1.25} />} title={t.setUp.people.empty}>
      {t.setUp.people.emptyHint}
    </EmptyState>
  );
}

function switchAccount({ id, username, disabled_at }: AccountReply, t: Catalogue): Confirmation {
  const { switchOff, switchOn, offTitle, offBody, saved, lastAdmin } = t.setUp.people;
  const disabled = disabled_at === null;
  return {
    title: disabled ? offTitle(username) : `${switchOn}: ${username}`,
    body: disabled ? offBody : '',
    confirm: disabled ? switchOff : switchOn,
    done: saved(username),
    conflict: lastAdmin,
    act: () => rest.call(routes.changeAccount, { params: { id }, body: { disabled } }),
  };
}
