/** Name and password → a session of this browser (an HttpOnly cookie), and the control room opens. */
import { useState } from 'react';
import { routes } from '../../../src-contract/api/routes.ts';
import { Form } from '../../ui/form.tsx';
import { PasswordField, TextField } from '../../ui/text-field.tsx';
import { useText } from '../i18n/use-text.ts';
import { FaultNotice } from '../station/fault-notice.tsx';
import { openSession, restWithPassword } from '../station/session.ts';
import { useCommand } from '../station/use-command.ts';

export function SignInForm() {
  const t = useText();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const command = useCommand();
  const ready = username.trim() !== '' && password !== '' && !command.waiting;
  const send = () =>
    command.run(() => restWithPassword.call(routes.login, { body: { username, password, cookie: true } }), openSession);
  return (
    <Form submit={command.waiting ? t.account.signingIn : t.account.signIn} ready={ready} onSubmit={send}>
      <TextField
        label={t.account.name}
        value={username}
        onChange={setUsername}
        autoComplete="username"
        maxLength={40}
        autoFocus
      />
      <PasswordField
        label={t.account.password}
        showLabel={t.account.show}
        hideLabel={t.account.hide}
        value={password}
        onChange={setPassword}
        autoComplete="current-password"
        maxLength={200}
      />
      <FaultNotice fault={command.fault} instead={{ wrong: t.account.wrong }} />
    </Form>
  );
}
