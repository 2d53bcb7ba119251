/** Whether the page hears from the station, in an icon and words; since when, while it doesn't. */
import { LoaderCircle, Radio, Unplug } from 'lucide-react';
import { useStationNow } from '../../client/station-clock.ts';
import { useFormat, useText } from '../i18n/use-text.ts';
import { linkLook, useSession } from '../station/session-store.ts';
import styles from './link-state.module.css';

const icons = { connected: Radio, connecting: LoaderCircle, reconnecting: LoaderCircle, offline: Unplug };

export function LinkState() {
  const t = useText();
  const format = useFormat();
  const link = useSession((state) => state.link);
  useStationNow();
  const look = linkLook(link, Date.now());
  const Icon = icons[look];
  return (
    <div className={styles['link']} data-look={look} role="status">
      <Icon size={16} aria-hidden="true" />
      <span>{t.link[look]}</span>
      {link.kind === 'lost' ? <span className={styles['age']}>{format.age(Date.now() - link.sinceMs)}</span> : null}
    </div>
  );
}
