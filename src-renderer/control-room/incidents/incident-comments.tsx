/** What people wrote about an incident, and a line to write. What was typed stays until the station has it. */
import { type FormEvent, useState } from 'react';
import type { IncidentState } from '../../../src-contract/api/incidents.ts';
import { incidentLimits } from '../../../src-contract/domain/incident.ts';
import { Button } from '../../ui/button.tsx';
import { DetailsSection } from '../../ui/details.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useFormat, useText } from '../i18n/use-text.ts';
import { ConflictNotice } from './conflict-notice.tsx';
import { commentIncident } from './incident-commands.ts';
import styles from './incident-details.module.css';
import { useIncidentCommand } from './use-incident-command.ts';

export function IncidentComments({ incident: { id, comments, comment_count } }: { readonly incident: IncidentState }) {
  const t = useText();
  const format = useFormat();
  const [text, setText] = useState('');
  const command = useIncidentCommand(id);
  const left = comment_count - comments.length;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== '' && (await command.run(() => commentIncident(id, text.trim())))) setText('');
  };
  return (
    <DetailsSection title={t.incidents.comments}>
      <ul className={comments.length === 0 ? '' : styles['list']}>
        {comments.map((comment) => (
          <li key={comment.id}>
            <p className={styles['text']}>{comment.text}</p>
            <p className={styles['dim']}>{`${comment.by} · ${format.dateTime(Date.parse(comment.at))}`}</p>
          </li>
        ))}
      </ul>
      {left > 0 ? <p className={styles['dim']}>{t.incidents.leftOut(left)}</p> : null}
      <form className={styles['form']} onSubmit={submit}>
        <TextField
          label={t.incidents.comment}
          value={text}
          maxLength={incidentLimits.text}
          onChange={setText}
          after={
            <Button type="submit" disabled={command.waiting || text.trim() === ''}>
              {t.incidents.send}
            </Button>
          }
        />
        <ConflictNotice fault={command.fault} />
      </form>
    </DetailsSection>
  );
}
