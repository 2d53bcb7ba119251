/** How long until a zone turns critical at the present flow; a dash when it doesn't or isn't known. */
import { useFormat, useText } from '../i18n/use-text.ts';
import { useCrowd } from '../station/crowd-store.ts';
import { useStationNow } from '../station/station-clock.ts';
import styles from './time-to-red.module.css';
import { shownBand } from './zone-look.ts';

export function TimeToRed({ zoneId }: { readonly zoneId: string }) {
  const t = useText();
  const format = useFormat();
  const nowMs = useStationNow();
  const zone = useCrowd((state) => state.zones[zoneId]);
  if (zone === undefined) return null;
  const band = shownBand(zone, nowMs);
  if (band === 'unknown') return <span className={styles['none']}>—</span>;
  if (band === 'red' || band === 'black') return <strong className={styles['now']}>{t.headline.redNow}</strong>;
  if (zone.time_to_red_s === null) return <span className={styles['none']}>{t.zones.notRising}</span>;
  return <strong className={styles['soon']}>{format.age(zone.time_to_red_s * 1000)}</strong>;
}
