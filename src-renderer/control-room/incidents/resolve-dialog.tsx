/** Asks how an incident ended, and resolves it. */
import { useState } from 'react';
import type { IncidentState } from '../../../src-contract/api/incidents.ts';
import { incidentLimits } from '../../../src-contract/domain/incident.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Form } from '../../ui/form.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { showToast } from '../frame/toast-store.ts';
import { useText } from '../i18n/use-text.ts';
import { ConflictNotice } from './conflict-notice.tsx';
import { changeIncident } from './incident-commands.ts';
import { titleOf, useIncidentWords } from './incident-words.ts';
import { useIncidentCommand } from './use-incident-command.ts';

interface IncidentDialogProps {
  readonly open: boolean;
  readonly incident: IncidentState;
  readonly onClose: () => void;
}

export function ResolveDialog({ open, incident, onClose }: IncidentDialogProps) {
  const t = useText();
  return (
    <Dialog open={open} title={t.incidents.resolveTitle} closeLabel={t.common.close} onClose={onClose}>
      <ResolveForm incident={incident} onClose={onClose} />
    </Dialog>
  );
}

function ResolveForm({ incident, onClose }: Omit<IncidentDialogProps, 'open'>) {
  const t = useText();
  const words = useIncidentWords();
  const [outcome, setOutcome] = useState('');
  // Of the state that was there when the dialog opened: what comes while somebody types must not be resolved unseen.
  const [seq, setSeq] = useState(incident.seq);
  const command = useIncidentCommand(incident.id, setSeq);
  const send = async () => {
    const done = await command.run(() => changeIncident(incident.id, { status: 'resolved', outcome: outcome.trim() }, seq));
    if (!done) return;
    showToast(t.incidents.resolved_);
    onClose();
  };
  const cancel = (
    <Button tone="quiet" onClick={onClose}>
      {t.common.cancel}
    </Button>
  );
  return (
    <Form submit={t.incidents.resolve} ready={outcome.trim() !== '' && !command.waiting} onSubmit={send} others={cancel}>
      <p>
        <strong>{titleOf(incident, words)}</strong>
      </p>
      <p>{t.incidents.resolveBody}</p>
      <TextArea
        label={t.incidents.outcome}
        hint={t.incidents.outcomeHint}
        value={outcome}
        required
        firstFocus
        maxLength={incidentLimits.text}
        onChange={setOutcome}
      />
      <ConflictNotice fault={command.fault} />
    </Form>
  );
}
