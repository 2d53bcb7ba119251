/** What was, and what is usual: crowds, traffic and what happened over time. Which of them is in the address. */
import { useSearchParams } from 'react-router';
import { Tabs } from '../../ui/tabs.tsx';
import { useText } from '../i18n/use-text.ts';
import { ActivitySection } from './activity-section.tsx';
import { type AnalyticsSection, analyticsSections } from './analytics-sections.ts';
import { CrowdSection } from './crowd-section.tsx';
import { TrafficSection } from './traffic-section.tsx';

const sections = { crowd: CrowdSection, traffic: TrafficSection, activity: ActivitySection } satisfies Record<
  AnalyticsSection,
  unknown
>;

export function AnalyticsScreen() {
  const t = useText();
  const [search, setSearch] = useSearchParams();
  const section = analyticsSections.find((name) => name === search.get('section')) ?? 'crowd';
  const Section = sections[section];
  return (
    <Tabs
      label={t.analytics.sections.label}
      tabs={analyticsSections.map((value) => ({ value, label: t.analytics.sections[value] }))}
      value={section}
      onChange={(next) => setSearch({ section: next }, { replace: true })}
    >
      <Section />
    </Tabs>
  );
}
