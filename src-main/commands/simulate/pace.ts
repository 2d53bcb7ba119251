/** Sends at a steady rate, and says every few seconds how it goes. In: how many a second, and what to do for one. Out: counts, at the end. */
import type { Outcome } from './senders.ts';

export interface PaceOptions {
  readonly perS: number;
  /** Every ten seconds, a second of ten times as many. */
  readonly bursts: boolean;
  /** Ends it. */
  readonly signal: AbortSignal;
  /** One message; false where there was none to send. */
  readonly sendOne: (nowMs: number, done: (outcome: Outcome) => void) => boolean;
  readonly say: (line: string) => void;
}

export type Counts = Record<Outcome | 'sent' | 'held', number>;

const stepMs = 20;
const saidEachMs = 5000;
const burst = { everyMs: 10_000, lengthMs: 1000, factor: 10 } as const;
/** A station that doesn't keep up makes its senders wait; so does this one. */
const mostUnanswered = 5000;
const lastAnswersMs = 3000;

export async function sendAtPace({ perS, bursts, signal, sendOne, say }: PaceOptions): Promise<Counts> {
  const counts: Counts = { sent: 0, acknowledged: 0, 'handed-over': 0, refused: 0, failed: 0, held: 0 };
  const startMs = performance.now();
  let due = 0;
  let lastMs = startMs;
  let saidMs = startMs;
  const unanswered = (): number => counts.sent - counts.acknowledged - counts['handed-over'] - counts.refused - counts.failed;
  while (!signal.aborted) {
    const nowMs = performance.now();
    const inBurst = bursts && (nowMs - startMs) % burst.everyMs < burst.lengthMs;
    due += ((nowMs - lastMs) / 1000) * perS * (inBurst ? burst.factor : 1);
    lastMs = nowMs;
    for (; due >= 1; due--) {
      if (unanswered() >= mostUnanswered) {
        counts.held += Math.floor(due);
        due = 0;
        break;
      }
      if (sendOne(Date.now(), (outcome) => void counts[outcome]++)) counts.sent++;
    }
    if (nowMs - saidMs >= saidEachMs) {
      saidMs = nowMs;
      say(lineOf(counts));
    }
    await new Promise((next) => setTimeout(next, stepMs));
  }
  const endMs = performance.now() + lastAnswersMs;
  while (unanswered() > 0 && performance.now() < endMs) await new Promise((next) => setTimeout(next, stepMs));
  say(`end: ${lineOf(counts)}`);
  return counts;
}

function lineOf(counts: Counts): string {
  const words = Object.entries(counts).filter(([what, count]) => count > 0 || what === 'sent');
  return words.map(([what, count]) => `${count} ${what}`).join(', ');
}
