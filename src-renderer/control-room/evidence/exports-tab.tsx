/** Exports: what is being made with its progress, what is ready to fetch and to check, what failed and why. */
import { FileCheck, FileDown, Trash2, X } from 'lucide-react';
import type { ExportReply } from '../../../src-contract/api/evidence.ts';
import { assertNever } from '../../ui/assert-never.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { RowActions, Table } from '../../ui/table.tsx';
import { useFormat, useText } from '../i18n/use-text.ts';
import { FaultNotice } from '../station/fault-notice.tsx';
import { useAsked } from '../station/use-asked.ts';
import { useCommand } from '../station/use-command.ts';
import styles from './evidence.module.css';
import { askExports, askStorage, exportAddress, removeExport } from './evidence-calls.ts';
import { ProofOf, useProof } from './export-proof.tsx';
import { useBytes } from './use-bytes.ts';

const everyMs = 2_000;

export function ExportsTab() {
  const t = useText();
  const { asked, again } = useAsked(askExports, everyMs);
  return (
    <Panel title={t.evidence.tabs.exports} aside={<Fingerprint />} scroll>
      {asked.kind === 'loading' ? <Skeleton rows={3} height={56} /> : null}
      {asked.kind === 'ready' ? null : <FaultNotice fault={asked.kind === 'failed' ? asked.fault : null} />}
      {asked.kind === 'ready' ? <Exports made={asked.value.exports} onChange={again} /> : null}
    </Panel>
  );
}

/** By which others know whose seal it is. */
function Fingerprint() {
  const t = useText();
  const { asked } = useAsked(askStorage);
  if (asked.kind !== 'ready') return null;
  return (
    <span className={styles['key']} title={t.evidence.keyHint}>
      {t.evidence.key} <code>{asked.value.key_fingerprint}</code>
    </span>
  );
}

function Exports({ made, onChange }: { readonly made: readonly ExportReply[]; readonly onChange: () => void }) {
  const t = useText();
  if (made.length === 0) return <EmptyState title={t.evidence.noExports}>{t.evidence.noExportsHint}</EmptyState>;
  return (
    <Table caption={t.evidence.tabs.exports} head={[t.evidence.when, t.evidence.what, t.evidence.faces, t.evidence.state, '']}>
      {made.map((one) => (
        <Row key={one.id} made={one} onChange={onChange} />
      ))}
    </Table>
  );
}

function Row({ made, onChange }: { readonly made: ExportReply; readonly onChange: () => void }) {
  const t = useText();
  const format = useFormat();
  const proof = useProof(made.id);
  const { waiting, fault, run } = useCommand();
  const isWorking = made.state.kind === 'working';
  const isReady = made.state.kind === 'ready';
  return (
    <tr>
      <td>
        {format.dateTime(Date.parse(made.at))}
        <span className={styles['dim']}>{made.by}</span>
      </td>
      <td>
        <strong>{t.evidence.subjects[made.subject.kind]}</strong> {t.evidence.clipCount(made.clips)}
        <span className={styles['dim']}>{made.reason}</span>
      </td>
      <td>
        {made.purpose === null ? t.evidence.facesHidden : t.evidence.facesShown}
        {made.purpose === null ? null : <span className={styles['dim']}>{made.purpose}</span>}
      </td>
      <td aria-live="polite">
        <State made={made} />
        <ProofOf proof={proof} />
        <FaultNotice fault={fault} />
      </td>
      <RowActions>
        {isReady ? (
          <>
            <a className={styles['fetch']} href={exportAddress(made.id)} download>
              <FileDown size={15} aria-hidden="true" /> {t.evidence.fetch}
            </a>
            <Button icon={<FileCheck size={15} />} disabled={proof.waiting} onClick={proof.check}>
              {t.evidence.check}
            </Button>
          </>
        ) : null}
        <Button
          tone="quiet"
          label={isWorking ? t.common.cancel : t.evidence.remove}
          icon={isWorking ? <X size={15} /> : <Trash2 size={15} />}
          disabled={waiting}
          onClick={() => run(() => removeExport(made.id), onChange)}
        />
      </RowActions>
    </tr>
  );
}

function State({ made: { state, expires_at } }: { readonly made: ExportReply }) {
  const t = useText();
  const format = useFormat();
  const bytes = useBytes();
  switch (state.kind) {
    case 'working':
      return (
        <>
          {t.evidence.working(state.done, state.of)}
          <progress aria-label={t.evidence.working(state.done, state.of)} max={Math.max(1, state.of)} value={state.done} />
        </>
      );
    case 'ready':
      return (
        <>
          {t.evidence.ready(bytes(state.bytes))}
          <span className={styles['dim']}>{t.evidence.until(format.day(Date.parse(expires_at)))}</span>
        </>
      );
    case 'failed':
      return <span className={styles['failed']}>{t.evidence.failed(state.reason)}</span>;
    case 'cancelled':
      return t.evidence.cancelled;
    default:
      return assertNever(state);
  }
}
