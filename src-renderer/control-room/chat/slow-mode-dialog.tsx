/** Asks how slow a line shall be, and for how long. */
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Form } from '../../ui/form.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { durationChoices } from '../i18n/duration-choices.ts';
import { useFormat, useLineName, useText } from '../i18n/use-text.ts';
import { isReason, reasonLength, setSlowMode } from './chat-commands.ts';
import { closeDialog, useChatDialog } from './chat-dialogs.ts';

const secondsOffered = ['10', '30', '60', '300'] as const;
const minutesOffered = ['10', '30', '60', '240'] as const;

export function SlowModeDialog() {
  const nameOf = useLineName();
  const t = useText();
  const dialog = useChatDialog((state) => state.dialog);
  const line = dialog.kind === 'slow-mode' ? dialog.line : null;
  return (
    <Dialog open={line !== null} title={t.chat.slowTitle(nameOf(line ?? ''))} closeLabel={t.common.close} onClose={closeDialog}>
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
  const submit = async (): Promise<void> => {
    setWaiting(true);
    const isDone = await setSlowMode(line, Number(seconds), Number(minutes), reason);
    setWaiting(false);
    if (isDone) closeDialog();
  };
  const cancel = (
    <Button tone="quiet" onClick={closeDialog}>
      {t.common.cancel}
    </Button>
  );
  return (
    <Form submit={t.chat.slowConfirm} ready={!waiting && isReason(reason)} onSubmit={submit} others={cancel}>
      <p>{t.chat.slowExplain}</p>
      <Choice
        label={t.chat.slowEvery}
        value={seconds}
        onChange={setSeconds}
        options={secondsOffered.map((value) => ({ value, label: format.age(Number(value) * 1000) }))}
      />
      <Choice label={t.chat.slowFor} value={minutes} onChange={setMinutes} options={durationChoices(format, minutesOffered)} />
      <TextArea
        label={t.chat.reason}
        hint={t.chat.reasonHint}
        value={reason}
        onChange={setReason}
        rows={2}
        firstFocus
        invalid={!isReason(reason)}
        maxLength={reasonLength.most}
      />
    </Form>
  );
}
