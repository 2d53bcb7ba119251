/** Sends nothing by mistake: it wants to be held for two seconds, and then leaves five to take it back. By finger or by space bar. */
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { create } from 'zustand';
import { useText } from '../i18n/use-text.ts';
import { BigButton } from '../parts/big-button.tsx';
import styles from './hold-button.module.css';

/** True while somebody calls for help: nothing may come over the button then. */
export const useCalling = create<{ readonly isCalling: boolean }>(() => ({ isCalling: false }));

const holdMs = 2000;
const cancelS = 5;

type Step = { readonly kind: 'idle' } | { readonly kind: 'holding' } | { readonly kind: 'leaving'; readonly secondsLeft: number };

export function HoldButton({ onSend }: { readonly onSend: () => void }) {
  const t = useText();
  const [step, setStep] = useState<Step>({ kind: 'idle' });
  const send = useRef(onSend);
  send.current = onSend;
  const isCalling = step.kind !== 'idle';
  useEffect(() => {
    useCalling.setState({ isCalling });
    return () => useCalling.setState({ isCalling: false });
  }, [isCalling]);
  useEffect(() => {
    if (step.kind === 'idle') return;
    const next = (): void => {
      if (step.kind === 'holding') {
        navigator.vibrate?.(100);
        setStep({ kind: 'leaving', secondsLeft: cancelS });
      } else if (step.secondsLeft > 1) setStep({ kind: 'leaving', secondsLeft: step.secondsLeft - 1 });
      else {
        setStep({ kind: 'idle' });
        send.current();
      }
    };
    const timer = setTimeout(next, step.kind === 'holding' ? holdMs : 1000);
    return () => clearTimeout(timer);
  }, [step]);

  if (step.kind === 'leaving') {
    return (
      <div className={styles['leaving']} role="alert">
        <p>{t.panic.sendsIn(String(step.secondsLeft))}</p>
        <BigButton onClick={() => setStep({ kind: 'idle' })}>{t.panic.cancel}</BigButton>
      </div>
    );
  }
  const hold = (): void => setStep({ kind: 'holding' });
  const release = (): void => setStep((now) => (now.kind === 'holding' ? { kind: 'idle' } : now));
  const isKey = ({ key }: KeyboardEvent): boolean => key === ' ' || key === 'Enter';
  return (
    <button
      type="button"
      className={styles['hold']}
      data-holding={step.kind === 'holding'}
      onPointerDown={hold}
      onPointerUp={release}
      onPointerLeave={release}
      onPointerCancel={release}
      onContextMenu={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if (isKey(event) && !event.repeat) hold();
        if (isKey(event)) event.preventDefault();
      }}
      onKeyUp={(event) => isKey(event) && release()}
      onBlur={release}
    >
      <span className={styles['title']}>{t.panic.title}</span>
      <span>{step.kind === 'holding' ? t.panic.holding : t.panic.hold}</span>
    </button>
  );
}
