/** Whether what the phone shows is the present: quiet while it is, and with its age when it isn't. */
import { Unplug, Wifi } from 'lucide-react';
import { useStationNow } from '../../client/station-clock.ts';
import { useFormat, useText } from '../i18n/use-text.ts';
import { usePhone } from '../station/phone-store.ts';
import styles from './link-bar.module.css';

export function LinkBar() {
  const t = useText();
  const format = useFormat();
  const link = usePhone((state) => state.link);
  const asOfMs = usePhone((state) => state.asOfMs);
  const nowMs = useStationNow();
  if (link.kind === 'connected') {
    return (
      <p className={styles['connected']} role="status">
        <Wifi size={14} aria-hidden="true" />
        {t.link.connected}
      </p>
    );
  }
  const text = asOfMs === null ? t.link.lost : t.link.offline(format.age(nowMs - asOfMs));
  return (
    <p className={styles['lost']} role="status">
      <Unplug size={16} aria-hidden="true" />
      {text}
    </p>
  );
}
