/** Takes an archive and its passphrase, sends it piece by piece, and has it checked. Closing stops it. */
import { FileUp } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { backupPieceBytes } from '../../../src-contract/api/backups.ts';
import { routes } from '../../../src-contract/api/routes.ts';
import { uploadFile } from '../../client/upload.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Form } from '../../ui/form.tsx';
import { PasswordField } from '../../ui/text-field.tsx';
import { useFormat, useText } from '../i18n/use-text.ts';
import { FaultNotice } from '../station/fault-notice.tsx';
import { rest } from '../station/session.ts';
import { useCommand } from '../station/use-command.ts';
import styles from './backups.module.css';

interface SendDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

export function SendDialog({ open, onClose, onDone }: SendDialogProps) {
  const t = useText();
  return (
    <Dialog open={open} title={t.backups.sendTitle} closeLabel={t.common.close} onClose={onClose}>
      {open ? <SendForm onClose={onClose} onDone={onDone} /> : null}
    </Dialog>
  );
}

function SendForm({ onClose, onDone }: Omit<SendDialogProps, 'open'>) {
  const t = useText();
  const format = useFormat();
  const command = useCommand();
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File | null>(null);
  const [passphrase, setPassphrase] = useState('');
  const [share, setShare] = useState<number | null>(null);
  const stop = useRef(new AbortController());
  useEffect(() => () => stop.current.abort(), []);
  const send = async (chosen: File) => {
    await sendPieces(chosen, stop.current.signal, setShare);
    return rest.call(routes.checkBackup, { body: { from: 'upload', name: chosen.name.slice(0, 200), passphrase } });
  };
  const submit = () => {
    if (file === null) return;
    command.run(
      () => send(file).finally(() => setShare(null)),
      () => {
        onClose();
        onDone();
      },
    );
  };
  const { sendBody, choose, check, passphrase: label, show, hide, sending } = t.backups;
  return (
    <Form submit={check} ready={!command.waiting && file !== null && passphrase !== ''} onSubmit={submit}>
      <p>{sendBody}</p>
      <input ref={input} type="file" hidden aria-label={choose} onChange={({ target }) => setFile(target.files?.[0] ?? null)} />
      <div className={styles['job']}>
        <Button icon={<FileUp size={15} />} data-first-focus onClick={() => input.current?.click()}>
          {choose}
        </Button>
        <span>{file?.name}</span>
      </div>
      <PasswordField
        {...{ label, value: passphrase, onChange: setPassphrase, showLabel: show, hideLabel: hide }}
        autoComplete="off"
        maxLength={500}
      />
      {share === null ? null : (
        <div className={styles['job']}>
          <progress value={share} max={1} aria-label={sending(format.percent(share))} />
          <span role="status">{sending(format.percent(share))}</span>
        </div>
      )}
      <FaultNotice fault={command.fault} />
    </Form>
  );
}

/** One after the other: the station holds one piece at a time, however large the archive. */
async function sendPieces(file: File, signal: AbortSignal, onShare: (share: number) => void): Promise<void> {
  const { path: url, response } = routes.sendBackup;
  for (let at = 0; at < file.size || at === 0; at += backupPieceBytes) {
    onShare(at / Math.max(1, file.size));
    const piece = new File([file.slice(at, at + backupPieceBytes)], 'piece');
    await uploadFile({ url, file: piece, response, signal, fields: { at: String(at) } });
  }
}
