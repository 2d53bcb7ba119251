/** Why a zone is in its band: the figure against the edges on a scale, in words, and what put it one band up. */

import { useStationNow } from '../../client/station-clock.ts';
import { edgesPassed, zoneFreshness } from '../../client/zone-look.ts';
import { useFormat, useText, useWords } from '../i18n/use-text.ts';
import { useCrowd } from '../station/crowd-store.ts';
import styles from './why-band.module.css';

const bandNames = ['green', 'amber', 'orange', 'red', 'black'] as const;

export function WhyBand({ zoneId }: { readonly zoneId: string }) {
  const t = useText();
  const words = useWords();
  const nowMs = useStationNow();
  const zone = useCrowd((state) => state.zones[zoneId]);
  const write = useValueWriter(zone?.basis === 'capacity');
  if (zone === undefined) return null;
  const fresh = zoneFreshness(zone, zone.value, nowMs).kind === 'fresh';
  const unjudged = zone.count === null ? t.zones.byNothing : t.zones.notProven;
  const basis = { density: t.zones.byDensity, capacity: t.zones.byCapacity, unknown: unjudged }[zone.basis];
  const reasons = zone.step_ups.map((reason) => words.stepUps[reason]).join(', ');
  return (
    <section className={styles['why']}>
      <h3>{t.zones.why}</h3>
      {zone.value === null || !fresh ? null : (
        <>
          <Scale value={zone.value} edges={zone.edges} write={write} />
          <p>{sentence(t, zone.value, zone.edges, write)}</p>
          {reasons === '' ? null : <p>{t.zones.steppedUp(reasons)}</p>}
        </>
      )}
      <p className={styles['basis']}>{basis}</p>
    </section>
  );
}

type Edges = readonly [number, number, number, number];
type Write = (value: number) => string;

function sentence(t: ReturnType<typeof useText>, value: number, edges: Edges, write: Write): string {
  const passed = edgesPassed(value, edges);
  const [low, high] = [edges[passed - 1], edges[passed]];
  if (low === undefined) return t.zones.below(write(value), write(edges[0]));
  return high === undefined ? t.zones.above(write(value), write(low)) : t.zones.between(write(value), write(low), write(high));
}

function useValueWriter(isShare: boolean): Write {
  const t = useText();
  const format = useFormat();
  return (value) => (isShare ? format.percent(value) : `${format.number(value, 1)} ${t.units.perM2}`);
}

/** Five bands of equal width, so that the edges stay readable; the mark stands within its band in proportion. */
function Scale({ value, edges, write }: { readonly value: number; readonly edges: Edges; readonly write: Write }) {
  const passed = edgesPassed(value, edges);
  const low = edges[passed - 1] ?? 0;
  const high = edges[passed] ?? low * 1.5;
  const place = ((passed + Math.min(1, (value - low) / (high - low))) / bandNames.length) * 100;
  return (
    <div className={styles['scale']} aria-hidden="true">
      <div className={styles['bands']}>
        {bandNames.map((band, i) => (
          <span key={band} data-band={band} data-here={i === passed} />
        ))}
        <i style={{ left: `${place}%` }} />
      </div>
      <div className={styles['edges']}>
        {edges.map((edge, i) => (
          <span key={edge} style={{ left: `${(i + 1) * 20}%` }}>
            {write(edge).split(' ')[0]}
          </span>
        ))}
      </div>
    </div>
  );
}
