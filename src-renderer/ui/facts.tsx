/** What is known of one thing: terms beside what they are. */
import type { ReactNode } from 'react';
import styles from './facts.module.css';

export function Facts({ children }: { readonly children: ReactNode }) {
  return <dl className={styles['facts']}>{children}</dl>;
}

interface FactProps {
  readonly term: string;
  readonly strong?: boolean;
  readonly children: ReactNode;
}

export function Fact({ term, strong = false, children }: FactProps) {
  return (
    <div data-strong={strong}>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
