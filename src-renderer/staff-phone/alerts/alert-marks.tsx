/** That an alert is this phone's owner's to see to, and that nobody in the control room has acknowledged it in time. */
import { Siren, UserRoundCheck } from 'lucide-react';
import type { AlarmReply } from '../../../src-contract/api/alarms.ts';
import { useText } from '../i18n/use-text.ts';
import styles from './alarm-answers.module.css';
import { useMe } from './alarm-answers.tsx';

export function AlertMarks({ alarm: { escalation, assignee } }: { readonly alarm: AlarmReply }) {
  const t = useText().alerts;
  const me = useMe();
  return (
    <>
      {escalation === 0 ? null : (
        <p className={styles['line']}>
          <Siren size={20} aria-hidden="true" />
          <strong>{t.escalated}</strong>
        </p>
      )}
      {assignee === null || assignee.id !== me ? null : (
        <p className={styles['line']}>
          <UserRoundCheck size={20} aria-hidden="true" />
          <strong>{t.yours}</strong>
        </p>
      )}
    </>
  );
}
