/** That alarms come in a flood, since when and how many, and the way to the one that came first. Nothing while there is none. */
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useFormat, useText } from '../i18n/use-text.ts';
import { selectAlarm, useAlarms } from './alarms-store.ts';
import styles from './flood-notice.module.css';

export function FloodNotice() {
  const t = useText().alarmTools.flood;
  const format = useFormat();
  const flood = useAlarms((state) => state.flood);
  const isOpen = useAlarms((state) => state.flood !== null && state.flood.first_alarm in state.alarms);
  if (flood === null) return null;
  return (
    <div className={styles['flood']} role="status">
      <Notice tone="warning">
        <strong>{t.title(flood.alarms, format.time(Date.parse(flood.since)))}</strong> {t.hint}{' '}
        {isOpen ? <Button onClick={() => selectAlarm(flood.first_alarm)}>{t.showFirst}</Button> : t.firstGone}
      </Notice>
    </div>
  );
}
