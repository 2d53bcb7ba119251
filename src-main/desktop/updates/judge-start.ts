/**
 * What a program that starts finds of an update, whatever was the last moment before: pure. In: the phase that was written down, the version
 * that starts. Out: the phase that is true now, and whether this version must give way to the one before.
 */
import { assertNever } from '../../errors.ts';
import { moveOf, type Phase, type UpdateState } from './update-state.ts';

export interface StartJudged {
  readonly state: Pick<UpdateState, 'phase' | 'refused'>;
  /** Null: it may run. */
  readonly mustGiveWay: string | null;
}

/** Without having run well once. */
const mostStarts = 3;

export function judgeStart({ phase, refused }: UpdateState, version: string, nowMs: number): StartJudged {
  const stays = (next: Phase): StartJudged => ({ state: { phase: next, refused }, mustGiveWay: null });
  const isNewer = phase.kind !== 'none' && phase.to === version;
  // Somebody has installed a third version by hand.
  if (phase.kind === 'none' || (!isNewer && phase.from !== version)) return stays({ kind: 'none' });
  switch (phase.kind) {
    case 'installing':
      return isNewer ? stays(firstStart(phase)) : stays({ kind: 'none' });
    case 'trial': {
      if (!isNewer) return returned('the earlier version was put in place again by hand');
      const starts = phase.endedInOrder ? phase.starts : phase.starts + 1;
      // It starts the newer version once: a later start is nobody's but a person's or the system's.
      const guard = starts === 1 && !phase.endedInOrder ? phase.guard : null;
      const next: Phase = { ...phase, starts, endedInOrder: false, guard, desktop: null };
      const mustGiveWay = starts > mostStarts ? `it was started ${mostStarts} times and never ran well` : null;
      return { state: { phase: next, refused }, mustGiveWay };
    }
    case 'returning':
      return isNewer ? { state: { phase, refused }, mustGiveWay: phase.why } : returned(phase.why);
    case 'returned':
      if (!isNewer) return stays(phase);
      return { state: { phase: { kind: 'none' }, refused: refused.filter((one) => one !== version) }, mustGiveWay: null };
    case 'confirmed':
      return stays(isNewer ? phase : { kind: 'none' });
    default:
      return assertNever(phase);
  }

  function returned(why: string): StartJudged {
    if (phase.kind === 'none') return stays(phase);
    const next: Phase = { kind: 'returned', ...moveOf(phase), why, atMs: nowMs, isSettled: false };
    return { state: { phase: next, refused: [...new Set([...refused, phase.to])] }, mustGiveWay: null };
  }
}

function firstStart(phase: Extract<Phase, { kind: 'installing' }>): Phase {
  return { kind: 'trial', ...moveOf(phase), starts: 1, endedInOrder: false, guard: null, desktop: null };
}
