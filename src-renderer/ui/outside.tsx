/** A page without a station, in the middle of the window: what is the matter, and what can be done. */
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './outside.module.css';

interface OutsideProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly centred?: boolean;
  readonly children: ReactNode;
}

export function Outside({ icon, title, centred = false, children }: OutsideProps) {
  return (
    <main className={classNames(styles['outside'], centred && styles['centred'])}>
      {icon}
      <h1>{title}</h1>
      {children}
    </main>
  );
}
