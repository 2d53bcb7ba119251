/** A line of text with its label, a hint, and what is wrong with it. A password gets a switch that shows it. */
import { Eye, EyeOff } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { Button } from './button.tsx';
import styles from './field.module.css';

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: string | undefined;
  /** Shown instead of the hint, and told as the field's fault. */
  readonly fault?: string | null | undefined;
  readonly autoComplete?: string;
  readonly maxLength?: number;
  /** Where a dialog puts the focus when it opens. */
  readonly firstFocus?: boolean;
  readonly autoFocus?: boolean;
  readonly type?: 'text' | 'password';
  readonly after?: ReactNode;
}

export function TextField({ label, hint = '', fault = null, after, firstFocus = false, ...input }: TextFieldProps) {
  const id = useId();
  const { onChange, type = 'text', autoFocus = false, ...plain } = input;
  return (
    <div className={styles['field']}>
      <label htmlFor={id} className={styles['label']}>
        {label}
      </label>
      <div className={styles['joined']}>
        <input
          id={id}
          className={styles['input']}
          type={type}
          {...plain}
          {...(firstFocus ? { 'data-first-focus': true } : {})}
          // biome-ignore lint/a11y/noAutofocus: only where the field is what the page is there for
          autoFocus={autoFocus}
          spellCheck={false}
          autoCapitalize="none"
          aria-invalid={fault !== null}
          aria-describedby={`${id}-hint`}
          onChange={(event) => onChange(event.target.value)}
        />
        {after}
      </div>
      <span
        id={`${id}-hint`}
        className={fault === null ? styles['hint'] : `${styles['hint']} ${styles['fault']}`}
        aria-live="polite"
      >
        {fault ?? hint}
      </span>
    </div>
  );
}

interface PasswordFieldProps extends Omit<TextFieldProps, 'type' | 'after'> {
  readonly showLabel: string;
  readonly hideLabel: string;
}

export function PasswordField({ showLabel, hideLabel, ...field }: PasswordFieldProps) {
  const [shown, setShown] = useState(false);
  const Icon = shown ? EyeOff : Eye;
  const toggle = (
    <Button
      tone="quiet"
      label={shown ? hideLabel : showLabel}
      icon={<Icon size={16} aria-hidden="true" />}
      onClick={() => setShown(!shown)}
    />
  );
  return <TextField {...field} type={shown ? 'text' : 'password'} after={toggle} />;
}
