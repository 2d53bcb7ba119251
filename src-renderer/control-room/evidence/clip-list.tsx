/** Rows of clips: a small picture, camera and time, why it was kept, and a box to choose several for one export. */
import { Lock } from 'lucide-react';
import type { ClipReply } from '../../../src-contract/api/evidence.ts';
import { useFormat, useText } from '../i18n/use-text.ts';
import { useCameras } from '../station/cameras-store.ts';
import styles from './evidence.module.css';
import { stillAddress } from './evidence-calls.ts';
import { useCauseWords } from './use-cause-words.ts';

interface ClipListProps {
  readonly clips: readonly ClipReply[];
  readonly selectedId: string | null;
  readonly chosen: readonly string[];
  readonly onSelect: (id: string) => void;
  readonly onChoose: (id: string) => void;
}

export function ClipList({ clips, selectedId, chosen, onSelect, onChoose }: ClipListProps) {
  return (
    <ul className={styles['clips']}>
      {clips.map((clip) => (
        <li key={clip.id} data-selected={clip.id === selectedId}>
          <Choice clip={clip} isChosen={chosen.includes(clip.id)} onChoose={onChoose} />
          <ClipButton clip={clip} isSelected={clip.id === selectedId} onSelect={onSelect} />
        </li>
      ))}
    </ul>
  );
}

function Choice({
  clip,
  isChosen,
  onChoose,
}: {
  readonly clip: ClipReply;
  readonly isChosen: boolean;
  readonly onChoose: (id: string) => void;
}) {
  const t = useText();
  const title = useClipTitle(clip);
  return (
    <input
      type="checkbox"
      aria-label={t.evidence.choose(title)}
      checked={isChosen}
      disabled={clip.state === 'recording'}
      onChange={() => onChoose(clip.id)}
    />
  );
}

interface ClipButtonProps {
  readonly clip: ClipReply;
  readonly isSelected: boolean;
  readonly onSelect: (id: string) => void;
}

export function ClipButton({ clip, isSelected, onSelect }: ClipButtonProps) {
  const t = useText();
  const format = useFormat();
  const title = useClipTitle(clip);
  const causes = useCauseWords();
  const lengthMs = Date.parse(clip.to) - Date.parse(clip.from);
  return (
    <button type="button" className={styles['clip']} aria-current={isSelected} onClick={() => onSelect(clip.id)}>
      {clip.state === 'recording' ? (
        <span className={styles['still']}>{t.evidence.recording}</span>
      ) : (
        <img className={styles['still']} src={stillAddress(clip.id)} alt="" loading="lazy" />
      )}
      <span className={styles['what']}>
        <strong>{title}</strong>
        <span>{causes(clip)}</span>
        <span className={styles['dim']}>{clip.state === 'recording' ? t.evidence.recording : format.age(lengthMs)}</span>
      </span>
      {clip.locks.length === 0 ? null : <Lock size={15} aria-label={t.evidence.locked} />}
    </button>
  );
}

export function useClipTitle({ camera, from }: Pick<ClipReply, 'camera' | 'from'>): string {
  const format = useFormat();
  const name = useCameras((state) => state.cameras[camera]?.name ?? camera);
  return `${name}, ${format.dateTime(Date.parse(from))}`;
}
