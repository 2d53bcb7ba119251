/** Line chat for operators: at the left what waits for a decision, of every line in one list; beside it a column a line. */
import { useEffect } from 'react';
import { useStationNow } from '../../client/station-clock.ts';
import { Choice } from '../../ui/choice.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useFormat, useText } from '../i18n/use-text.ts';
import { useScreenKeys } from '../keyboard/use-shortcuts.ts';
import { isCut, mayAct, useSession } from '../station/session-store.ts';
import { useSite } from '../station/site-store.ts';
import { actOnChat } from './chat-keys.ts';
import styles from './chat-screen.module.css';
import { HeldDetails } from './held-details.tsx';
import { LinePanel } from './line-panel.tsx';
import { followLines } from './lines-store.ts';
import { MuteDialog } from './mute-dialog.tsx';
import { MutesList } from './mutes-list.tsx';
import { QueueList } from './queue-list.tsx';
import { type LastDecision, useQueue } from './queue-store.ts';
import { ReportsList } from './reports-list.tsx';
import { SlowModeDialog } from './slow-mode-dialog.tsx';

const noLines: readonly string[] = [];

export function ChatScreen() {
  const t = useText();
  const lines = useSite(({ site }) => site?.station.lines ?? noLines);
  const canAct = useSession((state) => mayAct(state.caller));
  useEffect(() => followLines(lines), [lines]);
  useScreenKeys(actOnChat);
  return (
    <div className={styles['screen']} data-operator={canAct}>
      {canAct ? <ToDecide /> : <p className={styles['note']}>{t.chat.lookOnly}</p>}
      <div className={styles['lines']}>
        {lines.length === 0 ? <EmptyState title={t.chat.noLines}>{t.chat.noLinesHint}</EmptyState> : null}
        {lines.map((line) => (
          <LinePanel key={line} line={line} />
        ))}
      </div>
      <MuteDialog />
      <SlowModeDialog />
    </div>
  );
}

function ToDecide() {
  const t = useText();
  const format = useFormat();
  const tab = useQueue((state) => state.tab);
  const count = useQueue((state) => state.items.length);
  const isOld = useSession((state) => isCut(state.link));
  const tabs = [
    { value: 'held', label: t.chat.held(format.number(count)) },
    { value: 'reports', label: t.chat.reports },
    { value: 'mutes', label: t.chat.mutes },
  ] as const;
  return (
    <div className={styles['aside']}>
      <Choice label={t.chat.tabs} hideLabel value={tab} onChange={(next) => useQueue.setState({ tab: next })} options={tabs} />
      <DecisionNote />
      {tab === 'held' ? (
        <>
          <Panel title={t.chat.queue} aside={isOld ? <LinkAge /> : null} scroll className={styles['queue']}>
            <div className={styles['inside']} data-cut={isOld}>
              <QueueList />
            </div>
          </Panel>
          {count === 0 ? null : (
            <Panel title={t.chat.selected} scroll className={styles['details']}>
              <HeldDetails />
            </Panel>
          )}
        </>
      ) : null}
      {tab === 'reports' ? (
        <Panel title={t.chat.reports} scroll className={styles['details']}>
          <ReportsList />
        </Panel>
      ) : null}
      {tab === 'mutes' ? (
        <Panel title={t.chat.mutes} scroll className={styles['details']}>
          <MutesList />
        </Panel>
      ) : null}
    </div>
  );
}

function LinkAge() {
  const t = useText();
  const format = useFormat();
  const link = useSession((state) => state.link);
  useStationNow();
  return <span>{link.kind === 'lost' ? `${t.link.offline} · ${format.age(Date.now() - link.sinceMs)}` : t.link.offline}</span>;
}

/** Who decided last, and when; first of all when it was another. */
function DecisionNote() {
  const t = useText();
  const format = useFormat();
  const last = useQueue((state) => state.lastDecision);
  const said = ({ verdict, by, at, author }: LastDecision): string =>
    t.chat[verdict](`\u2068${by}\u2069`, format.clock(Date.parse(at)), `\u2068${author}\u2069`);
  return (
    <p className={styles['decision']} role="status" data-conflict={last?.conflict === true}>
      {last === null ? null : `${last.conflict ? `${t.chat.tooLate} ` : ''}${said(last)}`}
    </p>
  );
}
