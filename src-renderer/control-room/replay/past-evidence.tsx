/** What evidence there is of the replay's time: the clips that hold it, each a way to it, and the marks beside it. */
import { Bookmark, Film } from 'lucide-react';
import { useMemo } from 'react';
import { Link } from 'react-router';
import type { PastClip } from '../../../src-contract/domain/replay-records.ts';
import { useFormat, useText } from '../i18n/use-text.ts';
import { useCameras } from '../station/cameras-store.ts';
import { evidenceAt } from './past.ts';
import { clipAddress } from './past-clips.tsx';
import styles from './past-evidence.module.css';
import { useReplay } from './replay-store.ts';

export function PastEvidence() {
  const t = useText();
  const format = useFormat();
  const past = useReplay(({ loaded }) => (loaded.kind === 'ready' ? loaded.past : null));
  // A playing clock moves five times a second; evidence changes with the second.
  const atS = useReplay((state) => Math.floor(state.atMs / 1000));
  const found = useMemo(() => (past === null ? null : evidenceAt(past, atS * 1000)), [past, atS]);
  if (found === null) return null;
  const { clips, marks } = found;
  if (clips.length + marks.length === 0) return <p className={styles['none']}>{t.replay.noEvidence}</p>;
  return (
    <ul aria-label={t.replay.evidence}>
      {marks.map(({ key, atMs, what }) => (
        <li key={key} className={styles['row']}>
          <Bookmark size={15} aria-hidden="true" />
          <span>
            {what.kind === 'evidence-mark' ? t.replay.marks[what.kind](what.title ?? '') : null}
            <small>{format.clock(atMs)}</small>
          </span>
        </li>
      ))}
      {clips.map((clip) => (
        <ClipRow key={clip.id} clip={clip} />
      ))}
    </ul>
  );
}

function ClipRow({ clip: { id, cameraId, fromMs, toMs } }: { readonly clip: PastClip }) {
  const format = useFormat();
  const camera = useCameras((state) => state.cameras[cameraId]?.name ?? cameraId);
  return (
    <li className={styles['row']}>
      <Film size={15} aria-hidden="true" />
      <Link to={clipAddress(id)}>
        {camera}
        <small>
          {format.clock(fromMs)} – {format.clock(toMs)}
        </small>
      </Link>
    </li>
  );
}
