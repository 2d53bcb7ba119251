/** Until there is an administrator's account: a lasting word in the frame, and the form that makes the first one. */
import { UserRoundPlus } from 'lucide-react';
import { useState } from 'react';
import { routes } from '../../../src-contract/api/routes.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useFocusOnMount } from '../../ui/use-focus-on-mount.ts';
import { useText } from '../i18n/use-text.ts';
import { faultKind } from '../station/fault-kind.ts';
import { FaultNotice } from '../station/fault-notice.tsx';
import { askWho, rest } from '../station/session.ts';
import { isAdmin, useSession } from '../station/session-store.ts';
import { useCommand } from '../station/use-command.ts';
import styles from './first-admin.module.css';
import { NewName, NewPassword, RepeatedPassword } from './name-and-password.tsx';
import { nameFault, passwordFault } from './password-rule.ts';

export function FirstAdmin() {
  const t = useText();
  const caller = useSession((state) => state.caller);
  const [open, setOpen] = useState(false);
  const needed = isAdmin(caller) && caller?.first_admin_needed === true;
  // The dialog outlives the notice: it has the last word, how to sign in next time.
  if (!needed && !open) return null;
  return (
    <div className={styles['place']}>
      {needed ? (
        <div className={styles['notice']} role="note">
          <UserRoundPlus size={18} aria-hidden="true" />
          <span>{t.account.firstNotice}</span>
          <Button onClick={() => setOpen(true)}>{t.account.firstMake}</Button>
        </div>
      ) : null}
      <Dialog open={open} title={t.account.firstTitle} closeLabel={t.common.close} onClose={() => setOpen(false)}>
        <FirstAdminForm onClose={() => setOpen(false)} />
      </Dialog>
    </div>
  );
}

function FirstAdminForm({ onClose }: { readonly onClose: () => void }) {
  const t = useText();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [repeated, setRepeated] = useState('');
  const [tried, setTried] = useState(false);
  const [made, setMade] = useState<string | null>(null);
  const command = useCommand();
  const taken = command.fault !== null && faultKind(command.fault) === 'taken';
  const different = password === repeated ? null : t.account.different;
  const send = () => {
    setTried(true);
    if (nameFault(username, t) !== null || passwordFault(password, t) !== null || different !== null) return;
    command.run(
      () => rest.call(routes.register, { body: { username, password, role: 'admin' } }),
      (account) => {
        setMade(account.username);
        askWho().catch(() => {});
      },
    );
  };
  if (made !== null) {
    return <Made name={made} onClose={onClose} />;
  }
  return (
    <Form submit={t.account.make} ready={!command.waiting} onSubmit={send}>
      <p className={styles['hint']}>{t.account.firstBody}</p>
      <NewName
        value={username}
        onChange={(name) => {
          setUsername(name);
          command.clear();
        }}
        tried={tried}
        taken={taken}
      />
      <NewPassword value={password} onChange={setPassword} tried={tried} />
      <RepeatedPassword value={repeated} onChange={setRepeated} fault={tried ? different : null} />
      {taken ? null : <FaultNotice fault={command.fault} />}
    </Form>
  );
}

/** The last word: how to sign in from now on. */
function Made({ name, onClose }: { readonly name: string; readonly onClose: () => void }) {
  const t = useText();
  const element = useFocusOnMount();
  return (
    <Form submit={t.common.close} onSubmit={onClose}>
      <div ref={element} tabIndex={-1} className={styles['made']}>
        <Notice>{t.account.firstDone(name)}</Notice>
      </div>
    </Form>
  );
}
