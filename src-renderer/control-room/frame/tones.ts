/**
 * The tones of the three priorities, made by the browser itself. Patterns differ in number, pitch and speed, so that they are told
 * apart without looking (after IEC 60601-1-8: more and faster pulses are more urgent).
 */
import type { AlarmPriority } from '../../../src-contract/domain/alarm.ts';

interface Pulse {
  readonly atS: number;
  readonly lengthS: number;
  readonly hertz: number;
}

const patterns: Record<AlarmPriority, readonly Pulse[]> = {
  high: [0, 0.16, 0.32, 0.64, 0.8].map((atS, i) => ({ atS, lengthS: 0.12, hertz: i < 3 ? 880 : 1175 })),
  medium: [0, 0.3, 0.6].map((atS) => ({ atS, lengthS: 0.2, hertz: 660 })),
  low: [{ atS: 0, lengthS: 0.3, hertz: 440 }],
};

export interface Tones {
  play(priority: AlarmPriority, volume: number): void;
  /** False while the browser holds sound back until somebody touches the page. */
  allowed(): boolean;
  /** Must be called from a click or a key. */
  allow(): Promise<void>;
}

export function createTones(makeContext: () => AudioContext = () => new AudioContext()): Tones {
  let context: AudioContext | null = null;
  const contextNow = (): AudioContext => {
    context ??= makeContext();
    return context;
  };
  return {
    play(priority, volume) {
      const audio = contextNow();
      if (audio.state !== 'running') return;
      for (const pulse of patterns[priority]) schedule(audio, pulse, volume);
    },
    allowed: () => contextNow().state === 'running',
    allow: () => contextNow().resume(),
  };
}

/** A pulse with a soft rise and fall, so that it doesn't click; a little of the octave lets small speakers carry it. */
function schedule(audio: AudioContext, { atS, lengthS, hertz }: Pulse, volume: number): void {
  const startS = audio.currentTime + 0.02 + atS;
  const endS = startS + lengthS;
  for (const [factor, share] of [
    [1, 0.8],
    [2, 0.2],
  ] as const) {
    const oscillator = audio.createOscillator();
    const gain = audio.createGain();
    oscillator.frequency.value = hertz * factor;
    gain.gain.setValueAtTime(0, startS);
    gain.gain.linearRampToValueAtTime(volume * share, startS + 0.015);
    gain.gain.setValueAtTime(volume * share, endS - 0.03);
    gain.gain.linearRampToValueAtTime(0, endS);
    oscillator.connect(gain).connect(audio.destination);
    oscillator.start(startS);
    oscillator.stop(endS + 0.02);
  }
}
