/** Loudness and silence of the alarm sound. The silence ends by itself, and nothing switches the sound off for good. */
import { create } from 'zustand';
import { stationNow } from '../../client/station-clock.ts';
import { type SoundPast, silenceMs } from './sound-rule.ts';

export const volumes = { full: 0.9, half: 0.4, low: 0.15 } as const;
export type VolumeName = keyof typeof volumes;

interface SoundStore extends SoundPast {
  readonly volume: VolumeName;
  readonly blocked: boolean;
}

export const useSound = create<SoundStore>(() => ({
  volume: 'full',
  blocked: false,
  soundedMs: null,
  heardChangeMs: 0,
  silentUntilMs: null,
  silencedAtMs: 0,
}));

export function silence(): void {
  useSound.setState({ silentUntilMs: Date.now() + silenceMs, silencedAtMs: stationNow() });
}

export function endSilence(): void {
  useSound.setState({ silentUntilMs: null });
}
