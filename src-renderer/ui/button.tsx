/** A button with its states. `icon` alone needs a `label`; `keys` shows the shortcut that does the same. */
import type { ButtonHTMLAttributes, ReactNode } from 'react';
import styles from './button.module.css';
import { classNames } from './class-names.ts';

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly tone?: 'normal' | 'quiet' | 'primary';
  readonly icon?: ReactNode;
  /** Read out, and shown as a hint, when there is no text. */
  readonly label?: string;
  readonly keys?: string | undefined;
  readonly pressed?: boolean;
}

export function Button({ tone = 'normal', icon, label, keys, pressed, className, children, ...rest }: ButtonProps) {
  const iconOnly = children === undefined;
  return (
    <button
      type="button"
      {...(label === undefined ? {} : { 'aria-label': label, title: keys === undefined ? label : `${label} (${keys})` })}
      {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
      {...(keys === undefined ? {} : { 'aria-keyshortcuts': keys })}
      className={classNames(styles['button'], styles[tone], iconOnly && styles['icon-only'], className)}
      {...rest}
    >
      {icon}
      {iconOnly ? null : <span className={styles['text']}>{children}</span>}
      {keys === undefined || iconOnly ? null : (
        // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a key hint takes no focus
        <kbd className={styles['keys']} aria-hidden="true">
          {keys}
        </kbd>
      )}
    </button>
  );
}
