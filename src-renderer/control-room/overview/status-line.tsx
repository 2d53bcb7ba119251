/** The overview's first line, readable from three metres. */
import { BellRing, Check, CircleHelp, Unplug, VideoOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { useStationNow } from '../../client/station-clock.ts';
import { shownEstimate } from '../../client/zone-look.ts';
import { BandSwatch } from '../../ui/band-swatch.tsx';
import { Figure } from '../../ui/figure.tsx';
import { freshness } from '../../ui/freshness.ts';
import { useOpenAlarms } from '../alarms/alarms-store.ts';
import { useFormat, useText } from '../i18n/use-text.ts';
import { useCameras } from '../station/cameras-store.ts';
import { useCrowd } from '../station/crowd-store.ts';
import { linkLook, useSession } from '../station/session-store.ts';
import { type Headline, situation } from './headline.ts';
import styles from './status-line.module.css';

export function StatusLine() {
  const nowMs = useStationNow();
  const zones = useCrowd((state) => state.zones);
  const cameras = useCameras((state) => state.cameras);
  const link = useSession((state) => state.link);
  const lost = linkLook(link, Date.now()) === 'offline';
  const openAlarms = useOpenAlarms().length;
  const known = { zones: Object.values(zones), cameras: Object.values(cameras), openAlarms, linkLost: lost };
  const { headline, unknownZones, camerasDown } = situation(known, nowMs);
  return (
    <header className={styles['line']} data-kind={headline.kind} data-band={headline.kind === 'zone' ? headline.band : 'none'}>
      <HeadlineText headline={headline} />
      <Gaps unknownZones={unknownZones} camerasDown={camerasDown} />
      <StationTotal />
    </header>
  );
}

function HeadlineText({ headline }: { readonly headline: Headline }) {
  const t = useText();
  const format = useFormat();
  switch (headline.kind) {
    case 'link-lost':
      return <Words icon={<Unplug size={30} />} big={t.headline.linkLost} />;
    case 'nothing-known':
      return <Words icon={<CircleHelp size={30} />} big={t.headline.nothingKnown} />;
    case 'alarms':
      return <Words icon={<BellRing size={30} />} big={t.headline.openAlarms(headline.open)} small={t.headline.noZoneAbove} />;
    case 'normal':
      return <Words icon={<Check size={30} />} big={t.headline.allNormal} small={t.headline.measured(headline.measured)} />;
    case 'partly-normal':
      return <Words icon={<CircleHelp size={30} />} big={t.headline.partlyNormal(headline.measured, headline.zones)} />;
    case 'zone': {
      const { zone, band, others } = headline;
      const isRed = band === 'red' || band === 'black';
      const left = zone.time_to_red_s;
      const least = zone.saturated ? `${t.atLeast} ` : '';
      const small = [
        zone.density === null ? null : `${least}${format.number(zone.density, 1)} ${t.units.perM2}`,
        zone.count === null ? null : `${least}${format.number(zone.count)} ${t.units.people(Math.round(zone.count))}`,
        others > 0 ? t.headline.othersAbove(others) : null,
      ].filter((part) => part !== null);
      return (
        <Words
          icon={<BandSwatch band={band} label={t.bands[band]} bare size="large" />}
          big={t.headline.zoneIs(zone.name, t.bands[band])}
          strong={isRed || left === null ? undefined : t.headline.redIn(format.age(left * 1000))}
          small={small.join(' · ')}
        />
      );
    }
  }
}

interface WordsProps {
  readonly icon: ReactNode;
  readonly big: string;
  readonly strong?: string | undefined;
  readonly small?: string;
}

function Words({ icon, big, strong, small }: WordsProps) {
  return (
    <div className={styles['words']} role="status">
      <span className={styles['icon']}>{icon}</span>
      <span className={styles['big']}>{big}</span>
      {strong === undefined ? null : <span className={styles['strong']}>{strong}</span>}
      {small === undefined ? null : <span className={styles['small']}>{small}</span>}
    </div>
  );
}

/** What isn't known is said as plainly as what is wrong. */
function Gaps({ unknownZones, camerasDown }: { readonly unknownZones: number; readonly camerasDown: number }) {
  const t = useText();
  if (unknownZones === 0 && camerasDown === 0) return null;
  return (
    <div className={styles['gaps']}>
      {unknownZones === 0 ? null : (
        <span>
          <CircleHelp size={15} aria-hidden="true" />
          {t.headline.unknownZones(unknownZones)}
        </span>
      )}
      {camerasDown === 0 ? null : (
        <span>
          <VideoOff size={15} aria-hidden="true" />
          {t.headline.camerasDown(camerasDown)}
        </span>
      )}
    </div>
  );
}

function StationTotal() {
  const t = useText();
  const format = useFormat();
  const nowMs = useStationNow();
  const station = useCrowd((state) => state.station);
  const isSaturated = useCrowd((store) => Object.values(store.zones).some((zone) => zone.saturated));
  const measuredMs = station?.last_updated == null ? null : Date.parse(station.last_updated);
  const state = freshness({ value: station?.count ?? null, measuredMs, stale: false }, nowMs);
  const count = station?.count ?? null;
  const unmeasured = useCrowd((store) => store.zones);
  const estimates = Object.values(unmeasured).flatMap((zone) => shownEstimate(zone, nowMs) ?? []);
  const estimated = estimates.reduce((sum, one) => sum + one.count, 0);
  return (
    <dl className={styles['total']}>
      <Figure
        label={t.headline.inStation}
        value={count === null ? null : format.number(count)}
        prefix={isSaturated ? t.atLeast : undefined}
        unit={t.units.people(Math.round(count ?? 0))}
        state={state.kind}
        note={state.kind === 'stale' ? format.age(state.ageMs) : undefined}
        reserve={false}
      />
      {estimates.length === 0 ? null : (
        <dd className={styles['estimated']}>{t.estimates.inOthers(format.number(estimated), estimates.length)}</dd>
      )}
    </dl>
  );
}
