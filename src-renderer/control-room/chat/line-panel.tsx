/** One line: what holds on it (pin, slow mode), what was written or what operators did, and a field to write as operator. */
import { Pin, PinOff, Timer } from 'lucide-react';
import { useState } from 'react';
import type { ChatLineState } from '../../client/chat-line.ts';
import { useStationNow } from '../../client/station-clock.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useFormat, useLineName, useText } from '../i18n/use-text.ts';
import { isCut, mayAct, useSession } from '../station/session-store.ts';
import { setSlowMode, unpin } from './chat-commands.ts';
import { openDialog } from './chat-dialogs.ts';
import { LineActs } from './line-acts.tsx';
import { LineField } from './line-field.tsx';
import { LineMessages } from './line-messages.tsx';
import styles from './line-panel.module.css';
import { useLines } from './lines-store.ts';
import { MessageText } from './message-text.tsx';

type View = 'messages' | 'acts';

export function LinePanel({ line }: { readonly line: string }) {
  const nameOf = useLineName();
  const t = useText();
  const state = useLines(({ lines }) => lines[line]);
  const canAct = useSession((session) => mayAct(session.caller));
  const [view, setView] = useState<View>('messages');
  const views = [
    { value: 'messages', label: t.chat.messages },
    { value: 'acts', label: t.chat.acts },
  ] as const;
  return (
    <Panel title={t.chat.line(nameOf(line))} aside={<SlowModeButton line={line} state={state} />} className={styles['panel']}>
      <div className={styles['line']} data-line={line} data-cut={state !== undefined && isCut(state.link)}>
        <div className={styles['top']}>
          {canAct ? (
            <Choice label={t.chat.lineViews(nameOf(line))} hideLabel value={view} onChange={setView} options={views} />
          ) : null}
          <LostLink state={state} />
          <SlowMode state={state} />
          <Pinned state={state} />
        </div>
        {view === 'messages' ? <LineMessages line={line} state={state} /> : <LineActs line={line} />}
        {canAct ? <LineField line={line} /> : null}
      </div>
    </Panel>
  );
}

function LostLink({ state }: { readonly state: ChatLineState | undefined }) {
  const t = useText();
  const format = useFormat();
  useStationNow();
  if (state?.link.kind !== 'lost') return null;
  return (
    <p className={styles['lost']} role="status">
      {t.chat.lineLost(format.age(Date.now() - state.link.sinceMs))}
    </p>
  );
}

/** An end that has passed while the link was lost is an end. */
function useSlowMode(state: ChatLineState | undefined) {
  const nowMs = useStationNow();
  const slow = state?.slowMode ?? null;
  return slow !== null && Date.parse(slow.until) > nowMs ? slow : null;
}

function SlowMode({ state }: { readonly state: ChatLineState | undefined }) {
  const t = useText();
  const format = useFormat();
  const slow = useSlowMode(state);
  if (slow === null) return null;
  return <p className={styles['slow']}>{t.chat.slowOn(format.number(slow.seconds), format.time(Date.parse(slow.until)))}</p>;
}

function SlowModeButton({ line, state }: { readonly line: string; readonly state: ChatLineState | undefined }) {
  const t = useText();
  const slow = useSlowMode(state);
  const canAct = useSession((session) => mayAct(session.caller));
  const onClick = () => (slow === null ? openDialog({ kind: 'slow-mode', line }) : setSlowMode(line, 0, 1));
  return (
    <Button tone="quiet" icon={<Timer size={14} />} disabled={!canAct} onClick={onClick}>
      {slow === null ? t.chat.slowMode : t.chat.slowEnd}
    </Button>
  );
}

function Pinned({ state }: { readonly state: ChatLineState | undefined }) {
  const t = useText();
  const canAct = useSession((session) => mayAct(session.caller));
  const pinned = state?.pinned ?? null;
  if (pinned === null) return null;
  return (
    <aside className={styles['pinned']} aria-label={t.chat.pinned}>
      <Pin size={14} aria-hidden="true" />
      <p>
        <MessageText text={pinned.message} />
      </p>
      {canAct ? <Button tone="quiet" label={t.chat.unpin} icon={<PinOff size={14} />} onClick={() => unpin(pinned.id)} /> : null}
    </aside>
  );
}
