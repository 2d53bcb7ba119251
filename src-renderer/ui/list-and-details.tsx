/** A screen of two: a list under the tools that choose what it holds, and what is selected in it beside it; below it where it is narrow. */
import type { ReactNode } from 'react';
import styles from './list-and-details.module.css';

interface ListAndDetailsProps {
  /** Which of the two takes the room that is left. */
  readonly wide: 'list' | 'details';
  readonly tools: ReactNode;
  /** A panel. */
  readonly list: ReactNode;
  readonly details: ReactNode;
}

export function ListAndDetails({ wide, tools, list, details }: ListAndDetailsProps) {
  return (
    <div className={styles['screen']} data-wide={wide}>
      <div className={styles['main']}>
        <div className={styles['tools']}>{tools}</div>
        {list}
      </div>
      {details}
    </div>
  );
}
