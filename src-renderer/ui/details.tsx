/** One thing in full, in parts one under the other: its mark, title and state, then sections, and the picture of its place. */
import type { ReactNode, Ref } from 'react';
import styles from './details.module.css';

export function Details({ children }: { readonly children: ReactNode }) {
  return <article className={styles['details']}>{children}</article>;
}

interface DetailsHeadProps {
  readonly ref?: Ref<HTMLElement>;
  readonly mark: ReactNode;
  readonly title: string;
  /** What is true of it now, most important first. */
  readonly state: readonly string[];
}

export function DetailsHead({ ref, mark, title, state }: DetailsHeadProps) {
  return (
    <header ref={ref} className={styles['head']}>
      {mark}
      <div>
        <h3>{title}</h3>
        <p className={styles['state']}>{state.join(' · ')}</p>
      </div>
    </header>
  );
}

export function DetailsSection({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={styles['section']}>
      <h4>{title}</h4>
      {children}
    </section>
  );
}

export function DetailsPicture({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <section className={styles['picture']} aria-label={label}>
      {children}
    </section>
  );
}
