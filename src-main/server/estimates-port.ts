/** What the server needs of estimates; kavach.ts fills it. Times are station time, ms. */
import type { KeptEstimateScore, ZoneEstimate, ZoneEstimateReport } from '../../src-contract/domain/estimate.ts';

export interface EstimatesPort {
  /** Null while the zone is measured, and where there is nothing to go by. */
  of(zoneId: string): ZoneEstimate | null;
  report(): readonly ZoneEstimateReport[];
  /** Estimates that were made beside a measurement, in [fromMs, toMs); null where there are none. */
  kept(zoneId: string, fromMs: number, toMs: number): KeptEstimateScore | null;
}
