/** What is kept of one alarm or incident: its clips, the lock that holds all of them, and their export as one case. For its details. */
import { FileDown, Lock } from 'lucide-react';
import { useCallback, useState } from 'react';
import { useNavigate } from 'react-router';
import { Button } from '../../ui/button.tsx';
import { DetailsSection } from '../../ui/details.tsx';
import { useText } from '../i18n/use-text.ts';
import { FaultNotice } from '../station/fault-notice.tsx';
import { mayAct, useSession } from '../station/session-store.ts';
import { useAsked } from '../station/use-asked.ts';
import { ClipButton } from './clip-list.tsx';
import styles from './evidence.module.css';
import { askClipsOf, type ExportSubject } from './evidence-calls.ts';
import { ExportDialog } from './export-dialog.tsx';
import { LockDialog, type LockTask } from './lock-dialog.tsx';

interface EvidencePanelProps {
  readonly kind: 'alarm' | 'incident';
  readonly id: string;
}

const everyMs = 10_000;

export function EvidencePanel({ kind, id }: EvidencePanelProps) {
  const canAct = useSession((state) => mayAct(state.caller));
  return canAct ? <Evidence key={id} kind={kind} id={id} /> : null;
}

function Evidence({ kind, id }: EvidencePanelProps) {
  const t = useText();
  const navigate = useNavigate();
  const ask = useCallback((signal: AbortSignal) => askClipsOf(id, signal), [id]);
  const { asked, again } = useAsked(ask, everyMs);
  const [lock, setLock] = useState<LockTask | null>(null);
  const [subject, setSubject] = useState<ExportSubject | null>(null);
  const clips = asked.kind === 'ready' ? asked.value.clips : [];
  return (
    <DetailsSection title={t.evidence.title}>
      {asked.kind === 'failed' ? <FaultNotice fault={asked.fault} /> : null}
      {asked.kind === 'ready' && clips.length === 0 ? <p className={styles['dim']}>{t.evidence.noneOfCase}</p> : null}
      <ul className={styles['clips']}>
        {clips.map((clip) => (
          <li key={clip.id}>
            <ClipButton
              clip={clip}
              isSelected={false}
              onSelect={(clipId) => navigate(`/evidence?clip=${encodeURIComponent(clipId)}`)}
            />
          </li>
        ))}
      </ul>
      <div className={styles['commands']}>
        <Button icon={<Lock size={15} />} onClick={() => setLock({ kind: 'lock', target: { kind, id } })}>
          {t.evidence.lockCase}
        </Button>
        <Button icon={<FileDown size={15} />} onClick={() => setSubject({ kind, id })}>
          {t.evidence.exportCase}
        </Button>
      </div>
      <LockDialog task={lock} onClose={() => setLock(null)} onDone={again} />
      <ExportDialog subject={subject} onClose={() => setSubject(null)} />
    </DetailsSection>
  );
}
