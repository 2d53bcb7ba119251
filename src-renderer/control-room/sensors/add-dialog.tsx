/** Registers a sensor by hand, approved: its name in messages, its type, what people call it. The rest is set in its details. */
import { useState } from 'react';
import { type SensorReply, sensorRoutes } from '../../../src-contract/api/sensors.ts';
import { sensorIdPattern, sensorTypePattern } from '../../../src-contract/domain/sensor.ts';
import { knownSensorTypes } from '../../../src-contract/domain/sensor-types.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Form } from '../../ui/form.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { showToast } from '../frame/toast-store.ts';
import { useText } from '../i18n/use-text.ts';
import { FaultNotice } from '../station/fault-notice.tsx';
import { applySensors } from '../station/sensors-store.ts';
import { rest } from '../station/session.ts';
import { useCommand } from '../station/use-command.ts';
import { useSensorWords } from './use-sensor-words.ts';

interface AddDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onAdded: (id: string) => void;
}

export function AddDialog({ open, onClose, onAdded }: AddDialogProps) {
  const t = useText();
  const take = (sensor: SensorReply) => {
    applySensors([sensor]);
    showToast(t.sensors.added(sensor.name));
    onClose();
    onAdded(sensor.id);
  };
  return (
    <Dialog open={open} title={t.sensors.addTitle} closeLabel={t.common.close} onClose={onClose}>
      <AddForm onAdded={take} />
    </Dialog>
  );
}

const another = '';

function AddForm({ onAdded }: { readonly onAdded: (sensor: SensorReply) => void }) {
  const t = useText();
  const words = useSensorWords();
  const [id, setId] = useState('');
  const [name, setName] = useState('');
  const [known, setKnown] = useState<string>(knownSensorTypes[0] ?? another);
  const [other, setOther] = useState('');
  const [tried, setTried] = useState(false);
  const command = useCommand();
  const { faults, idHint, typeHint } = t.sensors.settings;
  const type = known === another ? other.trim() : known;
  const [isIdRight, isTypeRight] = [sensorIdPattern.test(id.trim()), sensorTypePattern.test(type)];
  const send = () => {
    setTried(true);
    if (!isIdRight || !isTypeRight) return;
    const body = { id: id.trim(), type, name: name.trim() || id.trim() };
    command.run(() => rest.call(sensorRoutes.addSensor, { body }), onAdded);
  };
  const types = knownSensorTypes.map((value): { value: string; label: string } => ({ value, label: words.type(value) }));
  return (
    <Form submit={t.sensors.addConfirm} ready={!command.waiting} onSubmit={send}>
      <TextField
        label={t.sensors.settings.id}
        value={id}
        onChange={setId}
        hint={idHint}
        fault={tried && !isIdRight ? faults.id : null}
        maxLength={64}
        autoComplete="off"
        firstFocus
      />
      <SelectField
        label={t.sensors.settings.type}
        value={known}
        options={[...types, { value: another, label: t.sensors.anotherType }]}
        onChange={setKnown}
      />
      {known === another ? (
        <TextField
          label={t.sensors.anotherType}
          value={other}
          onChange={setOther}
          hint={typeHint}
          fault={tried && !isTypeRight ? faults.type : null}
          maxLength={40}
          autoComplete="off"
        />
      ) : null}
      <TextField label={t.sensors.settings.name} value={name} onChange={setName} maxLength={80} autoComplete="off" />
      <FaultNotice fault={command.fault} />
    </Form>
  );
}
