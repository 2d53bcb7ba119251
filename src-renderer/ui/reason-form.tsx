/**
 * Why, and for how long: what is asked before something is set aside for a time. In: the words, the times offered, and what the answer
 * does. It closes only when that was done; `children` asks what else there is to choose.
 */
import { type ReactNode, useState } from 'react';
import { Button } from './button.tsx';
import { Choice, type ChoiceOption } from './choice.tsx';
import { Form } from './form.tsx';
import styles from './reason-form.module.css';
import { TextArea } from './text-area.tsx';

interface ReasonFormProps<D extends string> {
  readonly words: {
    readonly explain: string;
    readonly reason: string;
    readonly hint: string;
    /** Reasons that one press writes. */
    readonly suggestions: readonly string[];
    readonly duration: string;
    readonly cancel: string;
    readonly confirm: string;
  };
  readonly durations: readonly ChoiceOption<D>[];
  readonly usual: D;
  /** In letters. */
  readonly reasonLength: { readonly least: number; readonly most: number };
  readonly allowed?: boolean;
  /** True when it was done. */
  readonly onAnswer: (reason: string, duration: D) => Promise<boolean>;
  readonly onClose: () => void;
  readonly children?: ReactNode;
}

export function ReasonForm<D extends string>(props: ReasonFormProps<D>) {
  const { words, durations, usual, reasonLength, allowed = true, onAnswer, onClose, children } = props;
  const [reason, setReason] = useState('');
  const [duration, setDuration] = useState(usual);
  const [waiting, setWaiting] = useState(false);
  const ready = allowed && !waiting && reason.trim().length >= reasonLength.least;
  const answer = async () => {
    setWaiting(true);
    const isDone = await onAnswer(reason.trim(), duration);
    setWaiting(false);
    if (isDone) onClose();
  };
  const cancel = (
    <Button tone="quiet" onClick={onClose}>
      {words.cancel}
    </Button>
  );
  return (
    <Form submit={words.confirm} ready={ready} onSubmit={answer} others={cancel}>
      <p className={styles['explain']}>{words.explain}</p>
      <TextArea
        label={words.reason}
        hint={words.hint}
        value={reason}
        onChange={setReason}
        rows={2}
        required
        firstFocus
        maxLength={reasonLength.most}
      />
      <div className={styles['suggestions']}>
        {words.suggestions.map((suggestion) => (
          <Button key={suggestion} onClick={() => setReason(suggestion)}>
            {suggestion}
          </Button>
        ))}
      </div>
      <Choice label={words.duration} value={duration} onChange={setDuration} options={durations} />
      {children}
    </Form>
  );
}
