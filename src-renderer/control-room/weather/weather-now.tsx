/** The weather as it is, or as it was when it was last known: figures with source and age, what is severe, and the fog sensors beside it. */
import {
  Cloud,
  CloudDrizzle,
  CloudFog,
  CloudLightning,
  CloudRain,
  CloudRainWind,
  CloudSnow,
  HelpCircle,
  Sun,
} from 'lucide-react';
import type { CurrentWeatherReply } from '../../../src-contract/api/weather.ts';
import type { Sky } from '../../../src-contract/domain/weather.ts';
import { useStationNow } from '../../client/station-clock.ts';
import { Figure } from '../../ui/figure.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useFormat, useText } from '../i18n/use-text.ts';
import { FetchingNotice } from './fetching-notice.tsx';
import styles from './weather.module.css';

/** As the station judges it; the page may have lost the link since. */
const staleAfterMs = 3_600_000;

const skyIcons = {
  clear: Sun,
  cloudy: Cloud,
  fog: CloudFog,
  drizzle: CloudDrizzle,
  rain: CloudRain,
  'heavy-rain': CloudRainWind,
  thunderstorm: CloudLightning,
  snow: CloudSnow,
  unknown: HelpCircle,
} as const satisfies Record<Sky, unknown>;

export function WeatherNow({ current }: { readonly current: CurrentWeatherReply }) {
  const t = useText();
  const format = useFormat();
  const nowMs = useStationNow();
  const observedMs = current.observed_at === null ? null : Date.parse(current.observed_at);
  const ageMs = observedMs === null ? null : nowMs - observedMs;
  const isStale = current.stale || (ageMs !== null && ageMs > staleAfterMs);
  return (
    <Panel title={isStale ? t.weather.lastKnown : t.weather.now} scroll>
      <div className={styles['inside']}>
        {isStale && ageMs !== null ? <Notice tone="warning">{t.weather.old(format.age(ageMs))}</Notice> : null}
        <FetchingNotice fetching={current.fetching} />
        <SkyLine current={current} isStale={isStale} />
        <Figures current={current} isStale={isStale} />
        {observedMs === null || ageMs === null ? null : (
          <p className={styles['dim']}>
            {t.weather.from(t.weather.sources[current.source], format.dateTime(observedMs), format.age(ageMs))}
          </p>
        )}
        <SevereNow severe={isStale ? [] : current.severe} isStale={isStale} />
        <FogSensors sensors={current.fog_sensors} nowMs={nowMs} />
      </div>
    </Panel>
  );
}

interface NowProps {
  readonly current: CurrentWeatherReply;
  readonly isStale: boolean;
}

function SkyLine({ current: { sky }, isStale }: NowProps) {
  const t = useText();
  const Icon = skyIcons[sky];
  return (
    <p className={styles['sky']} data-stale={isStale}>
      <Icon size={34} strokeWidth={1.4} aria-hidden="true" />
      <span>{t.weather.skies[sky]}</span>
    </p>
  );
}

function Figures({ current, isStale }: NowProps) {
  const t = useText();
  const format = useFormat();
  const { figures, units } = t.weather;
  const rows: [string, number | null, string, number][] = [
    [figures.temperature, current.temperature_c, units.temperature, 1],
    [figures.apparent, current.apparent_c, units.temperature, 1],
    [figures.rain, current.rain_mm_per_h, units.rain, 1],
    [figures.wind, current.wind_mps, units.wind, 1],
    [figures.gust, current.gust_mps, units.wind, 1],
    [figures.visibility, current.visibility_m, units.visibility, 0],
  ];
  const state = (value: number | null) => (value === null ? 'unknown' : isStale ? 'stale' : 'fresh');
  return (
    <dl className={styles['figures']}>
      {rows.map(([label, value, unit, digits]) => (
        <Figure
          key={label}
          label={label}
          value={value === null ? null : format.number(value, digits)}
          unit={unit}
          state={state(value)}
          reserve={false}
        />
      ))}
      <Figure
        label={figures.humidity}
        value={current.humidity === null ? null : format.percent(current.humidity)}
        state={state(current.humidity)}
        reserve={false}
      />
    </dl>
  );
}

function SevereNow({ severe, isStale }: { readonly severe: CurrentWeatherReply['severe']; readonly isStale: boolean }) {
  const t = useText();
  const format = useFormat();
  const short = (value: number) => format.number(value, value % 1 === 0 ? 0 : 1);
  // Of old weather nothing is said: neither that it is severe nor that it isn't.
  if (severe.length === 0) return isStale ? null : <p className={styles['dim']}>{t.weather.noneNow}</p>;
  return (
    <div className={styles['notices']}>
      {severe.map(({ hazard, level, figure, value, edge }) => (
        <Notice key={hazard} tone={level === 'extreme' ? 'fault' : 'warning'}>
          <strong>{t.weather.hazards[hazard][level]}</strong>
          {`: ${t.weather.by[figure](short(value), short(edge))}`}
        </Notice>
      ))}
    </div>
  );
}

interface FogSensorsProps {
  readonly sensors: CurrentWeatherReply['fog_sensors'];
  readonly nowMs: number;
}

function FogSensors({ sensors, nowMs }: FogSensorsProps) {
  const t = useText();
  const format = useFormat();
  return (
    <section className={styles['fog']}>
      <h3>{t.weather.fogSensors}</h3>
      {sensors.length === 0 ? <p className={styles['dim']}>{t.weather.noFogSensors}</p> : null}
      <ul>
        {sensors.map(({ sensor_id: id, name, visibility, timestamp }) => (
          <li key={id}>
            <span>{name}</span>
            <span>{t.weather.fogReading(format.percent(visibility), format.age(nowMs - Date.parse(timestamp)))}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
