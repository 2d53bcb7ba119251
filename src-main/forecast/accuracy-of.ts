/** Sums over scored predictions → how good they were. */
import { type Accuracy, type AccuracyReport, type AccuracySums, predictionLevels } from '../../src-contract/domain/prediction.ts';

type Sums = Omit<AccuracySums, 'horizonMinutes'>;

const nothing: Sums = {
  ...{ scored: 0, unknown: 0, absolute: 0, squared: 0, relative: 0, relativeCount: 0 },
  inside: predictionLevels.map(() => 0),
  besidePersistence: { own: 0, naive: 0 },
  besideSeasonal: { own: 0, naive: 0 },
};

/** `sums`: of any series, horizons repeated. Errors of several series are added as they are, whatever their units. */
export function accuracyOf(sums: readonly AccuracySums[]): AccuracyReport {
  const horizons = [...new Set(sums.map(({ horizonMinutes }) => horizonMinutes))].sort((a, b) => a - b);
  return {
    overall: measured(sums.reduce(added, nothing)),
    byHorizon: horizons.map((horizonMinutes) => ({
      horizonMinutes,
      ...measured(sums.filter((one) => one.horizonMinutes === horizonMinutes).reduce(added, nothing)),
    })),
  };
}

function added(a: Sums, b: Sums): Sums {
  const beside = (x: Sums['besideSeasonal'], y: Sums['besideSeasonal']) => ({ own: x.own + y.own, naive: x.naive + y.naive });
  return {
    scored: a.scored + b.scored,
    unknown: a.unknown + b.unknown,
    absolute: a.absolute + b.absolute,
    squared: a.squared + b.squared,
    relative: a.relative + b.relative,
    relativeCount: a.relativeCount + b.relativeCount,
    inside: a.inside.map((inside, i) => inside + (b.inside[i] ?? 0)),
    besidePersistence: beside(a.besidePersistence, b.besidePersistence),
    besideSeasonal: beside(a.besideSeasonal, b.besideSeasonal),
  };
}

function measured(sums: Sums): Accuracy {
  const mean = (sum: number, count: number): number | null => (count === 0 ? null : sum / count);
  const squared = mean(sums.squared, sums.scored);
  const relative = mean(sums.relative, sums.relativeCount);
  return {
    scored: sums.scored,
    unknown: sums.unknown,
    mae: mean(sums.absolute, sums.scored),
    rmse: squared === null ? null : Math.sqrt(squared),
    mape: relative === null ? null : 100 * relative,
    coverage: predictionLevels.map((level, i) => ({ level, share: mean(sums.inside[i] ?? 0, sums.scored) })),
    skillVsPersistence: skill(sums.besidePersistence),
    skillVsSeasonalNaive: skill(sums.besideSeasonal),
  };
}

/** The same forecasts in both sums, so that sums do for means. */
function skill({ own, naive }: Sums['besideSeasonal']): number | null {
  return naive === 0 ? null : 1 - own / naive;
}
