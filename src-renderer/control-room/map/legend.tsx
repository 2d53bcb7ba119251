/** What the map shows just now, and how it looks: the bands, the layers that are switched on, and closed ways while there are any. */
import type { ReactNode } from 'react';
import { bands } from '../../../src-contract/domain/band.ts';
import { useStationNow } from '../../client/station-clock.ts';
import { BandSwatch } from '../../ui/band-swatch.tsx';
import { useFormat, useText } from '../i18n/use-text.ts';
import { type StaffPost, seenPosts } from '../staff/staff-posts.ts';
import { useShownLayers } from './layers.ts';
import styles from './legend.module.css';
import { LegendSign } from './legend-sign.tsx';
import { useClosedCount } from './use-closed-ways.ts';

const worstLast = [...bands.filter((band) => band !== 'unknown'), 'unknown' as const];

export function Legend({ staff }: { readonly staff: readonly StaffPost[] }) {
  const t = useText();
  const shown = useShownLayers().filter((layer) => layer !== 'mapBase');
  const closed = useClosedCount((state) => state.closed);
  return (
    <ul className={styles['legend']} aria-label={t.map.legend}>
      {worstLast.map((band) => (
        <li key={band}>
          <BandSwatch band={band} label={t.bands[band]} />
        </li>
      ))}
      {shown.map((layer) => (
        <Entry key={layer} sign={layer}>
          {t.map.layerNames[layer]}
          {layer === 'mapStaff' ? <Nowhere staff={staff} /> : null}
        </Entry>
      ))}
      {closed === 0 ? null : <Entry sign="closed">{t.map.closedWays}</Entry>}
    </ul>
  );
}

function Entry({ sign, children }: { readonly sign: Parameters<typeof LegendSign>[0]['sign']; readonly children: ReactNode }) {
  return (
    <li className={styles['entry']}>
      <LegendSign sign={sign} />
      <span>{children}</span>
    </li>
  );
}

/** Those whose phone has no zone can't stand on the plan, and must not be forgotten for that. */
function Nowhere({ staff }: { readonly staff: readonly StaffPost[] }) {
  const t = useText();
  const format = useFormat();
  const nowMs = useStationNow();
  const count = seenPosts(
    staff.filter(({ zoneId }) => zoneId === null),
    nowMs,
  ).length;
  return count === 0 ? null : ` (${t.staff.nowhere(format.number(count))})`;
}
