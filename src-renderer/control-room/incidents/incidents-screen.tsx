/** The incidents: open ones worst first, or resolved ones; and the selected one in full beside them. The selection is in the address. */
import { ClipboardList, Plus } from 'lucide-react';
import { useCallback, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { IncidentState } from '../../../src-contract/api/incidents.ts';
import { type IncidentKind, incidentKinds } from '../../../src-contract/domain/incident.ts';
import type { IncidentLanguage } from '../../../src-contract/texts/incidents/language.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ListAndDetails } from '../../ui/list-and-details.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { selectAlarm } from '../alarms/alarms-store.ts';
import { useText } from '../i18n/use-text.ts';
import { searchFieldId } from '../keyboard/use-shortcuts.ts';
import { mayAct, useSession } from '../station/session-store.ts';
import { IncidentList } from './incident-list.tsx';
import { descriptionOf, titleOf, useIncidentWords } from './incident-words.ts';
import { askToOpen, useIncidents, useOpenIncidents } from './incidents-store.ts';
import { ResolvedIncidents } from './resolved-incidents.tsx';
import { SelectedIncident } from './selected-incident.tsx';

type Tab = 'open' | 'resolved';
type KindChoice = IncidentKind | 'all';

export function IncidentsScreen() {
  const t = useText();
  const words = useIncidentWords();
  const [tab, setTab] = useState<Tab>('open');
  const [kind, setKind] = useState<KindChoice>('all');
  const [search, setSearch] = useState('');
  const open = useOpenIncidents();
  const [selectedId, select] = useSelected();
  const canAct = useSession((state) => mayAct(state.caller));
  const isViewer = useSession((state) => state.caller?.role === 'viewer');
  const shownId = useShownId(selectedId, open[0]?.id ?? null);
  const filter = search.trim().toLowerCase();
  const matches = useCallback(
    (incident: IncidentState) => (kind === 'all' || incident.kind === kind) && searchable(incident, words).includes(filter),
    [kind, filter, words],
  );
  if (isViewer) return <EmptyState title={t.incidents.viewers} />;
  return (
    <ListAndDetails
      wide="details"
      tools={
        <>
          <Choice
            label={t.incidents.tabs}
            hideLabel
            value={tab}
            onChange={setTab}
            options={[
              { value: 'open', label: `${t.incidents.open} ${open.length}` },
              { value: 'resolved', label: t.incidents.resolved },
            ]}
          />
          <SearchField id={searchFieldId} label={t.incidents.filter} keys="/" value={search} onChange={setSearch} />
          <Choice
            label={t.incidents.kind}
            hideLabel
            value={kind}
            onChange={setKind}
            options={(['all', ...incidentKinds] as const).map((value) => ({
              value,
              label: value === 'all' ? t.incidents.allKinds : words.kinds[value],
            }))}
          />
          <Button keys="I" icon={<Plus size={15} />} disabled={!canAct} onClick={() => askToOpen({ alarmId: null })}>
            {t.incidents.create}
          </Button>
        </>
      }
      list={
        <Panel title={tab === 'open' ? t.incidents.list : t.incidents.resolvedList}>
          {tab === 'open' ? (
            <Open incidents={open} matches={matches} selectedId={shownId} onSelect={select} />
          ) : (
            <ResolvedIncidents matches={matches} selectedId={shownId} onSelect={select} />
          )}
        </Panel>
      }
      details={<SelectedIncident selectedId={shownId} />}
    />
  );
}

/** Its alarm is selected with it, so that the key A acts on what is looked at. */
function useSelected(): [string | null, (id: string) => void] {
  const [params, setParams] = useSearchParams();
  const select = useCallback(
    (id: string) => {
      selectAlarm(useIncidents.getState().incidents[id]?.alarm_id ?? null);
      setParams({ incident: id }, { replace: true });
    },
    [setParams],
  );
  return [params.get('incident'), select];
}

/** Without a selection the first-out; it stays when a worse one comes or it is resolved, so that nothing moves under the operator's hands. */
function useShownId(selectedId: string | null, firstId: string | null): string | null {
  const kept = useRef<string | null>(null);
  kept.current = selectedId ?? kept.current ?? firstId;
  return kept.current;
}

function searchable(incident: IncidentState, words: IncidentLanguage): string {
  const { place, created_by, reports } = incident;
  const said = reports.map(({ reporter, description }) => `${reporter} ${description}`);
  const own = [titleOf(incident, words), descriptionOf(incident, words), place.zone_name ?? '', place.text ?? '', created_by];
  return [...own, ...said].join(' ').toLowerCase();
}

interface OpenProps {
  readonly incidents: readonly IncidentState[];
  readonly matches: (incident: IncidentState) => boolean;
  readonly selectedId: string | null;
  readonly onSelect: (id: string) => void;
}

function Open({ incidents, matches, selectedId, onSelect }: OpenProps) {
  const t = useText();
  const loaded = useIncidents((state) => state.loaded);
  if (!loaded) return <Skeleton rows={5} height={64} />;
  if (incidents.length === 0) {
    return (
      <EmptyState icon={<ClipboardList size={28} strokeWidth={1.25} />} title={t.incidents.noneOpen}>
        {t.incidents.noneOpenHint}
      </EmptyState>
    );
  }
  const shown = incidents.filter(matches);
  if (shown.length === 0) return <EmptyState title={t.incidents.noneMatch} />;
  return <IncidentList label={t.incidents.list} incidents={shown} selectedId={selectedId} onSelect={onSelect} />;
}
