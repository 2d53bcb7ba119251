/** Who and what may use the station, what it is made of, and how it does: part of it for operators, the rest for administrators. */
import { Suspense } from 'react';
import { Navigate, useSearchParams } from 'react-router';
import { Tabs } from '../../ui/tabs.tsx';
import { useText } from '../i18n/use-text.ts';
import { mayAct, useSession } from '../station/session-store.ts';
import { sectionsFor } from './sections.ts';

export function SetUpScreen() {
  const t = useText();
  const caller = useSession((state) => state.caller);
  const [search, setSearch] = useSearchParams();
  if (!mayAct(caller)) return <Navigate to="/" replace />;
  const shown = sectionsFor(caller);
  // In the query, not in the path: the frame makes the screen anew for another path, and the focus would leave the tabs.
  const section = shown.find(({ name }) => name === search.get('section')) ?? shown[0];
  if (section === undefined) return null;
  return (
    <Tabs
      label={t.setUp.sections.label}
      atSide
      tabs={shown.map(({ name, group, label }) => ({ value: name, group: t.setUp.groups[group], label: label(t) }))}
      value={section.name}
      onChange={(next) => setSearch({ section: next }, { replace: true })}
    >
      <Suspense>
        <section.Section />
      </Suspense>
    </Tabs>
  );
}
