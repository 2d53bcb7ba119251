/** The first zone: its name, kind and what it is rated for. Where cameras see it is drawn in the set-up of the camera. */
import { useState } from 'react';
import { routes } from '../../../src-contract/api/routes.ts';
import { Form } from '../../ui/form.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useText } from '../i18n/use-text.ts';
import { FaultNotice } from '../station/fault-notice.tsx';
import { rest } from '../station/session.ts';
import { useCommand } from '../station/use-command.ts';

const kinds = ['waiting', 'moving', 'entrance', 'exit'] as const;
const idForm = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;

export function ZoneForm({ onDone }: { readonly onDone: () => void }) {
  const { firstRun } = useText().care;
  const command = useCommand();
  const [id, setId] = useState('p1');
  const [name, setName] = useState('');
  const [kind, setKind] = useState<(typeof kinds)[number]>('waiting');
  const [capacity, setCapacity] = useState('');
  const persons = capacity.trim() === '' ? null : Number(capacity);
  const isWhole = idForm.test(id) && name.trim() !== '' && (persons === null || (Number.isInteger(persons) && persons > 0));
  const save = () =>
    command.run(async () => {
      const { revision } = await rest.call(routes.siteConfig);
      const change = { name: name.trim(), kind, ...(persons === null ? {} : { capacity: persons }) };
      return rest.call(routes.changeSite, { body: { revision, edits: [{ part: 'zone', id, change }] } });
    }, onDone);
  return (
    <Form submit={firstRun.save} ready={!command.waiting && isWhole} onSubmit={save}>
      <p>{firstRun.zoneHint}</p>
      <TextField label={firstRun.zoneName} value={name} maxLength={80} onChange={setName} />
      <TextField label={firstRun.zoneId} value={id} maxLength={64} onChange={setId} />
      <SelectField
        label={firstRun.zoneKind}
        value={kind}
        options={kinds.map((value) => ({ value, label: firstRun.kinds[value] }))}
        onChange={setKind}
      />
      <TextField label={firstRun.capacity} hint={firstRun.capacityHint} value={capacity} maxLength={7} onChange={setCapacity} />
      <FaultNotice fault={command.fault} />
    </Form>
  );
}
