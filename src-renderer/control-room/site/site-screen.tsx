/** What lies around the station and what is to come: places, weather, ways on foot, events. The section stands in the address. */
import { useSearchParams } from 'react-router';
import { Tabs } from '../../ui/tabs.tsx';
import { EventsTab } from '../events/events-tab.tsx';
import { useText } from '../i18n/use-text.ts';
import { PlacesTab } from '../places/places-tab.tsx';
import { WalksTab } from '../walks/walks-tab.tsx';
import { WeatherTab } from '../weather/weather-tab.tsx';
import { type SiteSection, siteSections } from './site-sections.ts';

const sections = { places: PlacesTab, weather: WeatherTab, walks: WalksTab, events: EventsTab } satisfies Record<
  SiteSection,
  unknown
>;

export function SiteScreen() {
  const t = useText();
  const [params, setParams] = useSearchParams();
  const shown = siteSections.find((name) => name === params.get('section')) ?? 'places';
  const Shown = sections[shown];
  return (
    <Tabs
      label={t.site.sections}
      tabs={siteSections.map((value) => ({ value, label: t.site[value] }))}
      value={shown}
      onChange={(section) => setParams({ section }, { replace: true })}
    >
      <Shown />
    </Tabs>
  );
}
