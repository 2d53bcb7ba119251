/** What the phone will be allowed: role, lines, place; and how long its code is good for. */
import { useState } from 'react';
import { routes } from '../../../src-contract/api/routes.ts';
import { Choice } from '../../ui/choice.tsx';
import { Form } from '../../ui/form.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useFormat, useText } from '../i18n/use-text.ts';
import { FaultNotice } from '../station/fault-notice.tsx';
import { rest } from '../station/session.ts';
import { isAdmin, useSession } from '../station/session-store.ts';
import { useSite } from '../station/site-store.ts';
import { useCommand } from '../station/use-command.ts';
import { linesToSend } from './lines.ts';
import { LinesField, useStationLines } from './lines-field.tsx';
import { phoneOrigins } from './phone-origins.ts';
import type { MadeCode } from './use-pairing.ts';

type PhoneRole = 'viewer' | 'staff' | 'operator';
const minutesOffered = ['5', '10', '30', '60'] as const;

export function JoinForm({ onMade }: { readonly onMade: (made: MadeCode) => void }) {
  const t = useText();
  const format = useFormat();
  const all = useStationLines();
  const roles: readonly PhoneRole[] = useSession((state) => isAdmin(state.caller))
    ? ['viewer', 'staff', 'operator']
    : ['viewer', 'staff'];
  const [role, setRole] = useState<PhoneRole>('staff');
  const [lines, setLines] = useState(all);
  const [zone, setZone] = useState('');
  const [name, setName] = useState('');
  const [minutes, setMinutes] = useState<(typeof minutesOffered)[number]>('10');
  const command = useCommand();
  const body = {
    role,
    lines: linesToSend(lines, all),
    zone: zone === '' ? null : zone,
    name: name.trim() === '' ? null : name.trim(),
    minutes: Number(minutes),
  };
  return (
    <Form
      submit={t.setUp.join.make}
      ready={lines.length > 0 && !command.waiting}
      onSubmit={() => command.run(() => makeCode(body), onMade)}
    >
      <TextField
        label={t.setUp.join.owner}
        value={name}
        onChange={setName}
        hint={t.setUp.join.ownerHint}
        maxLength={60}
        autoComplete="off"
        firstFocus
      />
      <Choice
        label={t.setUp.role}
        value={role}
        onChange={setRole}
        options={roles.map((value) => ({ value, label: t.bar.roles[value] }))}
      />
      <LinesField chosen={lines} onChange={setLines} />
      <ZoneField value={zone} onChange={setZone} />
      <Choice
        label={t.setUp.join.minutes}
        value={minutes}
        onChange={setMinutes}
        options={minutesOffered.map((value) => ({
          value,
          label: value === '60' ? format.hours(1) : format.age(Number(value) * 60_000),
        }))}
      />
      <FaultNotice fault={command.fault} />
    </Form>
  );
}

function ZoneField({ value, onChange }: { readonly value: string; readonly onChange: (zone: string) => void }) {
  const t = useText();
  const zones = useSite((state) => state.site?.zones) ?? [];
  const options = [{ value: '', label: t.setUp.anyZone }, ...zones.map(({ id, name }) => ({ value: id, label: name }))];
  return <SelectField label={t.setUp.zone} value={value} options={options} onChange={onChange} />;
}

interface Grant {
  readonly role: PhoneRole;
  readonly lines: string[] | null;
  readonly zone: string | null;
  readonly name: string | null;
  readonly minutes: number;
}

/** What phones are there before the code is made, so that the one that joins with it can be told. */
async function makeCode(body: Grant): Promise<MadeCode> {
  const [{ sessions }, origins] = await Promise.all([rest.call(routes.sessions), phoneOrigins()]);
  const { pairing_code: pairing, code } = await rest.call(routes.createPairingCode, { body });
  return { pairing, code, origin: origins[0] ?? location.origin, knownIds: new Set(sessions.map(({ id }) => id)) };
}
