/** The clip itself, with buttons that jump to the moments it was kept for. What the browser can't play is said, with the way out. */
import { useRef, useState } from 'react';
import type { ClipReply } from '../../../src-contract/api/evidence.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useFormat, useText } from '../i18n/use-text.ts';
import { useClipTitle } from './clip-list.tsx';
import styles from './evidence.module.css';
import { stillAddress, videoAddress } from './evidence-calls.ts';

/** A moment is looked at from shortly before it. */
const leadS = 2;

export function ClipPlayer({ clip }: { readonly clip: ClipReply }) {
  const t = useText();
  const format = useFormat();
  const title = useClipTitle(clip);
  const video = useRef<HTMLVideoElement>(null);
  const [failed, setFailed] = useState(false);
  const fromMs = Date.parse(clip.from);
  const jump = (atMs: number) => {
    const player = video.current;
    if (player === null) return;
    player.currentTime = Math.max(0, (atMs - fromMs) / 1000 - leadS);
    player.play().catch(() => {});
  };
  if (failed) return <Notice tone="warning">{t.evidence.cantPlay(clip.codec.toUpperCase())}</Notice>;
  return (
    <div className={styles['player']}>
      <video
        ref={video}
        controls
        muted
        playsInline
        preload="metadata"
        poster={stillAddress(clip.id)}
        src={videoAddress(clip.id)}
        aria-label={title}
        onError={() => setFailed(true)}
      />
      <fieldset className={styles['moments']}>
        <legend className="visually-hidden">{t.evidence.moments}</legend>
        {clip.causes.map(({ kind, id, at }) => (
          <Button key={`${kind} ${id}`} onClick={() => jump(Date.parse(at))}>
            {t.evidence.moment(t.evidence.kinds[kind], format.clock(Date.parse(at)))}
          </Button>
        ))}
      </fieldset>
    </div>
  );
}
