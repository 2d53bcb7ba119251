/** A titled region of a screen. The title row has a fixed height, so what comes and goes in it moves nothing. */
import { type ReactNode, useId } from 'react';
import { classNames } from './class-names.ts';
import styles from './panel.module.css';

interface PanelProps {
  readonly title: string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
  readonly className?: string | undefined;
  /** The content scrolls; else it is cut at the panel's edge. */
  readonly scroll?: boolean;
}

export function Panel({ title, aside, children, className, scroll = false }: PanelProps) {
  const id = useId();
  return (
    <section className={classNames(styles['panel'], className)} aria-labelledby={id}>
      <header className={styles['head']}>
        <h2 id={id}>{title}</h2>
        <span className={styles['aside']}>{aside}</span>
      </header>
      <div className={classNames(styles['body'], scroll && styles['scroll'])}>{children}</div>
    </section>
  );
}
