/** What is being done with copies just now: how far it is, why it failed, or the archive that lies ready. */
import { Download } from 'lucide-react';
import type { BackupJobReply } from '../../../src-contract/api/backups.ts';
import { routes } from '../../../src-contract/api/routes.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useFormat, useText } from '../i18n/use-text.ts';
import { sizeText } from './ask-backups.ts';
import styles from './backups.module.css';

export function JobStrip({ job, onCancel }: { readonly job: BackupJobReply; readonly onCancel: () => void }) {
  const t = useText();
  const format = useFormat();
  switch (job.state) {
    case 'idle':
    case 'checked':
    case 'restoring':
      return null;
    case 'running': {
      const text = `${t.backups.steps[job.step]} ${format.percent(job.share)}`;
      return (
        <div className={styles['job']}>
          <progress value={job.share} max={1} aria-label={text} />
          <span role="status">{text}</span>
          <Button onClick={onCancel}>{t.backups.cancel}</Button>
        </div>
      );
    }
    case 'failed':
      return (
        <div className={styles['job']}>
          <Notice tone="fault">{t.backups.failed(job.reason)}</Notice>
          <Button onClick={onCancel}>{t.backups.dismiss}</Button>
        </div>
      );
    case 'packed':
      return (
        <div className={styles['job']}>
          <Notice>{t.backups.packed(sizeText(job.bytes, format, t))}</Notice>
          {/* The browser's own download: an archive may be larger than what a page can hold. */}
          <a className={styles['fetch']} href={routes.backupArchive.path} download>
            <Download size={15} aria-hidden="true" />
            {t.backups.fetch}
          </a>
          <Button onClick={onCancel}>{t.backups.dismiss}</Button>
        </div>
      );
  }
}
