/** Asks for the passphrase that an archive is sealed under. */
import { useState } from 'react';
import { routes } from '../../../src-contract/api/routes.ts';
import { leastPassphrase } from '../../../src-contract/domain/backup.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Form } from '../../ui/form.tsx';
import { PasswordField } from '../../ui/text-field.tsx';
import { useText } from '../i18n/use-text.ts';
import { FaultNotice } from '../station/fault-notice.tsx';
import { rest } from '../station/session.ts';
import { useCommand } from '../station/use-command.ts';

interface PackDialogProps {
  /** Of the copy; null while none is to be packed. */
  readonly id: string | null;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

export function PackDialog({ id, onClose, onDone }: PackDialogProps) {
  const t = useText();
  return (
    <Dialog open={id !== null} title={t.backups.packTitle} closeLabel={t.common.close} onClose={onClose}>
      {id === null ? null : <PackForm id={id} onClose={onClose} onDone={onDone} />}
    </Dialog>
  );
}

function PackForm({ id, onClose, onDone }: PackDialogProps & { readonly id: string }) {
  const t = useText();
  const command = useCommand();
  const [passphrase, setPassphrase] = useState('');
  const pack = () =>
    command.run(
      () => rest.call(routes.packBackup, { params: { id }, body: { passphrase } }),
      () => {
        onClose();
        onDone();
      },
    );
  const { packBody, pack: submit, passphrase: label, passphraseHint, show, hide } = t.backups;
  return (
    <Form submit={submit} ready={!command.waiting && passphrase.length >= leastPassphrase} onSubmit={pack}>
      <p>{packBody}</p>
      <PasswordField
        {...{ label, value: passphrase, onChange: setPassphrase, hint: passphraseHint, showLabel: show, hideLabel: hide }}
        autoComplete="new-password"
        maxLength={500}
        firstFocus
      />
      <FaultNotice fault={command.fault} />
    </Form>
  );
}
