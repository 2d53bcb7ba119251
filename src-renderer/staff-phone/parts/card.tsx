/** A block of a screen with its heading. */
import type { ReactNode } from 'react';
import styles from './card.module.css';

export function Card({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={styles['card']}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}
