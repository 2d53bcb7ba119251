/** Alarms that are set aside, by why they are: shelved (who, why, until when), hidden by another alarm (which), out of service. Read at handover. */
import type { ReactNode } from 'react';
import type { AlarmReply } from '../../../src-contract/api/alarms.ts';
import { useStationNow } from '../../client/station-clock.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PriorityMark } from '../../ui/priority-mark.tsx';
import { RowActions, Table } from '../../ui/table.tsx';
import { useAlarmText, useFormat, useText } from '../i18n/use-text.ts';
import { mayAct, useSession } from '../station/session-store.ts';
import { unshelve } from './alarm-commands.ts';
import { askToShelve, selectAlarm, useAlarms } from './alarms-store.ts';
import styles from './aside-lists.module.css';

export function AsideLists({ alarms }: { readonly alarms: readonly AlarmReply[] }) {
  const t = useText();
  const { aside } = t.alarmTools;
  if (alarms.length === 0) return <EmptyState title={t.alarms.noneShelved} />;
  const of = (state: AlarmReply['state']) => alarms.filter((alarm) => alarm.state === state);
  const head = { shelved: [aside.alarm, aside.who, aside.why, aside.until, ''], suppressed: [aside.alarm, aside.parent] };
  return (
    <div className={styles['lists']}>
      <Part title={aside.shelved} head={head.shelved} alarms={of('shelved')} row={(alarm) => <Shelved alarm={alarm} />} />
      <Part title={aside.suppressed} head={head.suppressed} alarms={of('suppressed')} row={(alarm) => <Hidden alarm={alarm} />} />
      <Part title={aside.outOfService} head={[aside.alarm]} alarms={of('out-of-service')} row={() => null} />
    </div>
  );
}

interface PartProps {
  readonly title: string;
  readonly head: readonly string[];
  readonly alarms: readonly AlarmReply[];
  /** The columns after the alarm itself. */
  readonly row: (alarm: AlarmReply) => ReactNode;
}

function Part({ title, head, alarms, row }: PartProps) {
  if (alarms.length === 0) return null;
  return (
    <section>
      <h3 className={styles['title']}>{title}</h3>
      <Table caption={title} head={head}>
        {alarms.map((alarm) => (
          <tr key={alarm.id}>
            <td>
              <AlarmName alarm={alarm} />
            </td>
            {row(alarm)}
          </tr>
        ))}
      </Table>
    </section>
  );
}

/** Shows it beside the list. */
function AlarmName({ alarm }: { readonly alarm: AlarmReply }) {
  const t = useText();
  const isSelected = useAlarms((state) => state.selectedId === alarm.id);
  return (
    <button type="button" className={styles['name']} aria-pressed={isSelected} onClick={() => selectAlarm(alarm.id)}>
      <PriorityMark
        priority={alarm.priority}
        letter={t.alarms.letters[alarm.priority]}
        label={t.alarms.priorities[alarm.priority]}
        filled={false}
        size={18}
      />
      {useAlarmText()(alarm).title}
    </button>
  );
}

function Shelved({ alarm }: { readonly alarm: AlarmReply }) {
  const t = useText();
  const format = useFormat();
  const nowMs = useStationNow();
  const canAct = useSession((state) => mayAct(state.caller));
  if (alarm.shelved === null) return null;
  const { by, reason, until } = alarm.shelved;
  const untilMs = Date.parse(until);
  return (
    <>
      <td>{by}</td>
      <td className={styles['why']}>{reason}</td>
      <td className={styles['until']}>
        {format.time(untilMs)}
        <span>{t.alarmTools.aside.left(format.age(untilMs - nowMs))}</span>
      </td>
      <RowActions>
        <Button disabled={!canAct} onClick={() => askToShelve(alarm.id)}>
          {t.alarmTools.aside.extend}
        </Button>
        <Button disabled={!canAct} onClick={() => unshelve(alarm.id)}>
          {t.alarms.unshelve}
        </Button>
      </RowActions>
    </>
  );
}

function Hidden({ alarm }: { readonly alarm: AlarmReply }) {
  const t = useText().alarmTools;
  const parent = useAlarms((state) => Object.values(state.alarms).find(({ key }) => key === alarm.suppressed_by));
  return <td>{parent === undefined ? t.parentGone : <AlarmName alarm={parent} />}</td>;
}
