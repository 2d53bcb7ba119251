/** The Weather section of the Site screen: as it is, as it will be, and who says so. Works on from what was last fetched. */
import { CloudSun } from 'lucide-react';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useText } from '../i18n/use-text.ts';
import { AskedList } from '../set-up/asked-list.tsx';
import { useAsked } from '../station/use-asked.ts';
import { askWeather, askWeatherEveryMs, type KnownWeather } from './ask-weather.ts';
import { FetchingNotice } from './fetching-notice.tsx';
import styles from './weather.module.css';
import { WeatherForecast } from './weather-forecast.tsx';
import { WeatherNow } from './weather-now.tsx';

export function WeatherTab() {
  const weather = useAsked(askWeather, askWeatherEveryMs);
  return (
    <AskedList from={weather} empty={null}>
      {([known]) => (known === undefined ? null : <Weather {...known} />)}
    </AskedList>
  );
}

function Weather({ current, forecast }: KnownWeather) {
  const t = useText();
  if (current.source === 'unknown')
    return (
      <EmptyState icon={<CloudSun size={28} strokeWidth={1.25} />} title={t.weather.empty}>
        <div className={styles['notices']}>
          <p>{t.weather.emptyHint}</p>
          <FetchingNotice fetching={current.fetching} />
        </div>
      </EmptyState>
    );
  return (
    <div className={styles['screen']}>
      <WeatherNow current={current} />
      <WeatherForecast forecast={forecast} />
      {current.attribution === null ? null : (
        <p className={styles['attribution']}>
          <a href={current.attribution.url} target="_blank" rel="noreferrer" lang="en">
            {current.attribution.text}
          </a>
        </p>
      )}
    </div>
  );
}
