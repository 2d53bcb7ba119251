/** Asks why something is locked, or let go of, and does it. */
import { useState } from 'react';
import type { LockKind } from '../../../src-contract/domain/evidence.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Form } from '../../ui/form.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { useText } from '../i18n/use-text.ts';
import { FaultNotice } from '../station/fault-notice.tsx';
import { useCommand } from '../station/use-command.ts';
import { lockEvidence, unlockEvidence } from './evidence-calls.ts';

export interface LockTask {
  readonly kind: 'lock' | 'unlock';
  readonly target: { readonly kind: LockKind; readonly id: string };
}

interface LockDialogProps {
  readonly task: LockTask | null;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

export function LockDialog({ task, onClose, onDone }: LockDialogProps) {
  const t = useText();
  const title = task?.kind === 'unlock' ? t.evidence.unlockTitle : t.evidence.lockTitle;
  return (
    <Dialog open={task !== null} title={title} closeLabel={t.common.close} onClose={onClose}>
      {task === null ? null : <LockForm task={task} onClose={onClose} onDone={onDone} />}
    </Dialog>
  );
}

const leastLetters = 3;

function LockForm({ task, onClose, onDone }: LockDialogProps & { readonly task: LockTask }) {
  const t = useText();
  const [reason, setReason] = useState('');
  const { waiting, fault, run } = useCommand();
  const isUnlock = task.kind === 'unlock';
  const submit = () =>
    run(
      () => (isUnlock ? unlockEvidence : lockEvidence)(task.target, reason.trim()),
      () => {
        onDone();
        onClose();
      },
    );
  return (
    <Form
      submit={isUnlock ? t.evidence.unlock : t.evidence.lock}
      ready={!waiting && reason.trim().length >= leastLetters}
      onSubmit={submit}
      others={
        <Button tone="quiet" onClick={onClose}>
          {t.common.cancel}
        </Button>
      }
    >
      <p>{isUnlock ? t.evidence.unlockExplain : t.evidence.lockExplain}</p>
      <TextArea
        label={t.evidence.reason}
        hint={t.evidence.reasonHint}
        value={reason}
        onChange={setReason}
        rows={2}
        required
        firstFocus
        maxLength={500}
      />
      <FaultNotice fault={fault} />
    </Form>
  );
}
