/**
 * An alarm of the highest priority, or one that nobody acknowledged in time, fills the screen and shakes the phone until its holder answers. One at a time, the oldest first.
 * What was answered is kept, so that a page that opens anew doesn't call again.
 */
import { useEffect, useRef } from 'react';
import { z } from 'zod';
import { create } from 'zustand';
import { useAlarmText, useFormat, useText } from '../i18n/use-text.ts';
import { useCalling } from '../panic/hold-button.tsx';
import { BigButton } from '../parts/big-button.tsx';
import { readKept, writeKept } from '../station/kept.ts';
import { usePhone } from '../station/phone-store.ts';
import { AnswerButtons, useMayAnswer, WhoAnswered } from './alarm-answers.tsx';
import styles from './critical-alert.module.css';
import { callOf, nextCritical } from './next-critical.ts';

const key = 'kavach.phone.seen-alarms';
const mostSeen = 200;
const shake = [600, 200, 600, 200, 600];
const shakeEveryMs = 5000;

const useSeen = create<{ readonly ids: readonly string[] }>(() => ({ ids: readKept(key, z.array(z.string())) ?? [] }));

function markSeen(call: string): void {
  const ids = [...useSeen.getState().ids.filter((other) => other !== call), call].slice(-mostSeen);
  useSeen.setState({ ids });
  writeKept(key, ids);
}

export function CriticalAlert() {
  const t = useText();
  const format = useFormat();
  const worded = useAlarmText();
  const seen = useSeen((state) => state.ids);
  const mayAnswer = useMayAnswer();
  const isCalling = useCalling((state) => state.isCalling);
  // Somebody who calls for help is not interrupted: it comes right after.
  const alarm = usePhone((state) => (isCalling ? null : nextCritical(state.alarms, seen, state.caller)));
  const caller = usePhone((state) => state.caller);
  const dialog = useRef<HTMLDialogElement>(null);
  const call = alarm === null ? null : callOf(alarm, caller);
  useEffect(() => {
    if (call === null) return;
    dialog.current?.showModal();
    const vibrate = (): void => void navigator.vibrate?.(shake);
    vibrate();
    const timer = setInterval(vibrate, shakeEveryMs);
    return () => {
      clearInterval(timer);
      navigator.vibrate?.(0);
    };
  }, [call]);
  if (alarm === null || call === null) return null;
  const { title, cause, action } = worded(alarm);
  return (
    <dialog
      ref={dialog}
      className={styles['alert']}
      aria-labelledby="critical-title"
      // The back key must not put away what nobody has read.
      onCancel={(event) => event.preventDefault()}
    >
      <div className={styles['words']}>
        <p className={styles['kind']}>{alarm.escalation === 0 ? t.alerts.critical : t.alerts.escalated}</p>
        <h2 id="critical-title">{title}</h2>
        <p>{cause}</p>
        <p className={styles['action']}>{action}</p>
        <p className={styles['time']}>{t.alerts.since(format.time(Date.parse(alarm.raised_at)))}</p>
      </div>
      {/* Never scrolled away: who goes decides what one answers. */}
      <div className={styles['foot']}>
        <WhoAnswered alarm={alarm} />
        {mayAnswer ? (
          <AnswerButtons alarm={alarm} className={styles['answers']} onAnswer={() => markSeen(call)} />
        ) : (
          <div className={styles['answers']}>
            <BigButton onClick={() => markSeen(call)}>{t.alerts.answers.seen}</BigButton>
          </div>
        )}
      </div>
    </dialog>
  );
}
