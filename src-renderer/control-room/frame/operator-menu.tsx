/** Who is signed in here, and how to leave: here, or everywhere; a person with an account also changes the password. */
import { CircleUserRound } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { ChangePassword } from '../account/change-password.tsx';
import { useText } from '../i18n/use-text.ts';
import { FaultNotice } from '../station/fault-notice.tsx';
import { signOut } from '../station/session.ts';
import { mayAct, useSession } from '../station/session-store.ts';
import { useCommand } from '../station/use-command.ts';
import styles from './top-bar.module.css';

export function OperatorMenu() {
  const t = useText();
  const caller = useSession((state) => state.caller);
  const [changing, setChanging] = useState(false);
  const command = useCommand();
  if (caller === null) return null;
  const hasAccount = caller.session === 'account';
  const leave = (everywhere: boolean) =>
    command.run(
      () => signOut(everywhere),
      () => {},
    );
  return (
    <>
      <Menu
        label={`${t.bar.operator}: ${caller.name}`}
        button={
          <>
            <CircleUserRound size={17} aria-hidden="true" />
            <span className={styles['caller']}>{caller.name}</span>
          </>
        }
      >
        <div>
          <strong>{caller.name}</strong>
          <p className={styles['role']}>{t.bar.roles[caller.role]}</p>
        </div>
        {mayAct(caller) ? null : <p className={styles['role']}>{t.signIn.notOperator}</p>}
        <Button disabled={command.waiting} onClick={() => leave(false)}>
          {t.bar.signOut}
        </Button>
        {hasAccount ? (
          <>
            <Button disabled={command.waiting} title={t.account.everywhereHint} onClick={() => leave(true)}>
              {t.account.everywhere}
            </Button>
            <Button onClick={() => setChanging(true)}>{t.account.change}</Button>
          </>
        ) : null}
        <FaultNotice fault={command.fault} />
      </Menu>
      <ChangePassword open={changing} onClose={() => setChanging(false)} />
    </>
  );
}
