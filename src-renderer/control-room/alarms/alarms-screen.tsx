/** The alarms: open, set aside, history, with the selected one in full beside them; the action cards; and how well the alarms do. */
import { BellRing, MousePointerClick } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { AlarmReply } from '../../../src-contract/api/alarms.ts';
import { Choice } from '../../ui/choice.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ListAndDetails } from '../../ui/list-and-details.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Switch } from '../../ui/switch.tsx';
import { useAlarmText, useText } from '../i18n/use-text.ts';
import { searchFieldId } from '../keyboard/use-shortcuts.ts';
import { mayAct, useMe, useSession } from '../station/session-store.ts';
import { AlarmDetails } from './alarm-details.tsx';
import { AlarmHealth } from './alarm-health.tsx';
import { AlarmHistory } from './alarm-history.tsx';
import { AlarmList } from './alarm-list.tsx';
import styles from './alarms-screen.module.css';
import { selectAlarm, useAlarms, useAsideAlarms, useFirstOut, useOpenAlarms } from './alarms-store.ts';
import { AsideLists } from './aside-lists.tsx';
import { CardList } from './card-list.tsx';
import { FloodNotice } from './flood-notice.tsx';

const tabs = ['open', 'aside', 'history', 'cards', 'health'] as const;
type Tab = (typeof tabs)[number];

export function AlarmsScreen() {
  const [params, setParams] = useSearchParams();
  const tab = tabs.find((name) => name === params.get('tab')) ?? 'open';
  const [search, setSearch] = useState('');
  const [mine, setMine] = useState(false);
  const linked = params.get('alarm');
  // A notification leads here; from then on the operator selects.
  useEffect(() => {
    if (linked !== null) selectAlarm(linked);
  }, [linked]);
  const choice = <TabChoice tab={tab} onChange={(next) => setParams({ tab: next }, { replace: true })} />;
  if (tab === 'cards' || tab === 'health')
    return <Whole tools={choice}>{tab === 'cards' ? <CardList /> : <AlarmHealth />}</Whole>;
  return (
    <ListAndDetails
      wide="list"
      tools={
        <>
          {choice}
          <Find tab={tab} search={search} onSearch={setSearch} mine={mine} onMine={setMine} />
        </>
      }
      list={<TabList tab={tab} search={search} mine={mine} />}
      details={<Selected />}
    />
  );
}

function TabChoice({ tab, onChange }: { readonly tab: Tab; readonly onChange: (tab: Tab) => void }) {
  const t = useText();
  const open = useOpenAlarms();
  const aside = useAsideAlarms();
  const canAct = useSession((state) => mayAct(state.caller));
  const labels: Readonly<Record<Tab, string>> = {
    open: `${t.alarms.open} ${open.length}`,
    aside: `${t.alarms.shelvedTab} ${aside.length}`,
    history: t.alarms.historyTab,
    ...t.alarmTools.tabs,
  };
  // Viewers may not ask for the health.
  const shown = canAct ? tabs : tabs.filter((name) => name !== 'health');
  return (
    <Choice
      label={t.alarms.tabs}
      hideLabel
      value={tab}
      onChange={onChange}
      options={shown.map((value) => ({ value, label: labels[value] }))}
    />
  );
}

/** Without an alarm beside it. */
function Whole({ tools, children }: { readonly tools: ReactNode; readonly children: ReactNode }) {
  return (
    <div className={styles['whole']}>
      <div>{tools}</div>
      {children}
    </div>
  );
}

interface FindProps {
  readonly tab: Tab;
  readonly search: string;
  readonly onSearch: (search: string) => void;
  readonly mine: boolean;
  readonly onMine: (mine: boolean) => void;
}

function Find({ tab, search, onSearch, mine, onMine }: FindProps) {
  const t = useText();
  return (
    <div className={styles['find']}>
      {tab === 'history' ? null : <Switch label={t.alarmTools.mine} checked={mine} onChange={onMine} />}
      <SearchField
        id={searchFieldId}
        label={tab === 'history' ? t.alarmTools.history.text : t.alarms.filter}
        keys="/"
        value={search}
        onChange={onSearch}
      />
    </div>
  );
}

function TabList({ tab, search, mine }: { readonly tab: Tab; readonly search: string; readonly mine: boolean }) {
  const t = useText();
  const open = useFound(useOpenAlarms(), search, mine);
  const aside = useFound(useAsideAlarms(), search, mine);
  const isFiltered = search.trim() !== '' || mine;
  const none = <EmptyState title={mine && search.trim() === '' ? t.alarmTools.noneMine : t.alarms.noneMatch} />;
  return (
    <Panel title={tab === 'history' ? t.alarms.historyTab : tab === 'aside' ? t.alarms.shelvedTab : t.alarms.list} scroll>
      {tab === 'open' ? (
        <Loaded>
          <FloodNotice />
          {open.length > 0 ? <AlarmList alarms={open} /> : isFiltered ? none : <NoneOpen />}
        </Loaded>
      ) : null}
      {tab === 'aside' ? <Loaded>{aside.length === 0 && isFiltered ? none : <AsideLists alarms={aside} />}</Loaded> : null}
      {tab === 'history' ? <AlarmHistory text={search} /> : null}
    </Panel>
  );
}

function useFound(alarms: readonly AlarmReply[], search: string, mine: boolean): readonly AlarmReply[] {
  const words = useAlarmText();
  const me = useMe();
  const filter = search.trim().toLowerCase();
  if (filter === '' && !mine) return alarms;
  return alarms.filter((alarm) => (!mine || alarm.assignee?.id === me) && searchable(words(alarm)).includes(filter));
}

function Loaded({ children }: { readonly children: ReactNode }) {
  const loaded = useAlarms((state) => state.loaded);
  return loaded ? children : <Skeleton rows={5} height={56} />;
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
