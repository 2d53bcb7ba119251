/** Who and what may use the station, and where its events come from and go: phones, sensors and engines for operators; the rest for administrators. */
import { Navigate, useSearchParams } from 'react-router';
import { assertNever } from '../../ui/assert-never.ts';
import { Tabs } from '../../ui/tabs.tsx';
import { useText } from '../i18n/use-text.ts';
import { SensorsSection } from '../sensors/sensors-section.tsx';
import { isAdmin, mayAct, useSession } from '../station/session-store.ts';
import { AuditSection } from './audit-section.tsx';
import { PeopleSection } from './people-section.tsx';
import { PhonesSection } from './phones-section.tsx';
import { ProgramsSection } from './programs-section.tsx';
import { RelaySection } from './relay-section.tsx';

const sections = ['phones', 'sensors', 'relay', 'people', 'programs', 'audit'] as const;
type Section = (typeof sections)[number];

export function SetUpScreen() {
  const t = useText();
  const caller = useSession((state) => state.caller);
  const [search, setSearch] = useSearchParams();
  if (!mayAct(caller)) return <Navigate to="/" replace />;
  const shown = isAdmin(caller) ? sections : sections.slice(0, 3);
  // In the query, not in the path: the frame makes the screen anew for another path, and the focus would leave the tabs.
  const section = shown.find((name) => name === search.get('section')) ?? 'phones';
  return (
    <Tabs
      label={t.setUp.sections.label}
      tabs={shown.map((value) => ({ value, label: t.setUp.sections[value] }))}
      value={section}
      onChange={(next) => setSearch({ section: next }, { replace: true })}
    >
      <SectionOf section={section} />
    </Tabs>
  );
}

function SectionOf({ section }: { readonly section: Section }) {
  switch (section) {
    case 'phones':
      return <PhonesSection />;
    case 'sensors':
      return <SensorsSection />;
    case 'relay':
      return <RelaySection />;
    case 'people':
      return <PeopleSection />;
    case 'programs':
      return <ProgramsSection />;
    case 'audit':
      return <AuditSection />;
    default:
      return assertNever(section);
  }
}
