/** What was, and what is usual: crowds and traffic over time. Which of the two is in the address. */
import { useSearchParams } from 'react-router';
import { Tabs } from '../../ui/tabs.tsx';
import { useText } from '../i18n/use-text.ts';
import { CrowdSection } from './crowd-section.tsx';
import { TrafficSection } from './traffic-section.tsx';

const sections = ['crowd', 'traffic'] as const;

export function AnalyticsScreen() {
  const t = useText();
  const [search, setSearch] = useSearchParams();
  const section = sections.find((name) => name === search.get('section')) ?? 'crowd';
  return (
    <Tabs
      label={t.analytics.sections.label}
      tabs={sections.map((value) => ({ value, label: t.analytics.sections[value] }))}
      value={section}
      onChange={(next) => setSearch({ section: next }, { replace: true })}
    >
      {section === 'crowd' ? <CrowdSection /> : <TrafficSection />}
    </Tabs>
  );
}
