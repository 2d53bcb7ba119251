/** Clips on the replay's slider, each over the time that it holds; a click opens one among the evidence. The list of evidence at the shown time is the way in for the keyboard. */
import { memo, useMemo } from 'react';
import { useNavigate } from 'react-router';
import { useFormat, useText } from '../i18n/use-text.ts';
import { useCameras } from '../station/cameras-store.ts';
import { clipLanes, type Past, type PlacedClip } from './past.ts';
import styles from './past-clips.module.css';

const mostLanes = 3;
const lanePx = 7;

export const clipAddress = (id: string): string => `/evidence?clip=${encodeURIComponent(id)}`;

export const PastClips = memo(function PastClips({ past }: { readonly past: Past | null }) {
  const placed = useMemo(() => (past === null ? [] : clipLanes(past.clips, mostLanes)), [past]);
  if (past === null || placed.length === 0) return null;
  const lanes = Math.max(...placed.map(({ lane }) => lane)) + 1;
  return (
    <div className={styles['clips']} style={{ height: lanes * lanePx }} aria-hidden="true">
      {placed.map((one) => (
        <ClipBar key={one.clip.id} past={past} placed={one} />
      ))}
    </div>
  );
});

function ClipBar({ past, placed: { clip, lane } }: { readonly past: Past; readonly placed: PlacedClip }) {
  const t = useText();
  const format = useFormat();
  const navigate = useNavigate();
  const camera = useCameras((state) => state.cameras[clip.cameraId]?.name ?? clip.cameraId);
  const share = (ms: number) => (Math.min(past.toMs, Math.max(past.fromMs, ms)) - past.fromMs) / (past.toMs - past.fromMs);
  return (
    <span
      className={styles['clip']}
      style={{
        left: `${share(clip.fromMs) * 100}%`,
        width: `${(share(clip.toMs) - share(clip.fromMs)) * 100}%`,
        top: lane * lanePx,
      }}
      aria-hidden="true"
      title={t.replay.clip(camera, format.clock(clip.fromMs), format.clock(clip.toMs))}
      onClick={() => navigate(clipAddress(clip.id))}
    />
  );
}
