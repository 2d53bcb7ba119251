/**
 * Joins a camera's live socket with the right player. Out: whether pictures come, and the newest overlay. The last picture is kept on
 * a canvas while a new stream is put together, so that a reconnect never shows black.
 */
import { type RefObject, useEffect, useState } from 'react';
import { type LiveOverlay, type LiveStream, openLivePicture } from '../../client/live-picture.ts';
import { createMpeg1Player } from './mpeg1-player.ts';
import { canPlay, createMsePlayer } from './mse-player.ts';
import type { Player, PlayerEvents } from './player.ts';
import { usePageShown } from './use-page-shown.ts';

/** `stalled`: the link is up and no new picture has come for a while. */
export type PicturePhase = 'waiting' | 'playing' | 'stalled' | 'lost' | 'unsupported';

interface Elements {
  readonly video: RefObject<HTMLVideoElement | null>;
  readonly canvas: RefObject<HTMLCanvasElement | null>;
  readonly still: RefObject<HTMLCanvasElement | null>;
}

export interface LivePicture {
  readonly phase: PicturePhase;
  readonly codec: 'mse' | 'mpeg1' | null;
  /** Something was shown since the view opened. */
  readonly hasPicture: boolean;
}

const stalledAfterMs = 3_000;
const checkMs = 1_000;
const startAgainMs = 1_500;

export function useLivePicture(cameraId: string, elements: Elements, onOverlay: (overlay: LiveOverlay) => void): LivePicture {
  const [picture, setPicture] = useState<LivePicture>({ phase: 'waiting', codec: null, hasPicture: false });
  const [round, setRound] = useState(0);
  const isShown = usePageShown();
  // biome-ignore lint/correctness/useExhaustiveDependencies: refs are stable, and a new round starts the stream anew
  useEffect(() => {
    if (!isShown) return;
    let player: Player | null = null;
    let pictureMs: number | null = null;
    let again: ReturnType<typeof setTimeout> | undefined;
    let ended = false;
    const show = (change: Partial<LivePicture>) =>
      setPicture((old) =>
        Object.entries(change).every(([key, value]) => old[key as keyof LivePicture] === value) ? old : { ...old, ...change },
      );
    const startAgain = () => {
      again ??= setTimeout(() => setRound((old) => old + 1), startAgainMs);
    };
    const events: PlayerEvents = {
      onPicture: () => {
        pictureMs = performance.now();
        show({ phase: 'playing', hasPicture: true });
      },
      onBroken: startAgain,
    };

    const start = async (stream: LiveStream) => {
      keepStill(elements);
      player?.destroy();
      player = null;
      show({ codec: stream.codec });
      if (stream.codec === 'mse' && !canPlay(stream.mime)) return show({ phase: 'unsupported' });
      const { video, canvas } = elements;
      if (video.current === null || canvas.current === null) return;
      if (stream.codec === 'mse') player = createMsePlayer(video.current, stream.mime, events);
      else {
        const made = await createMpeg1Player(canvas.current, events);
        if (ended) made.destroy();
        else player = made;
      }
    };

    const close = openLivePicture({
      cameraId,
      onStream: (stream) => {
        start(stream).catch(startAgain);
      },
      onBytes: (bytes) => player?.push(bytes),
      onOverlay,
      onState: (state) => {
        if (state.kind === 'lost' || state.kind === 'refused') show({ phase: 'lost' });
      },
    });
    const check = setInterval(() => {
      if (pictureMs !== null && performance.now() - pictureMs > stalledAfterMs) {
        setPicture((old) => (old.phase === 'playing' ? { ...old, phase: 'stalled' } : old));
      }
    }, checkMs);
    return () => {
      ended = true;
      clearTimeout(again);
      clearInterval(check);
      close();
      keepStill(elements);
      player?.destroy();
    };
  }, [cameraId, round, isShown]);
  return picture;
}

/** Copies what the video shows to the canvas behind it. */
function keepStill({ video, still }: Elements): void {
  const from = video.current;
  const to = still.current;
  if (from === null || to === null || from.videoWidth === 0) return;
  to.width = from.videoWidth;
  to.height = from.videoHeight;
  to.getContext('2d')?.drawImage(from, 0, 0);
}
