/**
 * The trial of a version that has just been installed: has its station run well for a while? In: the station's states. Out: one verdict, once.
 */
import type { StationState } from '../station-child.ts';

export interface TrialLimits {
  /** A station that has run this long without a death, and answers, runs well. */
  readonly steadyMs: number;
  /** A large store takes its time to be brought to a newer layout. */
  readonly trialMs: number;
  readonly mostDeaths: number;
}

export type Verdict = { readonly kind: 'runs-well' } | { readonly kind: 'fails'; readonly why: string };

interface TrialOptions {
  readonly limits: TrialLimits;
  /** Whether the station at this address answers. */
  readonly isWell: (origin: string) => Promise<boolean>;
  readonly onVerdict: (verdict: Verdict) => void;
}

export interface Trial {
  follow(state: StationState): void;
  stop(): void;
}

export function startTrial({ limits, isWell, onVerdict }: TrialOptions): Trial {
  let deaths = 0;
  let steady: NodeJS.Timeout | undefined;
  let isOver = false;
  const limit = setTimeout(
    () => decide({ kind: 'fails', why: `its station did not run well within ${Math.round(limits.trialMs / 1000)} s` }),
    limits.trialMs,
  );

  function stop(): void {
    isOver = true;
    clearTimeout(limit);
    clearTimeout(steady);
  }

  function decide(verdict: Verdict): void {
    if (isOver) return;
    stop();
    onVerdict(verdict);
  }

  function waitFor(origin: string): void {
    clearTimeout(steady);
    steady = setTimeout(async () => {
      const asked = deaths;
      const isSo = await isWell(origin);
      if (isOver || asked !== deaths) return;
      if (isSo) decide({ kind: 'runs-well' });
      else waitFor(origin);
    }, limits.steadyMs);
  }

  return {
    stop,
    follow(state) {
      if (isOver) return;
      clearTimeout(steady);
      if (state.kind === 'running') waitFor(state.origin);
      if (state.kind === 'failed') decide({ kind: 'fails', why: state.reason ?? 'its station ended again and again' });
      if (state.kind !== 'restarting') return;
      deaths += 1;
      if (deaths >= limits.mostDeaths) decide({ kind: 'fails', why: `its station ended ${deaths} times` });
    },
  };
}
