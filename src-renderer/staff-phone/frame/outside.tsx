/** The phone without a station: opening, and no answer. */
import { ShieldHalf, Unplug } from 'lucide-react';
import type { ReactNode } from 'react';
import { useText } from '../i18n/use-text.ts';
import { BigButton } from '../parts/big-button.tsx';
import { openSession } from '../station/session.ts';
import styles from './outside.module.css';

export function Opening() {
  const t = useText();
  return (
    <Outside icon={<ShieldHalf size={56} strokeWidth={1.25} />} title="Kavach">
      <p role="status">{t.link.loading}</p>
    </Outside>
  );
}

export function Unreachable() {
  const t = useText();
  return (
    <Outside icon={<Unplug size={56} strokeWidth={1.25} />} title={t.link.unreachable}>
      <p role="alert">{t.link.unreachableHint}</p>
      <BigButton tone="primary" onClick={() => openSession()}>
        {t.link.again}
      </BigButton>
    </Outside>
  );
}

function Outside({ icon, title, children }: { readonly icon: ReactNode; readonly title: string; readonly children: ReactNode }) {
  return (
    <main className={styles['outside']}>
      {icon}
      <h1>{title}</h1>
      {children}
    </main>
  );
}
