/** Evidence: clips around what happened, moments that people marked, exports of cases; and above them how much is kept and how much may be. */
import { useCallback } from 'react';
import { Navigate, useSearchParams } from 'react-router';
import { Tabs } from '../../ui/tabs.tsx';
import { useText } from '../i18n/use-text.ts';
import { mayAct, useSession } from '../station/session-store.ts';
import { ClipsTab } from './clips-tab.tsx';
import styles from './evidence.module.css';
import { ExportsTab } from './exports-tab.tsx';
import { MarksTab } from './marks-tab.tsx';
import { StorageStrip } from './storage-strip.tsx';

const tabs = ['clips', 'marks', 'exports'] as const;

export function EvidenceScreen() {
  const t = useText();
  const canAct = useSession((state) => mayAct(state.caller));
  const [search, setSearch] = useSearchParams();
  const tab = tabs.find((name) => name === search.get('tab')) ?? 'clips';
  const showClip = useCallback((clip: string) => setSearch({ clip }, { replace: true }), [setSearch]);
  if (!canAct) return <Navigate to="/" replace />;
  return (
    <div className={styles['screen']}>
      <StorageStrip />
      <Tabs
        label={t.evidence.tabs.label}
        tabs={tabs.map((value) => ({ value, label: t.evidence.tabs[value] }))}
        value={tab}
        onChange={(next) => setSearch(next === 'clips' ? {} : { tab: next }, { replace: true })}
      >
        {tab === 'clips' ? <ClipsTab selectedId={search.get('clip')} onSelect={showClip} /> : null}
        {tab === 'marks' ? <MarksTab onClip={showClip} /> : null}
        {tab === 'exports' ? <ExportsTab /> : null}
      </Tabs>
    </div>
  );
}
