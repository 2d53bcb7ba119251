/** A lasting word where it matters: a plain one, one to heed, or what went wrong. The icon says the same as the colour. */
import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './notice.module.css';

type NoticeTone = 'info' | 'warning' | 'fault';

const icons = { info: Info, warning: TriangleAlert, fault: CircleAlert } as const;

export function Notice({ tone = 'info', children }: { readonly tone?: NoticeTone; readonly children: ReactNode }) {
  const Icon = icons[tone];
  return (
    <div className={styles['notice']} data-tone={tone} role={tone === 'fault' ? 'alert' : 'note'}>
      <Icon size={16} aria-hidden="true" />
      <div>{children}</div>
    </div>
  );
}
