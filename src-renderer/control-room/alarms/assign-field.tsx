/** Whose alarm it is: taken by whoever is at the page with one press, or given to a person who is signed in. */
import { UserRoundCheck } from 'lucide-react';
import type { AlarmReply } from '../../../src-contract/api/alarms.ts';
import { routes } from '../../../src-contract/api/routes.ts';
import { Button } from '../../ui/button.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { useText } from '../i18n/use-text.ts';
import { rest } from '../station/session.ts';
import { mayAct, useMe, useSession } from '../station/session-store.ts';
import { useAsked } from '../station/use-asked.ts';
import { assignTo } from './alarm-commands.ts';
import styles from './assign-field.module.css';

const againMs = 30_000;
const nobody = '';

export function AssignField({ alarm }: { readonly alarm: AlarmReply }) {
  const t = useText();
  const me = useMe();
  const canAct = useSession((state) => mayAct(state.caller));
  const words = t.alarmTools.assign;
  const { asked } = useAsked(canAct ? askPeople : askNobody, againMs);
  const { assignee } = alarm;
  if (!canAct) return assignee === null ? null : <p>{words.of(assignee.name)}</p>;
  const people = asked.kind === 'ready' ? asked.value : [];
  const known = people.map(({ id, name, role, on_shift }) => {
    const shift = on_shift === null ? [] : [on_shift ? words.onShift : words.offShift];
    return { value: id, label: [name, t.bar.roles[role], ...shift].join(' · ') };
  });
  // Whoever signed out meanwhile still has it.
  const gone =
    assignee === null || known.some(({ value }) => value === assignee.id) ? [] : [{ value: assignee.id, label: assignee.name }];
  return (
    <div className={styles['row']}>
      <SelectField
        label={words.label}
        value={assignee?.id ?? nobody}
        options={[{ value: nobody, label: words.nobody }, ...known, ...gone]}
        onChange={(to) => assignTo(alarm.id, to === nobody ? null : to)}
      />
      {me === null || assignee?.id === me || !known.some(({ value }) => value === me) ? null : (
        <Button icon={<UserRoundCheck size={15} />} onClick={() => assignTo(alarm.id, me)}>
          {words.me}
        </Button>
      )}
    </div>
  );
}

async function askNobody() {
  return [];
}

async function askPeople(signal: AbortSignal) {
  return (await rest.call(routes.alarmAssignees, { signal })).people;
}
