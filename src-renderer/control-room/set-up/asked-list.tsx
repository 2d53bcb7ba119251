/** A list from the station in each of its states: on its way, not to be had, old, empty, there. */
import type { ReactNode } from 'react';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useText } from '../i18n/use-text.ts';
import { FaultNotice } from '../station/fault-notice.tsx';
import type { AskedAgain } from '../station/use-asked.ts';
import styles from './set-up.module.css';

interface AskedListProps<T> {
  readonly from: AskedAgain<readonly T[]>;
  readonly empty: ReactNode;
  readonly children: (rows: readonly T[]) => ReactNode;
}

export function AskedList<T>({ from: { asked, again }, empty, children }: AskedListProps<T>) {
  const t = useText();
  switch (asked.kind) {
    case 'loading':
      return <Skeleton rows={6} height={40} />;
    case 'failed':
      return (
        <EmptyState title={t.setUp.failed}>
          <div className={styles['form']}>
            <FaultNotice fault={asked.fault} />
            <Button onClick={again}>{t.setUp.tryAgain}</Button>
          </div>
        </EmptyState>
      );
    case 'ready':
      return (
        <>
          {asked.fault === null ? null : (
            <div className={styles['note']}>
              <Notice tone="warning">{t.setUp.stale}</Notice>
            </div>
          )}
          {asked.value.length === 0 ? empty : children(asked.value)}
        </>
      );
  }
}
