/** One clip in full: to play, with its moments; what it is, why it is kept, what holds it; lock and export. */
import { FileDown, Lock, LockOpen } from 'lucide-react';
import { useState } from 'react';
import type { ClipReply } from '../../../src-contract/api/evidence.ts';
import { Button } from '../../ui/button.tsx';
import { Details, DetailsHead, DetailsSection } from '../../ui/details.tsx';
import { Fact, Facts } from '../../ui/facts.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useFormat, useText } from '../i18n/use-text.ts';
import { useClipTitle } from './clip-list.tsx';
import { ClipPlayer } from './clip-player.tsx';
import styles from './evidence.module.css';
import type { ExportSubject } from './evidence-calls.ts';
import { ExportDialog } from './export-dialog.tsx';
import { LockDialog, type LockTask } from './lock-dialog.tsx';
import { useBytes } from './use-bytes.ts';
import { useCauseWords } from './use-cause-words.ts';

interface ClipDetailsProps {
  readonly clip: ClipReply;
  /** Ids that are chosen in the list: they are exported together. */
  readonly chosen: readonly string[];
  readonly onChange: () => void;
}

export function ClipDetails({ clip, chosen, onChange }: ClipDetailsProps) {
  const t = useText();
  const title = useClipTitle(clip);
  const causes = useCauseWords();
  const [lock, setLock] = useState<LockTask | null>(null);
  const [subject, setSubject] = useState<ExportSubject | null>(null);
  const isKept = clip.state === 'kept' && clip.bytes > 0;
  const ids = chosen.length === 0 ? [clip.id] : [...chosen];
  return (
    <Details>
      <DetailsHead mark={null} title={title} state={[causes(clip)]} />
      <div className={styles['commands']}>
        <Button icon={<Lock size={15} />} onClick={() => setLock({ kind: 'lock', target: { kind: 'clip', id: clip.id } })}>
          {t.evidence.lock}
        </Button>
        <Button
          tone="primary"
          icon={<FileDown size={15} />}
          disabled={!isKept}
          onClick={() => setSubject({ kind: 'clips', ids })}
        >
          {chosen.length > 1 ? t.evidence.exportChosen(chosen.length) : t.evidence.export}
        </Button>
      </div>
      {isKept ? (
        <ClipPlayer clip={clip} />
      ) : (
        <Notice>{clip.state === 'recording' ? t.evidence.stillRecording : t.evidence.noPictures}</Notice>
      )}
      <ClipFacts clip={clip} />
      <Locks clip={clip} onUnlock={setLock} />
      <LockDialog task={lock} onClose={() => setLock(null)} onDone={onChange} />
      <ExportDialog subject={subject} onClose={() => setSubject(null)} />
    </Details>
  );
}

function ClipFacts({ clip }: { readonly clip: ClipReply }) {
  const t = useText();
  const format = useFormat();
  const bytes = useBytes();
  return (
    <Facts>
      <Fact term={t.evidence.time}>
        {format.dateTime(Date.parse(clip.from))} – {format.clock(Date.parse(clip.to))}
      </Fact>
      <Fact term={t.evidence.size}>
        {bytes(clip.bytes)} · {clip.codec.toUpperCase()} · {t.evidence.frames(clip.frames)}
      </Fact>
      {clip.missing_s > 0 ? <Fact term={t.evidence.missing}>{t.evidence.missingS(format.number(clip.missing_s, 1))}</Fact> : null}
      {clip.lost_frames > 0 ? <Fact term={t.evidence.lost}>{t.evidence.frames(clip.lost_frames)}</Fact> : null}
      {clip.sha256 === null ? null : (
        <Fact term="SHA-256">
          <code className={styles['hash']}>{clip.sha256}</code>
        </Fact>
      )}
    </Facts>
  );
}

function Locks({ clip, onUnlock }: { readonly clip: ClipReply; readonly onUnlock: (task: LockTask) => void }) {
  const t = useText();
  const format = useFormat();
  return (
    <DetailsSection title={t.evidence.locks}>
      {clip.locks.length === 0 ? <p className={styles['dim']}>{t.evidence.noLock}</p> : null}
      <ul className={styles['locks']}>
        {clip.locks.map((lock) => (
          <li key={`${lock.kind} ${lock.id}`}>
            <span>
              <strong>{lock.reason}</strong>
              <span className={styles['dim']}>
                {t.evidence.lockOf(t.evidence.lockKinds[lock.kind], lock.by, format.dateTime(Date.parse(lock.at)))}
              </span>
            </span>
            <Button
              icon={<LockOpen size={15} />}
              onClick={() => onUnlock({ kind: 'unlock', target: { kind: lock.kind, id: lock.id } })}
            >
              {t.evidence.unlock}
            </Button>
          </li>
        ))}
      </ul>
    </DetailsSection>
  );
}
