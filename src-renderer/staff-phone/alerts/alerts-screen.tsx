/** The alarms that are open, worst first, with what is expected of staff, who goes, and what this phone's owner says to it. */
import { useShallow } from 'zustand/react/shallow';
import { isCalling, openAlarms } from '../../client/alarm-order.ts';
import { PriorityMark } from '../../ui/priority-mark.tsx';
import { useAlarmText, useFormat, useText } from '../i18n/use-text.ts';
import { isLinked, usePhone } from '../station/phone-store.ts';
import { ActionSteps } from './action-steps.tsx';
import { AnswerButtons, useMayAnswer, WhoAnswered } from './alarm-answers.tsx';
import { AlertMarks } from './alert-marks.tsx';
import styles from './alerts-screen.module.css';
import { UnsentAnswers } from './unsent-answers.tsx';

export function AlertsScreen() {
  const t = useText();
  const format = useFormat();
  const worded = useAlarmText();
  const alarms = usePhone(useShallow((state) => openAlarms(state.alarms)));
  const linked = usePhone(isLinked);
  const mayAnswer = useMayAnswer();
  return (
    <section>
      <h2 className={styles['title']}>{t.alerts.title}</h2>
      {linked ? null : <p className={styles['old']}>{t.alerts.old}</p>}
      <UnsentAnswers />
      {alarms.length === 0 && linked ? <p>{t.alerts.none}</p> : null}
      <ul className={styles['list']}>
        {alarms.map((alarm) => {
          const { title, cause, action } = worded(alarm);
          return (
            <li key={alarm.id} className={styles['alert']} data-priority={alarm.priority}>
              <PriorityMark
                priority={alarm.priority}
                letter={t.letters[alarm.priority]}
                label={t.priorities[alarm.priority]}
                filled={isCalling(alarm)}
                size={28}
              />
              <div>
                <h3>{title}</h3>
                <p>{cause}</p>
                <p className={styles['action']}>{action}</p>
                <p className={styles['time']}>{t.alerts.since(format.time(Date.parse(alarm.raised_at)))}</p>
                <AlertMarks alarm={alarm} />
                <WhoAnswered alarm={alarm} />
                <ActionSteps alarm={alarm} />
              </div>
              {mayAnswer ? <AnswerButtons alarm={alarm} className={styles['answers']} /> : null}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
