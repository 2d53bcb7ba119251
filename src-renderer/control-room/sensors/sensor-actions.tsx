/** What an administrator does with a sensor as a whole: approves it, gives it a key, takes it out. */
import { BadgeCheck, KeyRound, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { type SensorReply, sensorRoutes } from '../../../src-contract/api/sensors.ts';
import { Button } from '../../ui/button.tsx';
import { showToast } from '../frame/toast-store.ts';
import type { Catalogue } from '../i18n/en.ts';
import { useText } from '../i18n/use-text.ts';
import { type Confirmation, ConfirmDialog } from '../set-up/confirm-dialog.tsx';
import { FaultNotice } from '../station/fault-notice.tsx';
import { applySensors } from '../station/sensors-store.ts';
import { askSensors, rest } from '../station/session.ts';
import { useCommand } from '../station/use-command.ts';
import { KeyDialog } from './key-dialog.tsx';
import styles from './sensors.module.css';

export function SensorActions({ sensor }: { readonly sensor: SensorReply }) {
  const t = useText();
  const approving = useCommand();
  const [asks, setAsks] = useState<Confirmation | null>(null);
  const [makesKey, setMakesKey] = useState(false);
  const approve = () =>
    approving.run(
      () => setApproved(sensor.id, true),
      () => showToast(t.sensors.approvedDone(sensor.name)),
    );
  return (
    <>
      <div className={styles['buttons']}>
        {sensor.approved ? (
          <Button onClick={() => setAsks(withdrawal(sensor, t))}>{t.sensors.withdraw}</Button>
        ) : (
          <Button
            tone="primary"
            icon={<BadgeCheck size={15} />}
            disabled={approving.waiting}
            title={t.sensors.approveHint}
            onClick={approve}
          >
            {t.sensors.approve}
          </Button>
        )}
        {sensor.registered ? (
          <>
            <Button icon={<KeyRound size={15} />} onClick={() => setMakesKey(true)}>
              {sensor.has_key ? t.sensors.key.again : t.sensors.key.make}
            </Button>
            <Button icon={<Trash2 size={15} />} onClick={() => setAsks(removal(sensor, t))}>
              {t.sensors.remove}
            </Button>
          </>
        ) : null}
      </div>
      <FaultNotice fault={approving.fault} />
      <ConfirmDialog asks={asks} onClose={() => setAsks(null)} onDone={askSensors} />
      <KeyDialog sensor={makesKey ? sensor : null} onClose={() => setMakesKey(false)} />
    </>
  );
}

async function setApproved(id: string, approved: boolean): Promise<void> {
  applySensors([await rest.call(sensorRoutes.changeSensor, { params: { id }, body: { approved } })]);
}

function withdrawal({ id, name }: SensorReply, { sensors }: Catalogue): Confirmation {
  const { withdraw, withdrawTitle, withdrawBody, withdrawn } = sensors;
  const act = () => setApproved(id, false);
  return { title: withdrawTitle, body: withdrawBody(name), confirm: withdraw, done: withdrawn(name), act };
}

function removal({ id, name }: SensorReply, { sensors }: Catalogue): Confirmation {
  const { remove, removeTitle, removeBody, removed } = sensors;
  const act = () => rest.call(sensorRoutes.removeSensor, { params: { id } });
  return { title: removeTitle, body: removeBody(name), confirm: remove, done: removed(name), act };
}
