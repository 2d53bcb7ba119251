/** The fields of a new account or password. What is wrong shows once somebody tried to send it, so that nobody is told off while typing. */
import { PasswordField, TextField } from '../../ui/text-field.tsx';
import { useText } from '../i18n/use-text.ts';
import { nameFault, passwordFault, passwordLength } from './password-rule.ts';

interface NewNameProps {
  readonly value: string;
  readonly onChange: (name: string) => void;
  readonly tried: boolean;
  /** The station knows an account of this name. */
  readonly taken: boolean;
}

export function NewName({ value, onChange, tried, taken }: NewNameProps) {
  const t = useText();
  const fault = taken ? t.account.nameTaken : tried ? nameFault(value, t) : null;
  return (
    <TextField
      label={t.account.name}
      value={value}
      onChange={onChange}
      hint={t.account.nameRule}
      fault={fault}
      autoComplete="username"
      maxLength={40}
      firstFocus
    />
  );
}

interface NewPasswordProps {
  readonly value: string;
  readonly onChange: (password: string) => void;
  readonly tried: boolean;
  readonly firstFocus?: boolean;
}

export function NewPassword({ value, onChange, tried, firstFocus = false }: NewPasswordProps) {
  const t = useText();
  return (
    <PasswordField
      label={t.account.newPassword}
      showLabel={t.account.show}
      hideLabel={t.account.hide}
      value={value}
      onChange={onChange}
      hint={t.account.length(value.length, passwordLength.least)}
      fault={tried ? passwordFault(value, t) : null}
      autoComplete="new-password"
      maxLength={passwordLength.most}
      firstFocus={firstFocus}
    />
  );
}

interface RepeatedProps {
  readonly value: string;
  readonly onChange: (password: string) => void;
  readonly fault: string | null;
}

export function RepeatedPassword({ value, onChange, fault }: RepeatedProps) {
  const t = useText();
  return (
    <PasswordField
      label={t.account.again}
      showLabel={t.account.show}
      hideLabel={t.account.hide}
      value={value}
      onChange={onChange}
      fault={fault}
      autoComplete="new-password"
      maxLength={passwordLength.most}
    />
  );
}
