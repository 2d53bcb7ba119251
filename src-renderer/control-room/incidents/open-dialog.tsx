/** Opens an incident: by hand, or from an alarm whose place and title it takes. Sent twice, it is one. */
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { incidentKinds, incidentLimits, type Severity, severities } from '../../../src-contract/domain/incident.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Form } from '../../ui/form.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useAlarms } from '../alarms/alarms-store.ts';
import { showToast } from '../frame/toast-store.ts';
import { capital, useAlarmText, useText } from '../i18n/use-text.ts';
import { useCommand } from '../station/use-command.ts';
import { ConflictNotice } from './conflict-notice.tsx';
import { type NewIncident, openIncident } from './incident-commands.ts';
import styles from './incident-details.module.css';
import { useIncidentWords } from './incident-words.ts';
import { askToOpen, useIncidents } from './incidents-store.ts';
import { ZoneField } from './zone-field.tsx';

export function OpenDialog() {
  const t = useText();
  const opening = useIncidents((state) => state.opening);
  const close = () => askToOpen(null);
  return (
    <Dialog open={opening !== null} wide title={t.incidents.openTitle} closeLabel={t.common.close} onClose={close}>
      {opening === null ? null : <OpenForm alarmId={opening.alarmId} onClose={close} />}
    </Dialog>
  );
}

/** The kinds that are opened by hand: a panic is called, never made. */
const kinds = incidentKinds.filter((kind) => kind !== 'panic');

interface Draft {
  readonly kind: (typeof kinds)[number];
  readonly severity: Severity;
  readonly title: string;
  readonly zoneId: string;
  readonly place: string;
  readonly description: string;
}

const blank: Draft = { kind: 'manual', severity: 'medium', title: '', zoneId: '', place: '', description: '' };

function OpenForm({ alarmId, onClose }: { readonly alarmId: string | null; readonly onClose: () => void }) {
  const t = useText();
  const navigate = useNavigate();
  const [clientId] = useState(() => crypto.randomUUID());
  const [draft, setDraft] = useState<Draft>(blank);
  const command = useCommand();
  const isSaid = alarmId !== null || draft.title.trim() !== '' || draft.description.trim() !== '';
  const set = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const send = () =>
    command.run(
      () => openIncident(bodyOf(draft, alarmId, clientId)),
      ({ id }) => {
        showToast(t.incidents.opened_);
        onClose();
        navigate(`/incidents?incident=${encodeURIComponent(id)}`);
      },
    );
  const cancel = (
    <Button tone="quiet" onClick={onClose}>
      {t.common.cancel}
    </Button>
  );
  return (
    <Form submit={t.incidents.openIt} ready={isSaid && !command.waiting} onSubmit={send} others={cancel}>
      {alarmId === null ? <Classes draft={draft} set={set} /> : <FromAlarm alarmId={alarmId} />}
      <Words draft={draft} set={set} fromAlarm={alarmId !== null} />
      <ConflictNotice fault={command.fault} />
    </Form>
  );
}

/** What isn't typed is left to the alarm. */
function bodyOf(draft: Draft, alarmId: string | null, clientId: string): NewIncident {
  const [title, place, description] = [draft.title.trim(), draft.place.trim(), draft.description.trim()];
  return {
    client_id: clientId,
    ...(alarmId === null ? { kind: draft.kind, severity: draft.severity } : { alarm_id: alarmId }),
    ...(title === '' ? {} : { title }),
    ...(place === '' ? {} : { place }),
    ...(description === '' ? {} : { description }),
    ...(draft.zoneId === '' ? {} : { zone_id: draft.zoneId }),
  };
}

function FromAlarm({ alarmId }: { readonly alarmId: string }) {
  const t = useText();
  const words = useAlarmText();
  const alarm = useAlarms((state) => state.alarms[alarmId]);
  return alarm === undefined ? null : <p>{t.incidents.openFrom(words(alarm).title)}</p>;
}

interface PartProps {
  readonly draft: Draft;
  readonly set: (part: Partial<Draft>) => void;
}

function Classes({ draft, set }: PartProps) {
  const t = useText();
  const words = useIncidentWords();
  return (
    <div className={styles['buttons']}>
      <Choice
        label={t.incidents.kind}
        value={draft.kind}
        onChange={(kind) => set({ kind })}
        options={kinds.map((value) => ({ value, label: words.kinds[value] }))}
      />
      <Choice
        label={t.incidents.severity}
        value={draft.severity}
        onChange={(severity) => set({ severity })}
        options={severities.map((value) => ({ value, label: capital(words.severities[value]) }))}
      />
    </div>
  );
}

function Words({ draft, set, fromAlarm }: PartProps & { readonly fromAlarm: boolean }) {
  const t = useText();
  return (
    <>
      <TextField
        label={t.incidents.name}
        value={draft.title}
        maxLength={incidentLimits.title}
        firstFocus
        onChange={(title) => set({ title })}
      />
      <div className={styles['fields']}>
        {/* The alarm's own place is better than a zone chosen by hand. */}
        {fromAlarm ? null : <ZoneField value={draft.zoneId} onChange={(zoneId) => set({ zoneId })} />}
        <TextField
          label={t.incidents.place}
          value={draft.place}
          maxLength={incidentLimits.title}
          onChange={(place) => set({ place })}
        />
      </div>
      <TextArea
        label={t.incidents.description}
        value={draft.description}
        maxLength={incidentLimits.text}
        onChange={(description) => set({ description })}
      />
    </>
  );
}
