/** One row that is always there: the first-out alarm with what can be done about it, a lost link, a broken store, or the quiet word that there is none. */
import { ArrowRight, Check, DatabaseZap, Siren, Unplug } from 'lucide-react';
import { useLocation, useNavigate } from 'react-router';
import type { AlarmReply } from '../../../src-contract/api/alarms.ts';
import { useStationNow } from '../../client/station-clock.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { PriorityMark } from '../../ui/priority-mark.tsx';
import { acknowledge } from '../alarms/alarm-commands.ts';
import { selectAlarm, useCallingCounts, useFirstOut } from '../alarms/alarms-store.ts';
import { EscalationWords } from '../alarms/escalation-words.tsx';
import { useAlarmText, useFormat, useText } from '../i18n/use-text.ts';
import { linkLook, mayAct, useSession } from '../station/session-store.ts';
import styles from './banner.module.css';

export function Banner() {
  const t = useText();
  const format = useFormat();
  const first = useFirstOut();
  const link = useSession((state) => state.link);
  const storeFault = useSession((state) => state.storeFault);
  useStationNow();
  if (link.kind === 'lost' && linkLook(link, Date.now()) === 'offline') {
    return (
      <div className={classNames(styles['banner'], styles['lost'])} role="alert">
        <Unplug size={20} aria-hidden="true" />
        <strong className={styles['title']}>{t.link.banner(format.age(Date.now() - link.sinceMs))}</strong>
      </div>
    );
  }
  // Before any alarm: while nothing can be stored, no further alarm will come.
  if (storeFault !== null) {
    return (
      <div className={classNames(styles['banner'], styles['high'])} role="alert">
        <DatabaseZap size={20} aria-hidden="true" />
        <strong className={styles['title']}>{t.banner.storeDown}</strong>
        <span className={styles['cause']}>{storeFault}</span>
      </div>
    );
  }
  if (first !== null) return <FirstOut alarm={first} />;
  return (
    <div className={styles['banner']} role="status">
      <Check size={18} aria-hidden="true" className={styles['calm']} />
      <span className={styles['calm']}>{t.banner.quiet}</span>
    </div>
  );
}

function FirstOut({ alarm }: { readonly alarm: AlarmReply }) {
  const t = useText();
  const format = useFormat();
  const words = useAlarmText();
  const navigate = useNavigate();
  // On the chat screen the key is its own.
  const { pathname } = useLocation();
  const nowMs = useStationNow();
  const canAct = useSession((state) => mayAct(state.caller));
  const counts = useCallingCounts();
  const others = counts.high + counts.medium + counts.low - 1;
  const text = words(alarm);
  const show = () => {
    selectAlarm(alarm.id);
    navigate('/alarms');
  };
  return (
    <div className={classNames(styles['banner'], styles[alarm.priority])} role="alert">
      <PriorityMark
        priority={alarm.priority}
        letter={t.alarms.letters[alarm.priority]}
        label={t.alarms.priorities[alarm.priority]}
        size={24}
        calling
      />
      <strong className={styles['title']}>{text.title}</strong>
      {alarm.escalation === 0 ? (
        <span className={styles['cause']} title={text.cause}>
          {text.cause}
        </span>
      ) : (
        <strong className={styles['escalated']}>
          <Siren size={15} aria-hidden="true" />
          <EscalationWords alarm={alarm} />
        </strong>
      )}
      <span className={styles['age']} aria-hidden="true">
        {format.age(nowMs - Date.parse(alarm.raised_at))}
      </span>
      <span className={styles['others']}>{others > 0 ? t.banner.more(others) : ''}</span>
      <Button icon={<ArrowRight size={15} />} onClick={show}>
        {t.banner.show}
      </Button>
      <Button
        tone="primary"
        keys={pathname === '/chat' ? undefined : 'A'}
        icon={<Check size={15} />}
        disabled={!canAct}
        onClick={() => acknowledge(alarm.id)}
      >
        {t.alarms.acknowledge}
      </Button>
    </div>
  );
}
