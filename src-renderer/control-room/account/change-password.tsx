/** A person's own new password, by the present one. */
import { useState } from 'react';
import { routes } from '../../../src-contract/api/routes.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Form } from '../../ui/form.tsx';
import { PasswordField } from '../../ui/text-field.tsx';
import { showToast } from '../frame/toast-store.ts';
import { useText } from '../i18n/use-text.ts';
import { FaultNotice } from '../station/fault-notice.tsx';
import { restWithPassword } from '../station/session.ts';
import { useCommand } from '../station/use-command.ts';
import { NewPassword } from './name-and-password.tsx';
import { passwordFault } from './password-rule.ts';

interface ChangePasswordProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

export function ChangePassword({ open, onClose }: ChangePasswordProps) {
  const t = useText();
  return (
    <Dialog open={open} title={t.account.changeTitle} closeLabel={t.common.close} onClose={onClose}>
      <ChangePasswordForm onDone={onClose} />
    </Dialog>
  );
}

function ChangePasswordForm({ onDone }: { readonly onDone: () => void }) {
  const t = useText();
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const command = useCommand();
  const send = () => {
    setTried(true);
    if (passwordFault(password, t) !== null) return;
    command.run(
      () => restWithPassword.call(routes.changePassword, { body: { current, password } }),
      () => {
        showToast(t.account.changed);
        onDone();
      },
    );
  };
  return (
    <Form submit={t.account.save} ready={current !== '' && !command.waiting} onSubmit={send}>
      <p>{t.account.changeBody}</p>
      <PasswordField
        label={t.account.current}
        showLabel={t.account.show}
        hideLabel={t.account.hide}
        value={current}
        onChange={setCurrent}
        autoComplete="current-password"
        firstFocus
      />
      <NewPassword value={password} onChange={setPassword} tried={tried} />
      <FaultNotice fault={command.fault} instead={{ wrong: t.account.currentWrong }} />
    </Form>
  );
}
