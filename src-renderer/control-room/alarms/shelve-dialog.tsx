/** Asks why and for how long an alarm is set aside, or for how much longer. */
import { Dialog } from '../../ui/dialog.tsx';
import { ReasonForm } from '../../ui/reason-form.tsx';
import { durationChoices } from '../i18n/duration-choices.ts';
import { useAlarmText, useFormat, useText } from '../i18n/use-text.ts';
import { mayAct, useSession } from '../station/session-store.ts';
import { extendShelving, shelve } from './alarm-commands.ts';
import { askToShelve, useAlarms } from './alarms-store.ts';
import styles from './shelve-dialog.module.css';

const minutesOffered = ['15', '60', '240', '480', '1440'] as const;
const reasonLength = { least: 3, most: 500 };
const close = () => askToShelve(null);

export function ShelveDialog() {
  const t = useText();
  const alarm = useAlarms((state) => (state.shelvingId === null ? undefined : state.alarms[state.shelvingId]));
  return (
    <Dialog
      open={alarm !== undefined}
      title={alarm?.state === 'shelved' ? t.alarmTools.aside.extendTitle : t.shelve.title}
      closeLabel={t.common.close}
      onClose={close}
    >
      {alarm === undefined ? null : <ShelveForm key={alarm.id} alarmId={alarm.id} />}
    </Dialog>
  );
}

function ShelveForm({ alarmId }: { readonly alarmId: string }) {
  const t = useText();
  const format = useFormat();
  const words = useAlarmText();
  const alarm = useAlarms((state) => state.alarms[alarmId]);
  const canAct = useSession((state) => mayAct(state.caller));
  const isShelved = alarm?.state === 'shelved';
  const { extend, extendExplain } = t.alarmTools.aside;
  const shown = isShelved ? { ...t.shelve, explain: extendExplain, confirm: extend } : t.shelve;
  return (
    <>
      <p className={styles['subject']}>{alarm === undefined ? '' : words(alarm).title}</p>
      <ReasonForm
        words={{ ...shown, hint: t.shelve.reasonHint, cancel: t.common.cancel }}
        durations={durationChoices(format, minutesOffered)}
        usual="60"
        reasonLength={reasonLength}
        allowed={canAct}
        onAnswer={(reason, minutes) => (isShelved ? extendShelving : shelve)(alarmId, reason, Number(minutes))}
        onClose={close}
      />
    </>
  );
}
