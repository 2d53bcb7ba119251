/** What of a span has no record. In: the stretches that were recorded, oldest first. Out: the gaps between them. Pure. */
import type { Span } from '../../src-contract/domain/what-if.ts';

/** Two runs are a tick apart; a pause of seconds is a busy machine, and hides no alarm. */
const shortestGapMs = 5000;

interface GapFinder {
  note(recorded: Span): void;
  all(): Span[];
}

export function createGapFinder({ fromMs, toMs }: Span): GapFinder {
  const gaps: Span[] = [];
  let knownToMs = fromMs;
  const noteGap = (untilMs: number): void => {
    if (untilMs - knownToMs > shortestGapMs) gaps.push({ fromMs: knownToMs, toMs: untilMs });
  };
  return {
    note(recorded) {
      noteGap(Math.min(toMs, recorded.fromMs));
      knownToMs = Math.min(toMs, Math.max(knownToMs, recorded.toMs));
    },
    all() {
      noteGap(toMs);
      knownToMs = toMs;
      return gaps;
    },
  };
}
