/** Copies of the station on its own disk: how old the newest good one is, one more now, away with one, back to one. */
import { DatabaseBackup, FileUp } from 'lucide-react';
import { useState } from 'react';
import type { BackupsReply } from '../../../src-contract/api/backups.ts';
import { routes } from '../../../src-contract/api/routes.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useFormat, useText } from '../i18n/use-text.ts';
import { type Confirmation, ConfirmDialog } from '../set-up/confirm-dialog.tsx';
import { FaultNotice } from '../station/fault-notice.tsx';
import { rest } from '../station/session.ts';
import { useAsked } from '../station/use-asked.ts';
import { useCommand } from '../station/use-command.ts';
import { askBackups, backupsEveryMs, sizeText } from './ask-backups.ts';
import { BackupTable } from './backup-table.tsx';
import styles from './backups.module.css';
import { JobStrip } from './job-strip.tsx';
import { PackDialog } from './pack-dialog.tsx';
import { RestoreDialog } from './restore-dialog.tsx';
import { SendDialog } from './send-dialog.tsx';
import { useBeginsAnew } from './use-begins-anew.ts';

export function BackupsSection() {
  const t = useText();
  const { asked, again } = useAsked(askBackups, backupsEveryMs);
  const beginsAnew = useBeginsAnew(asked);
  if (beginsAnew) return <Notice tone="warning">{t.backups.restoring}</Notice>;
  if (asked.kind === 'loading') return <Skeleton rows={8} height={40} />;
  if (asked.kind === 'failed') return <FaultNotice fault={asked.fault} />;
  return <Backups reply={asked.value} stale={asked.fault !== null} again={again} />;
}

interface BackupsProps {
  readonly reply: BackupsReply;
  readonly stale: boolean;
  readonly again: () => void;
}

function Backups({ reply, stale, again }: BackupsProps) {
  const t = useText();
  const command = useCommand();
  const [packs, setPacks] = useState<string | null>(null);
  const [sends, setSends] = useState(false);
  const [asks, setAsks] = useState<Confirmation | null>(null);
  const busy = command.waiting || reply.job.state === 'running';
  const check = (from: 'backup' | 'set-aside', name: string) =>
    command.run(() => rest.call(routes.checkBackup, { body: { from, name } }), again);
  const make = () => command.run(() => rest.call(routes.makeBackup), again);
  const cancel = () => command.run(() => rest.call(routes.cancelBackup), again);
  const remove = (id: string) =>
    setAsks({
      ...{ title: t.backups.removeTitle, body: t.backups.removeBody, confirm: t.backups.remove, done: t.backups.removed },
      act: () => rest.call(routes.removeBackup, { params: { id } }),
    });
  return (
    <div className={styles['section']}>
      <Panel
        title={t.backups.title}
        scroll
        aside={
          <>
            <Button icon={<FileUp size={15} />} disabled={busy} onClick={() => setSends(true)}>
              {t.backups.send}
            </Button>
            <Button tone="primary" icon={<DatabaseBackup size={15} />} disabled={busy} onClick={make}>
              {t.backups.make}
            </Button>
          </>
        }
      >
        <div className={styles['state']}>
          {stale ? <Notice tone="warning">{t.setUp.stale}</Notice> : null}
          <Age reply={reply} />
          <FaultNotice fault={command.fault} />
          <JobStrip job={reply.job} onCancel={cancel} />
        </div>
        <BackupTable reply={reply} busy={busy} onPack={setPacks} onCheck={check} onRemove={remove} />
      </Panel>
      <PackDialog id={packs} onClose={() => setPacks(null)} onDone={again} />
      <SendDialog open={sends} onClose={() => setSends(false)} onDone={again} />
      <RestoreDialog job={reply.job} onClose={cancel} onDone={again} />
      <ConfirmDialog asks={asks} onClose={() => setAsks(null)} onDone={again} />
    </div>
  );
}

function Age({ reply }: { readonly reply: BackupsReply }) {
  const t = useText();
  const format = useFormat();
  const { newest_good_at: newest, timestamp, overdue, fault, free_bytes: free, folder } = reply;
  const age = newest === null ? t.backups.none : t.backups.newest(format.age(Date.parse(timestamp) - Date.parse(newest)));
  return (
    <>
      {overdue ? <Notice tone="fault">{t.backups.overdue}</Notice> : null}
      {fault === null ? null : <Notice tone="warning">{t.backups.notMade(fault)}</Notice>}
      <p>
        <strong>{age}</strong> <span className={styles['dim']}>{t.backups.free(sizeText(free, format, t), folder)}</span>
      </p>
      <p className={styles['dim']}>{t.backups.hint}</p>
    </>
  );
}
