/** Makes an account, or changes one: its rights, or its password. */
import { useState } from 'react';
import type { AccountReply } from '../../../src-contract/api/people.ts';
import { routes } from '../../../src-contract/api/routes.ts';
import { type Role, roles } from '../../../src-contract/domain/roles.ts';
import { Choice } from '../../ui/choice.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Form } from '../../ui/form.tsx';
import { NewName, NewPassword } from '../account/name-and-password.tsx';
import { nameFault, passwordFault } from '../account/password-rule.ts';
import { showToast } from '../frame/toast-store.ts';
import type { Catalogue } from '../i18n/en.ts';
import { useText } from '../i18n/use-text.ts';
import { faultKind } from '../station/fault-kind.ts';
import { FaultNotice } from '../station/fault-notice.tsx';
import { rest } from '../station/session.ts';
import { useCommand } from '../station/use-command.ts';
import { linesToSend } from './lines.ts';
import { LinesField, useStationLines } from './lines-field.tsx';

export type AccountTask = { readonly kind: 'add' } | { readonly kind: 'change' | 'password'; readonly account: AccountReply };

interface AccountDialogProps {
  readonly task: AccountTask | null;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

export function AccountDialog({ task, onClose, onDone }: AccountDialogProps) {
  const t = useText();
  const finish = (word: string) => {
    showToast(word);
    onClose();
    onDone();
  };
  return (
    <Dialog open={task !== null} title={task === null ? '' : titleOf(task, t)} closeLabel={t.common.close} onClose={onClose}>
      {task?.kind === 'add' ? <AddForm onDone={finish} /> : null}
      {task?.kind === 'change' ? <RightsForm account={task.account} onDone={finish} /> : null}
      {task?.kind === 'password' ? <PasswordForm account={task.account} onDone={finish} /> : null}
    </Dialog>
  );
}

function titleOf(task: AccountTask, { setUp }: Catalogue): string {
  if (task.kind === 'add') return setUp.people.addTitle;
  const { changeTitle, passwordTitle } = setUp.people;
  return task.kind === 'change' ? changeTitle(task.account.username) : passwordTitle(task.account.username);
}

interface AccountFormProps {
  readonly account: AccountReply;
  /** With the word that says what was done. */
  readonly onDone: (word: string) => void;
}

function AddForm({ onDone }: Pick<AccountFormProps, 'onDone'>) {
  const t = useText();
  const all = useStationLines();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [role, setRole] = useState<Role>('operator');
  const [lines, setLines] = useState(all);
  const [tried, setTried] = useState(false);
  const command = useCommand();
  const taken = command.fault !== null && faultKind(command.fault) === 'taken';
  const send = () => {
    setTried(true);
    if (nameFault(username, t) !== null || passwordFault(password, t) !== null) return;
    const body = { username, password, role, lines: linesToSend(lines, all) };
    command.run(
      () => rest.call(routes.register, { body }),
      (made) => onDone(t.setUp.people.made(made.username)),
    );
  };
  const rename = (name: string) => {
    setUsername(name);
    command.clear();
  };
  return (
    <Form submit={t.account.make} ready={lines.length > 0 && !command.waiting} onSubmit={send}>
      <NewName value={username} onChange={rename} tried={tried} taken={taken} />
      <NewPassword value={password} onChange={setPassword} tried={tried} />
      <RoleField value={role} onChange={setRole} />
      <LinesField chosen={lines} onChange={setLines} />
      {taken ? null : <FaultNotice fault={command.fault} />}
    </Form>
  );
}

function RightsForm({ account, onDone }: AccountFormProps) {
  const t = useText();
  const all = useStationLines();
  const [role, setRole] = useState<Role>(account.role);
  const [lines, setLines] = useState(account.lines ?? all);
  const command = useCommand();
  const send = () => {
    const body = { role, lines: linesToSend(lines, all) };
    command.run(
      () => rest.call(routes.changeAccount, { params: { id: account.id }, body }),
      ({ username }) => onDone(t.setUp.people.saved(username)),
    );
  };
  return (
    <Form submit={t.account.save} ready={lines.length > 0 && !command.waiting} onSubmit={send}>
      <p>{t.setUp.people.changeBody}</p>
      <RoleField value={role} onChange={setRole} />
      <LinesField chosen={lines} onChange={setLines} />
      <FaultNotice fault={command.fault} instead={{ taken: t.setUp.people.lastAdmin }} />
    </Form>
  );
}

function PasswordForm({ account, onDone }: AccountFormProps) {
  const t = useText();
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const command = useCommand();
  const send = () => {
    setTried(true);
    if (passwordFault(password, t) !== null) return;
    command.run(
      () => rest.call(routes.changeAccount, { params: { id: account.id }, body: { password } }),
      ({ username }) => onDone(t.setUp.people.passwordDone(username)),
    );
  };
  return (
    <Form submit={t.account.save} ready={!command.waiting} onSubmit={send}>
      <p>{t.setUp.people.passwordBody}</p>
      <NewPassword value={password} onChange={setPassword} tried={tried} firstFocus />
      <FaultNotice fault={command.fault} />
    </Form>
  );
}

function RoleField({ value, onChange }: { readonly value: Role; readonly onChange: (role: Role) => void }) {
  const t = useText();
  const options = roles.map((role) => ({ value: role, label: t.bar.roles[role] }));
  return <Choice label={t.setUp.role} value={value} onChange={onChange} options={options} />;
}
