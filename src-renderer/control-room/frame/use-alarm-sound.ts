/** Plays what is due, and knows when the browser holds it back. Mounted once, in the frame. */
import { useEffect } from 'react';
import { useAlarms } from '../alarms/alarms-store.ts';
import { dueSound } from './sound-rule.ts';
import { useSound, volumes } from './sound-store.ts';
import { createTones } from './tones.ts';

const stepMs = 500;
export const tones = createTones();

export function useAlarmSound(): void {
  useEffect(() => {
    const step = () => {
      const past = useSound.getState();
      const nowMs = Date.now();
      const blocked = !tones.allowed();
      if (blocked !== past.blocked) useSound.setState({ blocked });
      if (past.silentUntilMs !== null && nowMs >= past.silentUntilMs) useSound.setState({ silentUntilMs: null });
      const due = dueSound(Object.values(useAlarms.getState().alarms), past, nowMs);
      if (due === null || blocked) return;
      tones.play(due.priority, volumes[due.isEscalated ? 'full' : past.volume]);
      useSound.setState({ soundedMs: nowMs, heardChangeMs: due.changeMs });
    };
    // Any first touch of the page lifts the browser's block.
    const allow = () => {
      if (!tones.allowed()) tones.allow().catch(() => {});
    };
    const timer = setInterval(step, stepMs);
    const unsubscribe = useAlarms.subscribe(step);
    document.addEventListener('pointerdown', allow);
    document.addEventListener('keydown', allow);
    return () => {
      clearInterval(timer);
      unsubscribe();
      document.removeEventListener('pointerdown', allow);
      document.removeEventListener('keydown', allow);
    };
  }, []);
}
