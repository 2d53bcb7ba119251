/** How long until a zone turns critical at the present flow; a dash when it doesn't or isn't known. */

import { useStationNow } from '../../client/station-clock.ts';
import { shownBand } from '../../client/zone-look.ts';
import { useFormat, useText } from '../i18n/use-text.ts';
import { useCrowd } from '../station/crowd-store.ts';
import styles from './time-to-red.module.css';

/** Later than this it is worth knowing, and no reason to raise one's voice. */
const soonS = 600;

interface TimeToRedProps {
  readonly zoneId: string;
  /** In a phrase of its own, where no heading says what the time means; silent when there is none. */
  readonly phrase?: boolean;
}

export function TimeToRed({ zoneId, phrase = false }: TimeToRedProps) {
  const t = useText();
  const format = useFormat();
  const nowMs = useStationNow();
  const zone = useCrowd((state) => state.zones[zoneId]);
  if (zone === undefined) return null;
  const band = shownBand(zone, nowMs);
  if (band === 'unknown') return phrase ? null : <span className={styles['none']}>—</span>;
  if (band === 'red' || band === 'black') return <strong className={styles['now']}>{t.headline.redNow}</strong>;
  if (zone.time_to_red_s === null) {
    // Where nobody is seen to come and go, or not all are seen, that nothing rises is not known.
    const isKnown = zone.inflow_per_min !== null && !zone.saturated;
    return <span className={styles['none']}>{isKnown ? t.zones.notRising : phrase ? '' : '—'}</span>;
  }
  const time = format.age(zone.time_to_red_s * 1000);
  const Tag = zone.time_to_red_s <= soonS ? 'strong' : 'span';
  return <Tag className={styles['soon']}>{phrase ? t.headline.redIn(time) : time}</Tag>;
}
