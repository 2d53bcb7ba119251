/** My place first, then the other places, worst first; each figure with its age as soon as it isn't the present. */
import type { ZoneReply } from '../../../src-contract/api/crowd.ts';
import { useStationNow } from '../../client/station-clock.ts';
import { byUrgency, measuredMs, shownBand, shownEstimate, zoneFreshness } from '../../client/zone-look.ts';
import { BandSwatch } from '../../ui/band-swatch.tsx';
import type { Format } from '../../ui/locale/format.ts';
import { Pinned } from '../chat/pinned.tsx';
import { useFormat, useText } from '../i18n/use-text.ts';
import { Card } from '../parts/card.tsx';
import { usePhone } from '../station/phone-store.ts';
import { TaskList } from '../tasks/task-list.tsx';
import { NextTrains } from '../trains/next-trains.tsx';
import { MyTrend } from './my-trend.tsx';
import styles from './now-screen.module.css';

export function NowScreen() {
  const t = useText();
  const zones = usePhone((state) => state.zones);
  const own = usePhone((state) => state.caller?.zone ?? null);
  const mine = zones.find(({ id }) => id === own);
  const others = zones.filter((zone) => zone !== mine).toSorted(byUrgency);
  return (
    <>
      <Pinned />
      <TaskList />
      {zones.length === 0 ? <p>{t.now.noZones}</p> : null}
      {mine === undefined ? null : (
        <Card title={t.now.myZone}>
          <Zone zone={mine} large />
          <MyTrend zoneId={mine.id} />
        </Card>
      )}
      <NextTrains />
      <Card title={mine === undefined ? t.now.places : t.now.otherZones}>
        <ul className={styles['list']}>
          {others.map((zone) => (
            <li key={zone.id}>
              <Zone zone={zone} />
            </li>
          ))}
        </ul>
      </Card>
    </>
  );
}

function Zone({ zone, large = false }: { readonly zone: ZoneReply; readonly large?: boolean }) {
  const t = useText();
  const format = useFormat();
  const nowMs = useStationNow();
  const band = shownBand(zone, nowMs);
  const state = zoneFreshness(zone, zone.count, nowMs);
  const estimate = shownEstimate(zone, nowMs);
  const minutes = band !== 'unknown' && zone.time_to_red_s !== null ? Math.max(1, Math.round(zone.time_to_red_s / 60)) : null;
  return (
    <article className={styles['zone']} data-large={large} data-state={state.kind} data-estimated={estimate !== null}>
      <div className={styles['head']}>
        <h3>{zone.name}</h3>
        <BandSwatch band={band} label={t.bands[band]} size={large ? 'large' : 'normal'} />
      </div>
      <dl className={styles['figures']}>
        <div>
          <dt>{t.now.people}</dt>
          <dd>
            {zone.saturated && state.kind !== 'unknown' ? `${t.now.atLeast} ` : ''}
            {state.kind === 'unknown' || zone.count === null
              ? aboutOrDash(estimate?.count, format, 0)
              : format.number(zone.count)}
          </dd>
        </div>
        <div>
          <dt>{t.now.density}</dt>
          <dd>
            {state.kind === 'unknown' || zone.density === null
              ? aboutOrDash(estimate?.density, format, 1)
              : `${format.number(zone.density, 1)} ${t.now.densityUnit}`}
          </dd>
        </div>
      </dl>
      {minutes === null ? null : <p className={styles['red']}>{t.now.red(format.number(minutes))}</p>}
      {large && state.kind === 'fresh' && zone.inflow_per_min !== null && zone.outflow_per_min !== null ? (
        <p className={styles['flow']}>{t.now.perMin(format.number(zone.inflow_per_min), format.number(zone.outflow_per_min))}</p>
      ) : null}
      {estimate === null ? null : (
        <p className={styles['estimate']}>
          {t.now.estimated(format.number(estimate.low), format.number(estimate.high), format.percent(estimate.confidence))}
        </p>
      )}
      {state.kind === 'fresh' ? null : (
        <p className={styles['age']}>
          {state.kind === 'stale' ? t.now.stale(format.age(nowMs - (measuredMs(zone) ?? nowMs))) : t.now.unknown}
        </p>
      )}
    </article>
  );
}

/** The sign and the line under it say that nobody measured it; the words stand below. */
function aboutOrDash(value: number | null | undefined, format: Format, digits: number) {
  return value === null || value === undefined ? '—' : <i className={styles['about']}>≈ {format.number(value, digits)}</i>;
}
