/** Each copy with what can be done with it, and below what was in use before a restore. */
import type { BackupReply, BackupsReply } from '../../../src-contract/api/backups.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { RowActions, Table } from '../../ui/table.tsx';
import { useFormat, useText } from '../i18n/use-text.ts';
import { countsText, sizeText } from './ask-backups.ts';
import styles from './backups.module.css';

interface BackupTableProps {
  readonly reply: BackupsReply;
  /** Something is under way already. */
  readonly busy: boolean;
  readonly onPack: (id: string) => void;
  readonly onCheck: (from: 'backup' | 'set-aside', id: string) => void;
  readonly onRemove: (id: string) => void;
}

export function BackupTable(props: BackupTableProps) {
  const t = useText();
  const { backups, set_aside: setAside } = props.reply;
  const { title, made, why, size, holds, empty, emptyHint } = t.backups;
  return (
    <>
      {backups.length === 0 ? (
        <EmptyState title={empty}>{emptyHint}</EmptyState>
      ) : (
        <Table caption={title} head={[made, why, size, holds, '']}>
          {backups.map((backup) => (
            <BackupRow key={backup.id} backup={backup} {...props} />
          ))}
        </Table>
      )}
      {setAside.length === 0 ? null : <SetAside {...props} />}
    </>
  );
}

function BackupRow({ backup, busy, onPack, onCheck, onRemove }: BackupTableProps & { readonly backup: BackupReply }) {
  const t = useText();
  const format = useFormat();
  const { id, made_at: madeAt, reason, bytes, holds, checked } = backup;
  const made = format.dateTime(Date.parse(madeAt));
  const { download, restore, remove, reasons, unchecked } = t.backups;
  return (
    <tr>
      <td className={styles['nowrap']}>{made}</td>
      <td className={styles['nowrap']}>{reasons[reason]}</td>
      <td className={styles['nowrap']}>{sizeText(bytes, format, t)}</td>
      <td className={styles['dim']}>{holds === null ? unchecked : countsText(holds, format, t)}</td>
      <RowActions>
        {checked ? (
          <Button aria-label={`${download}: ${made}`} disabled={busy} onClick={() => onPack(id)}>
            {download}
          </Button>
        ) : null}
        <Button aria-label={`${restore}: ${made}`} disabled={busy} onClick={() => onCheck('backup', id)}>
          {restore}
        </Button>
        <Button tone="quiet" aria-label={`${remove}: ${made}`} disabled={busy} onClick={() => onRemove(id)}>
          {remove}
        </Button>
      </RowActions>
    </tr>
  );
}

function SetAside({ reply, busy, onCheck }: BackupTableProps) {
  const t = useText();
  const format = useFormat();
  const { aside, asideAt, size, putBack } = t.backups;
  return (
    <Table caption={aside} head={[aside, size, '']}>
      {reply.set_aside.map(({ id, at, bytes }) => {
        const name = asideAt(format.dateTime(Date.parse(at)));
        return (
          <tr key={id}>
            <td>{name}</td>
            <td className={styles['nowrap']}>{sizeText(bytes, format, t)}</td>
            <RowActions>
              <Button aria-label={`${putBack}: ${name}`} disabled={busy} onClick={() => onCheck('set-aside', id)}>
                {putBack}
              </Button>
            </RowActions>
          </tr>
        );
      })}
    </Table>
  );
}
