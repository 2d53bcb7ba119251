/** Accounts with their rights, and what an administrator does with each. */
import { CircleCheck, CircleOff } from 'lucide-react';
import type { AccountReply } from '../../../src-contract/api/people.ts';
import { Button } from '../../ui/button.tsx';
import { RowActions, Table } from '../../ui/table.tsx';
import { useFormat, useLineName, useText } from '../i18n/use-text.ts';
import { linesText } from './lines.ts';
import styles from './set-up.module.css';

export type AccountAct = 'change' | 'password' | 'switch';

interface AccountTableProps {
  readonly accounts: readonly AccountReply[];
  /** The account that looks at this; null for a session by link. */
  readonly ownId: string | null;
  readonly onAct: (act: AccountAct, account: AccountReply) => void;
}

export function AccountTable({ accounts, ownId, onAct }: AccountTableProps) {
  const t = useText();
  const { title, name, state, created } = t.setUp.people;
  return (
    <Table caption={title} head={[name, t.setUp.role, t.setUp.lines, state, created, '']}>
      {accounts.map((account) => (
        <AccountRow key={account.id} account={account} own={account.id === ownId} onAct={(act) => onAct(act, account)} />
      ))}
    </Table>
  );
}

interface AccountRowProps {
  readonly account: AccountReply;
  readonly own: boolean;
  readonly onAct: (act: AccountAct) => void;
}

function AccountRow({ account, own, onAct }: AccountRowProps) {
  const t = useText();
  const nameOf = useLineName();
  const format = useFormat();
  const { you, createdBy, change, password, switchOff, switchOn } = t.setUp.people;
  const off = account.disabled_at !== null;
  const act = (kind: AccountAct, label: string) => (
    <Button aria-label={`${label}: ${account.username}`} onClick={() => onAct(kind)}>
      {label}
    </Button>
  );
  return (
    <tr className={off ? styles['off'] : undefined}>
      <td>
        <span className={styles['strong']}>{account.username}</span>
        {own ? <span className={styles['dim']}> · {you}</span> : null}
      </td>
      <td>{t.bar.roles[account.role]}</td>
      <td>{linesText(account.lines, nameOf, t)}</td>
      <td>
        <AccountState off={off} />
      </td>
      <td className={styles['dim']}>{createdBy(format.dateTime(Date.parse(account.created_at)), account.created_by)}</td>
      <RowActions>
        {act('change', change)}
        {act('password', password)}
        {act('switch', off ? switchOn : switchOff)}
      </RowActions>
    </tr>
  );
}

function AccountState({ off }: { readonly off: boolean }) {
  const t = useText();
  const Icon = off ? CircleOff : CircleCheck;
  return (
    <span className={styles['state']}>
      <Icon size={14} aria-hidden="true" />
      {off ? t.setUp.people.off : t.setUp.people.active}
    </span>
  );
}
