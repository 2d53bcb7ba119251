/** Changes an incident's title, severity, place, words and people. What somebody else changes meanwhile shows in the fields not yet typed in. */
import { useState } from 'react';
import type { IncidentState } from '../../../src-contract/api/incidents.ts';
import { incidentLimits, severities } from '../../../src-contract/domain/incident.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Form } from '../../ui/form.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { showToast } from '../frame/toast-store.ts';
import { capital, useText } from '../i18n/use-text.ts';
import { ConflictNotice } from './conflict-notice.tsx';
import { changeIncident } from './incident-commands.ts';
import styles from './incident-details.module.css';
import { changesOf, fieldsOf, type IncidentFields, isCount } from './incident-draft.ts';
import { useIncidentWords } from './incident-words.ts';
import { useIncidentCommand } from './use-incident-command.ts';
import { ZoneField } from './zone-field.tsx';

interface EditDialogProps {
  readonly open: boolean;
  readonly incident: IncidentState;
  readonly onClose: () => void;
}

export function EditDialog({ open, incident, onClose }: EditDialogProps) {
  const t = useText();
  return (
    <Dialog open={open} wide title={t.incidents.edit} closeLabel={t.common.close} onClose={onClose}>
      <EditForm incident={incident} onClose={onClose} />
    </Dialog>
  );
}

function EditForm({ incident, onClose }: Omit<EditDialogProps, 'open'>) {
  const t = useText();
  const [typed, setTyped] = useState<Partial<IncidentFields>>({});
  const [seq, setSeq] = useState(incident.seq);
  const command = useIncidentCommand(incident.id, setSeq);
  const fields = { ...fieldsOf(incident), ...typed };
  const changes = changesOf(typed, incident);
  const ready = Object.keys(changes).length > 0 && isCount(fields.injured) && isCount(fields.involved) && !command.waiting;
  const set = (part: Partial<IncidentFields>) => setTyped({ ...typed, ...part });
  const send = async () => {
    if (!(await command.run(() => changeIncident(incident.id, changes, seq)))) return;
    showToast(t.incidents.saved);
    onClose();
  };
  const cancel = (
    <Button tone="quiet" onClick={onClose}>
      {t.common.cancel}
    </Button>
  );
  return (
    <Form submit={t.incidents.save} ready={ready} onSubmit={send} others={cancel}>
      <Fields fields={fields} set={set} />
      <ConflictNotice fault={command.fault} />
    </Form>
  );
}

interface FieldsProps {
  readonly fields: IncidentFields;
  readonly set: (part: Partial<IncidentFields>) => void;
}

function Fields({ fields, set }: FieldsProps) {
  const t = useText();
  const words = useIncidentWords();
  const faultOf = (text: string) => (isCount(text) ? null : t.incidents.number);
  return (
    <>
      <Choice
        label={t.incidents.severity}
        value={fields.severity}
        onChange={(severity) => set({ severity })}
        options={severities.map((value) => ({ value, label: capital(words.severities[value]) }))}
      />
      <TextField
        label={t.incidents.name}
        value={fields.title}
        maxLength={incidentLimits.title}
        firstFocus
        onChange={(title) => set({ title })}
      />
      <div className={styles['fields']}>
        <ZoneField value={fields.zoneId} onChange={(zoneId) => set({ zoneId })} />
        <TextField
          label={t.incidents.place}
          value={fields.place}
          maxLength={incidentLimits.title}
          onChange={(place) => set({ place })}
        />
        <TextField
          label={t.incidents.injured}
          value={fields.injured}
          maxLength={7}
          fault={faultOf(fields.injured)}
          onChange={(injured) => set({ injured })}
        />
        <TextField
          label={t.incidents.involved}
          value={fields.involved}
          maxLength={7}
          fault={faultOf(fields.involved)}
          onChange={(involved) => set({ involved })}
        />
      </div>
      <TextArea
        label={t.incidents.description}
        value={fields.description}
        maxLength={incidentLimits.text}
        onChange={(description) => set({ description })}
      />
    </>
  );
}
