/** Asks how slow a line shall be, and for how long. */
import { type FormEvent, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { durationLabel } from '../i18n/duration-label.ts';
import { useFormat, useText } from '../i18n/use-text.ts';
import { isReason, reasonLength, setSlowMode } from './chat-commands.ts';
import styles from './chat-dialog.module.css';
import { closeDialog, useChatDialog } from './chat-dialogs.ts';

const secondsOffered = ['10', '30', '60', '300'] as const;
const minutesOffered = ['10', '30', '60', '240'] as const;

export function SlowModeDialog() {
  const t = useText();
  const dialog = useChatDialog((state) => state.dialog);
  const line = dialog.kind === 'slow-mode' ? dialog.line : null;
  return (
    <Dialog open={line !== null} title={t.chat.slowTitle(line ?? '')} closeLabel={t.common.close} onClose={closeDialog}>
      {line === null ? null : <SlowModeForm key={line} line={line} />}
    </Dialog>
  );
}

function SlowModeForm({ line }: { readonly line: string }) {
  const t = useText();
  const format = useFormat();
  const [seconds, setSeconds] = useState<(typeof secondsOffered)[number]>('30');
  const [minutes, setMinutes] = useState<(typeof minutesOffered)[number]>('30');
  const [reason, setReason] = useState('');
  const [waiting, setWaiting] = useState(false);
  const ready = !waiting && isReason(reason);

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!ready) return;
    setWaiting(true);
    const isDone = await setSlowMode(line, Number(seconds), Number(minutes), reason);
    setWaiting(false);
    if (isDone) closeDialog();
  };
  return (
    <form className={styles['form']} onSubmit={submit}>
      <p className={styles['hint']}>{t.chat.slowExplain}</p>
      <Choice
        label={t.chat.slowEvery}
        value={seconds}
        onChange={setSeconds}
        options={secondsOffered.map((value) => ({ value, label: format.age(Number(value) * 1000) }))}
      />
      <Choice
        label={t.chat.slowFor}
        value={minutes}
        onChange={setMinutes}
        options={minutesOffered.map((value) => ({ value, label: durationLabel(format, Number(value)) }))}
      />
      <label className={styles['field']}>
        <span>{t.chat.reason}</span>
        <textarea
          data-first-focus
          rows={2}
          maxLength={reasonLength.most}
          aria-invalid={!isReason(reason)}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
        <span className={styles['hint']}>{t.chat.reasonHint}</span>
      </label>
      <footer className={styles['actions']}>
        <Button tone="quiet" onClick={closeDialog}>
          {t.common.cancel}
        </Button>
        <Button tone="primary" type="submit" disabled={!ready}>
          {t.chat.slowConfirm}
        </Button>
      </footer>
    </form>
  );
}
