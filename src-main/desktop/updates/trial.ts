/**
 * The trial of a version that has just been installed: has its station run well for a while? In: the station's states. Out: one verdict, once.
 */
import type { StationState } from '../station-child.ts';

export interface TrialLimits {
  /** A station that has run this long without a death, and has no fault, runs well. */
  readonly steadyMs: number;
  /** A large store takes its time to be brought to a newer layout. */
  readonly trialMs: number;
  readonly mostDeaths: number;
}

export type Verdict = { readonly kind: 'runs-well' } | { readonly kind: 'fails'; readonly why: string };

interface TrialOptions {
  readonly limits: TrialLimits;
  /** What is wrong with the station at this address; null: nothing. */
  readonly findFault: (origin: string) => Promise<string | null>;
  readonly onVerdict: (verdict: Verdict) => void;
}

export interface Trial {
  follow(state: StationState): void;
  stop(): void;
}

export function startTrial({ limits, findFault, onVerdict }: TrialOptions): Trial {
  let deaths = 0;
  let steady: NodeJS.Timeout | undefined;
  let isOver = false;
  let fault: string | null = null;
  const limit = setTimeout(() => {
    const last = fault === null ? '' : `: ${fault}`;
    decide({ kind: 'fails', why: `its station did not run well within ${Math.round(limits.trialMs / 1000)} s${last}` });
  }, limits.trialMs);

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
      const found = await findFault(origin);
      if (isOver || asked !== deaths) return;
      fault = found;
      if (found === null) decide({ kind: 'runs-well' });
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
