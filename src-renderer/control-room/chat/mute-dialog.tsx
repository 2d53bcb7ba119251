/** Asks why, for how long and where an author is muted. */
import { type FormEvent, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { durationLabel } from '../i18n/duration-label.ts';
import { useFormat, useText } from '../i18n/use-text.ts';
import { mute, reasonLength } from './chat-commands.ts';
import styles from './chat-dialog.module.css';
import { type ChatDialog, closeDialog, useChatDialog } from './chat-dialogs.ts';

const minutesOffered = ['15', '60', '240', '1440'] as const;
type MuteAsked = Extract<ChatDialog, { kind: 'mute' }>;

export function MuteDialog() {
  const t = useText();
  const dialog = useChatDialog((state) => state.dialog);
  const asked = dialog.kind === 'mute' ? dialog : null;
  const title = asked === null ? '' : t.chat.muteTitle(isolated(asked.author.name));
  return (
    <Dialog open={asked !== null} title={title} closeLabel={t.common.close} onClose={closeDialog}>
      {asked === null ? null : <MuteForm key={asked.author.id} asked={asked} />}
    </Dialog>
  );
}

function MuteForm({ asked }: { readonly asked: MuteAsked }) {
  const t = useText();
  const format = useFormat();
  const [reason, setReason] = useState('');
  const [minutes, setMinutes] = useState<(typeof minutesOffered)[number]>('60');
  const [where, setWhere] = useState<'line' | 'all'>('line');
  const [waiting, setWaiting] = useState(false);
  const ready = !waiting && reason.trim().length >= reasonLength.least;

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!ready) return;
    setWaiting(true);
    const line = where === 'all' ? null : asked.line;
    const isDone = await mute({ line, author: asked.author.id, minutes: Number(minutes), reason: reason.trim() });
    setWaiting(false);
    if (isDone) closeDialog();
  };
  return (
    <form className={styles['form']} onSubmit={submit}>
      <p className={styles['hint']}>{t.chat.muteExplain}</p>
      <label className={styles['field']}>
        <span>{t.chat.muteReason}</span>
        <textarea
          data-first-focus
          rows={2}
          required
          minLength={reasonLength.least}
          maxLength={reasonLength.most}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
        <span className={styles['hint']}>{t.chat.muteReasonHint}</span>
      </label>
      <div className={styles['suggestions']}>
        {t.chat.muteSuggestions.map((suggestion) => (
          <Button key={suggestion} onClick={() => setReason(suggestion)}>
            {suggestion}
          </Button>
        ))}
      </div>
      <Choice
        label={t.chat.muteFor}
        value={minutes}
        onChange={setMinutes}
        options={minutesOffered.map((value) => ({ value, label: durationLabel(format, Number(value)) }))}
      />
      <Choice
        label={t.chat.muteWhere}
        value={where}
        onChange={setWhere}
        options={[
          { value: 'line', label: t.chat.muteLine(asked.line) },
          { value: 'all', label: t.chat.muteAll },
        ]}
      />
      <footer className={styles['actions']}>
        <Button tone="quiet" onClick={closeDialog}>
          {t.common.cancel}
        </Button>
        <Button tone="primary" type="submit" disabled={!ready}>
          {t.chat.muteConfirm}
        </Button>
      </footer>
    </form>
  );
}

/** A name within a sentence, kept to its own direction (U+2068 … U+2069). */
function isolated(name: string): string {
  return `\u2068${name}\u2069`;
}
