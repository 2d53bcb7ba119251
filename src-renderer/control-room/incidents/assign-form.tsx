/** Sends somebody: what to do, and who. What was typed stays until the station has it. */
import { Send } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { incidentLimits } from '../../../src-contract/domain/incident.ts';
import { Button } from '../../ui/button.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useText } from '../i18n/use-text.ts';
import { ConflictNotice } from './conflict-notice.tsx';
import { assignTask } from './incident-commands.ts';
import styles from './incident-details.module.css';
import { useIncidentCommand } from './use-incident-command.ts';
import type { People } from './use-people.ts';

interface AssignFormProps {
  readonly incidentId: string;
  /** Where it happened: its staff are the nearest. */
  readonly zoneId: string | null;
  readonly people: People;
}

export function AssignForm({ incidentId, zoneId, people: { choices } }: AssignFormProps) {
  const t = useText();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const command = useIncidentCommand(incidentId);
  const nearest = zoneId === null ? 'role:staff' : `zone:${zoneId}`;
  const choice = [chosen, nearest, 'role:staff'].map((value) => choices.find((one) => one.value === value)).find(Boolean);
  const ready = text.trim() !== '' && choice !== undefined && !command.waiting;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (ready && (await command.run(() => assignTask(incidentId, text.trim(), choice.assignee)))) setText('');
  };
  return (
    <form className={styles['form']} onSubmit={submit}>
      <div className={styles['fields']}>
        <TextField label={t.incidents.task} value={text} maxLength={incidentLimits.text} onChange={setText} />
        <SelectField
          label={t.incidents.taskFor}
          value={choice?.value ?? ''}
          onChange={setChosen}
          options={choices.map(({ value, label }) => ({ value, label }))}
        />
      </div>
      <div className={styles['row']}>
        {t.incidents.suggestions.map((suggestion) => (
          <Button key={suggestion} tone="quiet" onClick={() => setText(suggestion)}>
            {suggestion}
          </Button>
        ))}
        <Button type="submit" icon={<Send size={15} />} disabled={!ready}>
          {t.incidents.assign}
        </Button>
      </div>
      <ConflictNotice fault={command.fault} />
    </form>
  );
}
