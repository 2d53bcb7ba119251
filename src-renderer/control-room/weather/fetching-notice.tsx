/** How fetching the weather goes, where it doesn't go well. */
import type { CurrentWeatherReply } from '../../../src-contract/api/weather.ts';
import { useStationNow } from '../../client/station-clock.ts';
import { Notice } from '../../ui/notice.tsx';
import { useFormat, useText } from '../i18n/use-text.ts';

export function FetchingNotice({ fetching }: { readonly fetching: CurrentWeatherReply['fetching'] }) {
  const t = useText();
  const format = useFormat();
  const nowMs = useStationNow();
  switch (fetching.state) {
    case 'off':
      return <Notice>{t.weather.off}</Notice>;
    case 'waiting':
      return <Notice>{t.weather.waiting}</Notice>;
    case 'failing': {
      const ageMs = nowMs - (fetching.since === null ? nowMs : Date.parse(fetching.since));
      return <Notice tone="warning">{t.weather.failing(format.age(ageMs), fetching.reason ?? '')}</Notice>;
    }
    case 'working':
      return null;
  }
}
