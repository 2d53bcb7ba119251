/** The alarms: open, set aside, history; and the selected one in full beside them. */
import { BellRing, MousePointerClick } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { AlarmReply } from '../../../src-contract/api/alarms.ts';
import { Choice } from '../../ui/choice.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ListAndDetails } from '../../ui/list-and-details.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useAlarmText, useText } from '../i18n/use-text.ts';
import { searchFieldId } from '../keyboard/use-shortcuts.ts';
import { AlarmDetails } from './alarm-details.tsx';
import { AlarmHistory } from './alarm-history.tsx';
import { AlarmList } from './alarm-list.tsx';
import { useAlarms, useAsideAlarms, useFirstOut, useOpenAlarms } from './alarms-store.ts';

type Tab = 'open' | 'aside' | 'history';

export function AlarmsScreen() {
  const t = useText();
  const [tab, setTab] = useState<Tab>('open');
  const [search, setSearch] = useState('');
  const open = useOpenAlarms();
  const aside = useAsideAlarms();
  const filter = search.trim().toLowerCase();
  return (
    <ListAndDetails
      wide="list"
      tools={
        <>
          <Choice
            label={t.alarms.tabs}
            hideLabel
            value={tab}
            onChange={setTab}
            options={[
              { value: 'open', label: `${t.alarms.open} ${open.length}` },
              { value: 'aside', label: `${t.alarms.shelvedTab} ${aside.length}` },
              { value: 'history', label: t.alarms.historyTab },
            ]}
          />
          <SearchField id={searchFieldId} label={t.alarms.filter} keys="/" value={search} onChange={setSearch} />
        </>
      }
      list={
        <Panel title={tab === 'history' ? t.alarms.historyTab : t.alarms.list} scroll>
          {tab === 'open' ? <Listed alarms={open} filter={filter} empty={<NoneOpen />} /> : null}
          {tab === 'aside' ? <Listed alarms={aside} filter={filter} empty={<EmptyState title={t.alarms.noneShelved} />} /> : null}
          {tab === 'history' ? <AlarmHistory filter={filter} /> : null}
        </Panel>
      }
      details={<Selected />}
    />
  );
}

interface ListedProps {
  readonly alarms: readonly AlarmReply[];
  readonly filter: string;
  readonly empty: ReactNode;
}

function Listed({ alarms, filter, empty }: ListedProps) {
  const t = useText();
  const words = useAlarmText();
  const loaded = useAlarms((state) => state.loaded);
  if (!loaded) return <Skeleton rows={5} height={56} />;
  if (alarms.length === 0) return empty;
  const shown = filter === '' ? alarms : alarms.filter((alarm) => searchable(words(alarm)).includes(filter));
  return shown.length === 0 ? <EmptyState title={t.alarms.noneMatch} /> : <AlarmList alarms={shown} />;
}

function searchable({ title, cause }: { title: string; cause: string }): string {
  return `${title} ${cause}`.toLowerCase();
}

function NoneOpen() {
  const t = useText();
  return (
    <EmptyState icon={<BellRing size={28} strokeWidth={1.25} />} title={t.alarms.noneOpen}>
      {t.alarms.noneOpenHint}
    </EmptyState>
  );
}

function Selected() {
  const t = useText();
  const open = useOpenAlarms();
  const selected = useAlarms((state) => (state.selectedId === null ? undefined : state.alarms[state.selectedId]));
  const first = useFirstOut();
  const alarm = selected ?? first ?? open[0];
  return (
    <Panel title={t.alarms.showAlarm} scroll>
      {alarm === undefined ? (
        <EmptyState icon={<MousePointerClick size={28} strokeWidth={1.25} />} title={t.alarms.select} />
      ) : (
        <AlarmDetails key={alarm.id} alarm={alarm} />
      )}
    </Panel>
  );
}
