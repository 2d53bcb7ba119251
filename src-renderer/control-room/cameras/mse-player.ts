/**
 * Plays untouched fragmented MP4 through MediaSource, as near to the live edge as the fragments allow. Comes in: the MIME type, then
 * the init segment and fragments. It doesn't know sockets.
 */
import { createAppendQueue } from './append-queue.ts';
import { edgeAction } from './live-edge.ts';
import type { Player, PlayerEvents } from './player.ts';

export function canPlay(mime: string): boolean {
  return typeof MediaSource !== 'undefined' && MediaSource.isTypeSupported(mime);
}

export function createMsePlayer(video: HTMLVideoElement, mime: string, events: PlayerEvents): Player {
  const source = new MediaSource();
  const address = URL.createObjectURL(source);
  const early: ArrayBuffer[] = [];
  let push = (bytes: ArrayBuffer): void => {
    early.push(bytes);
  };
  let destroyed = false;

  source.addEventListener('sourceopen', () => {
    if (destroyed || source.readyState !== 'open') return;
    // An endless stream: Chromium then decodes for low delay instead of buffering ahead.
    source.duration = Number.POSITIVE_INFINITY;
    const buffer = source.addSourceBuffer(mime);
    const queue = createAppendQueue({
      buffer,
      onBroken: events.onBroken,
      onSettled: () => {
        if (!destroyed) keepLive(video, buffer, (timeS) => queue.trimBefore(timeS));
      },
    });
    push = (bytes) => queue.push(bytes);
    for (const bytes of early.splice(0)) queue.push(bytes);
  });

  const onPicture = () => {
    if (destroyed) return;
    events.onPicture();
    video.requestVideoFrameCallback(onPicture);
  };
  const onError = () => events.onBroken();
  video.requestVideoFrameCallback(onPicture);
  video.addEventListener('error', onError);
  video.muted = true;
  video.src = address;

  return {
    push: (bytes) => push(bytes),
    destroy() {
      destroyed = true;
      video.removeEventListener('error', onError);
      video.removeAttribute('src');
      video.load();
      URL.revokeObjectURL(address);
    },
  };
}

function keepLive(video: HTMLVideoElement, buffer: SourceBuffer, trimBefore: (timeS: number) => void): void {
  const action = edgeAction({ ranges: rangesOf(buffer), currentS: video.currentTime });
  if (action.seekS !== null) video.currentTime = action.seekS;
  if (video.playbackRate !== action.rate) video.playbackRate = action.rate;
  if (action.trimBeforeS !== null) trimBefore(action.trimBeforeS);
  // Refused until the page may play; muted video is always allowed, so it is only early.
  if (video.paused) video.play().catch(() => {});
}

function rangesOf(buffer: SourceBuffer): (readonly [number, number])[] {
  const { buffered } = buffer;
  return Array.from({ length: buffered.length }, (_, i) => [buffered.start(i), buffered.end(i)] as const);
}
