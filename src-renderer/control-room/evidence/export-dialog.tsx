/** Asks why a case is exported, and how: faces hidden, unless an administrator states what untouched pictures are needed for. */
import { useCallback, useState } from 'react';
import { useNavigate } from 'react-router';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Switch } from '../../ui/switch.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { useText } from '../i18n/use-text.ts';
import { FaultNotice } from '../station/fault-notice.tsx';
import { isAdmin, useSession } from '../station/session-store.ts';
import { useAsked } from '../station/use-asked.ts';
import { useCommand } from '../station/use-command.ts';
import { askStorage, type ExportSubject, measureExport, startExport } from './evidence-calls.ts';
import { useBytes } from './use-bytes.ts';

interface ExportDialogProps {
  /** Null while it is closed. */
  readonly subject: ExportSubject | null;
  readonly onClose: () => void;
}

export function ExportDialog({ subject, onClose }: ExportDialogProps) {
  const t = useText();
  return (
    <Dialog open={subject !== null} title={t.evidence.exportTitle} closeLabel={t.common.close} onClose={onClose}>
      {subject === null ? null : <ExportForm subject={subject} onClose={onClose} />}
    </Dialog>
  );
}

const leastLetters = 3;

function ExportForm({ subject, onClose }: { readonly subject: ExportSubject; readonly onClose: () => void }) {
  const t = useText();
  const navigate = useNavigate();
  const mayShowFaces = useSession((state) => isAdmin(state.caller));
  const [reason, setReason] = useState('');
  const [isUntouched, setUntouched] = useState(false);
  const [purpose, setPurpose] = useState('');
  const { waiting, fault, run } = useCommand();
  const isLong = (text: string) => text.trim().length >= leastLetters;
  const submit = () =>
    run(
      () => startExport(subject, reason.trim(), isUntouched ? purpose.trim() : null),
      () => {
        onClose();
        navigate('/evidence?tab=exports');
      },
    );
  return (
    <Form
      submit={t.evidence.export}
      ready={!waiting && isLong(reason) && (!isUntouched || isLong(purpose))}
      onSubmit={submit}
      others={
        <Button tone="quiet" onClick={onClose}>
          {t.common.cancel}
        </Button>
      }
    >
      <Size subject={subject} />
      <TextArea
        label={t.evidence.reason}
        hint={t.evidence.exportReasonHint}
        value={reason}
        onChange={setReason}
        rows={2}
        required
        firstFocus
        maxLength={500}
      />
      {mayShowFaces ? <Switch label={t.evidence.untouched} checked={isUntouched} onChange={setUntouched} /> : null}
      {isUntouched ? (
        <>
          <TextArea
            label={t.evidence.purpose}
            hint={t.evidence.purposeHint}
            value={purpose}
            onChange={setPurpose}
            rows={2}
            required
            maxLength={500}
          />
          <Notice tone="warning">{t.evidence.untouchedExplain}</Notice>
        </>
      ) : (
        <Hiding />
      )}
      <FaultNotice fault={fault} />
    </Form>
  );
}

function Size({ subject }: { readonly subject: ExportSubject }) {
  const t = useText();
  const bytes = useBytes();
  const ask = useCallback(() => measureExport(subject), [subject]);
  const { asked } = useAsked(ask);
  if (asked.kind === 'failed') return <FaultNotice fault={asked.fault} />;
  return <p>{asked.kind === 'loading' ? '…' : t.evidence.holds(asked.value.clips, bytes(asked.value.bytes))}</p>;
}

/** What finds the people to hide, and that it may miss some. */
function Hiding() {
  const t = useText();
  const { asked } = useAsked(askStorage);
  if (asked.kind !== 'ready') return null;
  const { face, body } = asked.value.found_by;
  if (face === null && body === null) return <Notice tone="fault">{t.evidence.cantHide}</Notice>;
  const { faceModel, bodyModel } = t.evidence.finders;
  const finders = [...(face === null ? [] : [faceModel(face)]), ...(body === null ? [] : [bodyModel(body)])];
  return <Notice>{t.evidence.hideExplain(finders.join(', '))}</Notice>;
}
