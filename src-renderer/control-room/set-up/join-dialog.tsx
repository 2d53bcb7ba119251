/** Lets one phone join: first what it may, then the code to scan, until it is there. */
import { useState } from 'react';
import { Dialog } from '../../ui/dialog.tsx';
import { useText } from '../i18n/use-text.ts';
import { JoinCode } from './join-code.tsx';
import { JoinForm } from './join-form.tsx';
import type { MadeCode } from './use-pairing.ts';

interface JoinDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  /** A code was made or a phone has joined. */
  readonly onChanged: () => void;
}

export function JoinDialog({ open, onClose, onChanged }: JoinDialogProps) {
  const t = useText();
  return (
    <Dialog open={open} title={t.setUp.join.title} closeLabel={t.common.close} onClose={onClose} wide>
      <Steps onClose={onClose} onChanged={onChanged} />
    </Dialog>
  );
}

/** Lives as long as the dialog is open, so that a second opening begins anew. */
function Steps({ onClose, onChanged }: Omit<JoinDialogProps, 'open'>) {
  const [made, setMade] = useState<MadeCode | null>(null);
  if (made === null) {
    return (
      <JoinForm
        onMade={(code) => {
          setMade(code);
          onChanged();
        }}
      />
    );
  }
  return <JoinCode key={made.pairing.id} made={made} onAnother={() => setMade(null)} onClose={onClose} onChanged={onChanged} />;
}
