/** The replay's keys and its clock: arrows step (with Shift ten times as far), space plays and stops. Dead while somebody types, in a dialog, and on buttons. */
import { useEffect } from 'react';
import { isTyping } from '../keyboard/shortcut.ts';
import { beat, moveBy, togglePlay } from './replay-store.ts';

const beatMs = 200;
const far = 10;

export function useReplayKeys(): void {
  useEffect(() => {
    let before = performance.now();
    const timer = setInterval(() => {
      const now = performance.now();
      beat(now - before);
      before = now;
    }, beatMs);
    document.addEventListener('keydown', onKey);
    return () => {
      clearInterval(timer);
      document.removeEventListener('keydown', onKey);
    };
  }, []);
}

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (isTyping(event.target) || isOperated(event.target) || document.querySelector('dialog[open]') !== null) return;
  const steps = event.shiftKey ? far : 1;
  if (event.key === 'ArrowRight') moveBy(steps);
  else if (event.key === 'ArrowLeft') moveBy(-steps);
  else if (event.key === ' ') togglePlay();
  else return;
  event.preventDefault();
}

/** What has keys of its own: a button takes space, a radio group the arrows. The slider's are these. */
function isOperated(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return target.type !== 'range';
  return target instanceof HTMLButtonElement || target instanceof HTMLAnchorElement;
}
