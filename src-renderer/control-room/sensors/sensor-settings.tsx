/** What is registered of a sensor, as a form. What others change meanwhile shows as long as nothing is typed here. */
import { useState } from 'react';
import { type SensorReply, sensorRoutes } from '../../../src-contract/api/sensors.ts';
import { Button } from '../../ui/button.tsx';
import { Form } from '../../ui/form.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { showToast } from '../frame/toast-store.ts';
import { useText } from '../i18n/use-text.ts';
import { FaultNotice } from '../station/fault-notice.tsx';
import { applySensors } from '../station/sensors-store.ts';
import { rest } from '../station/session.ts';
import { useCommand } from '../station/use-command.ts';
import { CalibrationRows } from './calibration-rows.tsx';
import { PlaceField } from './place-field.tsx';
import { draftOf, readDraft, type SensorDraft } from './sensor-draft.ts';
import { fieldsOf } from './sensor-look.ts';
import styles from './sensors.module.css';
import { ThresholdRows } from './threshold-rows.tsx';

export function SensorSettings({ sensor }: { readonly sensor: SensorReply }) {
  const t = useText();
  const [typed, setTyped] = useState<SensorDraft | null>(null);
  const [tried, setTried] = useState(false);
  const command = useCommand();
  const before = draftOf(sensor);
  const draft = typed ?? before;
  const read = readDraft(draft, before);
  const wrong = tried && read?.ok === false ? read : null;
  const set = (change: Partial<SensorDraft>) => setTyped({ ...draft, ...change });
  const { settings } = t.sensors;
  const faultAt = (part: keyof SensorDraft) => (wrong?.part === part && wrong.row === null ? settings.faults[wrong.fault] : null);
  const leave = () => {
    setTyped(null);
    setTried(false);
    command.clear();
  };
  const save = () => {
    setTried(true);
    if (read === null || !read.ok) return;
    command.run(
      () => rest.call(sensorRoutes.changeSensor, { params: { id: sensor.id }, body: read.change }),
      (changed) => {
        applySensors([changed]);
        leave();
        showToast(settings.saved(changed.name));
      },
    );
  };
  const undo = (
    <Button tone="quiet" disabled={typed === null} onClick={leave}>
      {settings.undo}
    </Button>
  );
  const rows = { fields: fieldsOf(sensor), type: draft.type, wrong };
  return (
    <Form submit={settings.save} ready={read !== null && !command.waiting} onSubmit={save} others={undo}>
      <div className={styles['pair']}>
        <TextField
          label={settings.name}
          value={draft.name}
          onChange={(name) => set({ name })}
          fault={faultAt('name')}
          maxLength={80}
          autoComplete="off"
        />
        <TextField
          label={settings.silent}
          value={draft.silentAfterS}
          onChange={(silentAfterS) => set({ silentAfterS })}
          hint={settings.silentHint}
          fault={faultAt('silentAfterS')}
          maxLength={10}
          autoComplete="off"
        />
        <TextField
          label={settings.type}
          value={draft.type}
          onChange={(type) => set({ type })}
          hint={settings.typeHint}
          fault={faultAt('type')}
          maxLength={40}
          autoComplete="off"
        />
        <TextField
          label={settings.addresses}
          value={draft.addresses}
          onChange={(addresses) => set({ addresses })}
          hint={settings.addressesHint}
          fault={faultAt('addresses')}
          maxLength={500}
          autoComplete="off"
        />
      </div>
      {sensor.approved ? (
        <PlaceField lon={draft.lon} lat={draft.lat} fault={faultAt('lon')} onChange={set} />
      ) : (
        <p className={styles['hint']}>{settings.placeLater}</p>
      )}
      <ThresholdRows {...rows} rows={draft.thresholds} onChange={(thresholds) => set({ thresholds })} />
      <CalibrationRows {...rows} rows={draft.calibration} onChange={(calibration) => set({ calibration })} />
      {wrong !== null && wrong.part === null ? <p className={styles['fault']}>{settings.faults.other}</p> : null}
      <FaultNotice fault={command.fault} />
    </Form>
  );
}
