/** Estimates → what clients see of them, and a zone's figures with its estimate in the place of what nobody measures. */

import type { z } from 'zod';
import type { crowdRoutes, ZoneEstimateReply, ZoneReply } from '../../../src-contract/api/crowd.ts';
import type {
  EstimateBasis,
  EstimateScore,
  KeptEstimateScore,
  ZoneEstimate,
  ZoneEstimateReport,
} from '../../../src-contract/domain/estimate.ts';
import { figure, isoTime, isoTimeOrNull, known, unit } from './figures.ts';

type ReportReply = z.infer<typeof crowdRoutes.crowdEstimates.response>['zones'][number];

export function zoneEstimateReply(estimate: ZoneEstimate): ZoneEstimateReply {
  return {
    count: known(estimate.count),
    low: known(estimate.low),
    high: known(estimate.high),
    density: figure(estimate.densityPerM2),
    confidence: unit(estimate.confidence),
    basis: basisReply(estimate.basis),
    as_of: isoTime(estimate.atMs),
  };
}

/** For clients that want one figure of each zone. The band stays as it is: nobody may act on an estimate as on a measurement. */
export function withEstimatedFigures(zone: ZoneReply): ZoneReply {
  const { estimate } = zone;
  if (zone.count !== null || estimate === null) return zone;
  const { count, density, confidence } = estimate;
  return { ...zone, count, density, confidence, source: 'estimated' };
}

export function estimateReportReply(
  { zoneId, isMeasured, basis, confidence, studiedMs }: ZoneEstimateReport,
  kept: KeptEstimateScore | null,
): ReportReply {
  return {
    ...{ zone: zoneId, measured: isMeasured, studied_at: isoTimeOrNull(studiedMs) },
    confidence: confidence === null ? null : unit(confidence),
    basis: basis === null ? null : basisReply(basis),
    kept: kept === null ? null : scoreReply({ ...kept, coverage: kept.inside }),
  };
}

function basisReply({ kind, inputs, historyDays, zoneIds, score }: EstimateBasis): ZoneEstimateReply['basis'] {
  return {
    ...{ kind, inputs: [...inputs], history_days: known(historyDays), zones: [...zoneIds] },
    score: score === null ? null : scoreReply(score),
  };
}

function scoreReply({ rows, mae, bias, coverage }: EstimateScore) {
  return { rows, mae: known(mae), bias: known(bias), coverage: coverage === null ? null : unit(coverage) };
}
