/**
 * Keeps the screen awake during a shift, where the browser allows it: a phone that sleeps hears of nothing. In: whether it should. Out:
 * whether it does, and why not.
 */
import { create } from 'zustand';

export type Wake =
  | { readonly kind: 'off' }
  | { readonly kind: 'awake' }
  /** The browser has no such thing, the page isn't encrypted, or the battery is low. */
  | { readonly kind: 'refused' };

export const useWake = create<{ readonly wake: Wake }>(() => ({ wake: { kind: 'off' } }));

/** Returns the way to let it sleep again. */
export function keepAwake(): () => void {
  let lock: WakeLockSentinel | null = null;
  let isOver = false;
  const set = (kind: Wake['kind']): void => useWake.setState({ wake: { kind } });
  const ask = async (): Promise<void> => {
    if (isOver || document.visibilityState !== 'visible' || lock !== null) return;
    try {
      const got = await navigator.wakeLock.request('screen');
      if (isOver) {
        await got.release();
        return;
      }
      lock = got;
      set('awake');
      got.addEventListener('release', () => {
        lock = null;
        if (!isOver) set('refused');
      });
    } catch {
      set('refused');
    }
  };
  const again = (): void => void ask();
  document.addEventListener('visibilitychange', again);
  again();
  return () => {
    isOver = true;
    document.removeEventListener('visibilitychange', again);
    lock?.release().catch(() => {});
    set('off');
  };
}
