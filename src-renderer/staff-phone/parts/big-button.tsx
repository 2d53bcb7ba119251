/** A button for a gloved thumb. */
import type { ButtonHTMLAttributes } from 'react';
import { classNames } from '../../ui/class-names.ts';
import styles from './big-button.module.css';

interface BigButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly tone?: 'normal' | 'primary' | 'danger';
}

export function BigButton({ tone = 'normal', className, ...rest }: BigButtonProps) {
  return <button type="button" className={classNames(styles['button'], styles[tone], className)} {...rest} />;
}
