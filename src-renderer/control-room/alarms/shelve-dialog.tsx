/** Asks why and for how long an alarm is set aside. */
import { type FormEvent, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { durationLabel } from '../i18n/duration-label.ts';
import { useAlarmText, useFormat, useText } from '../i18n/use-text.ts';
import { mayAct, useSession } from '../station/session-store.ts';
import { shelve } from './alarm-commands.ts';
import { askToShelve, useAlarms } from './alarms-store.ts';
import styles from './shelve-dialog.module.css';

const minutesOffered = ['15', '60', '240', '480', '1440'] as const;
type Minutes = (typeof minutesOffered)[number];
const reasonLength = { least: 3, most: 500 };

export function ShelveDialog() {
  const t = useText();
  const alarm = useAlarms((state) => (state.shelvingId === null ? undefined : state.alarms[state.shelvingId]));
  const close = () => askToShelve(null);
  return (
    <Dialog open={alarm !== undefined} title={t.shelve.title} closeLabel={t.common.close} onClose={close}>
      {alarm === undefined ? null : <ShelveForm key={alarm.id} alarmId={alarm.id} onDone={close} />}
    </Dialog>
  );
}

function ShelveForm({ alarmId, onDone }: { readonly alarmId: string; readonly onDone: () => void }) {
  const t = useText();
  const format = useFormat();
  const words = useAlarmText();
  const alarm = useAlarms((state) => state.alarms[alarmId]);
  const canAct = useSession((state) => mayAct(state.caller));
  const [reason, setReason] = useState('');
  const [minutes, setMinutes] = useState<Minutes>('60');
  const [waiting, setWaiting] = useState(false);
  const ready = canAct && !waiting && reason.trim().length >= reasonLength.least;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!ready) return;
    setWaiting(true);
    const done = await shelve(alarmId, reason.trim(), Number(minutes));
    setWaiting(false);
    if (done) onDone();
  };

  return (
    <form className={styles['form']} onSubmit={submit}>
      <p className={styles['subject']}>{alarm === undefined ? '' : words(alarm).title}</p>
      <p className={styles['hint']}>{t.shelve.explain}</p>
      <label className={styles['field']}>
        <span>{t.shelve.reason}</span>
        <textarea
          data-first-focus
          rows={2}
          required
          minLength={reasonLength.least}
          maxLength={reasonLength.most}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          aria-describedby="shelve-hint"
        />
        <span id="shelve-hint" className={styles['hint']}>
          {t.shelve.reasonHint}
        </span>
      </label>
      <div className={styles['suggestions']}>
        {t.shelve.suggestions.map((suggestion) => (
          <Button key={suggestion} onClick={() => setReason(suggestion)}>
            {suggestion}
          </Button>
        ))}
      </div>
      <Choice
        label={t.shelve.duration}
        value={minutes}
        onChange={setMinutes}
        options={minutesOffered.map((value) => ({ value, label: durationLabel(format, Number(value)) }))}
      />
      <footer className={styles['actions']}>
        <Button tone="quiet" onClick={onDone}>
          {t.common.cancel}
        </Button>
        <Button tone="primary" type="submit" disabled={!ready}>
          {t.shelve.confirm}
        </Button>
      </footer>
    </form>
  );
}
