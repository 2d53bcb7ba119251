/** Anomalies against windows that people labelled: found, missed, and false ones (outside of every window). */
import { findAnomalies } from '../../forecast/find-anomalies.ts';
import type { BenchSeries, Windows } from './forecast-series.ts';

interface WindowScore {
  series: string;
  windows: number;
  found: number;
  missed: number;
  false: number;
  judged_days: number;
}

export function scoreWindows(all: readonly BenchSeries[]): WindowScore[] {
  return all.map(scoreSeries);
}

function scoreSeries({ name, series, windows }: BenchSeries): WindowScore {
  const result = findAnomalies(series, series.startMs);
  const anomalies = result.kind === 'judged' ? result.anomalies : [];
  const inWindow = ([from, until]: Windows[number]): boolean =>
    anomalies.some((one) => one.fromMs <= until && one.untilMs >= from);
  const found = windows.filter(inWindow).length;
  const judged = result.kind === 'judged' ? result.scores.filter((score) => score !== null).length : 0;
  return {
    ...{ series: name, windows: windows.length, found, missed: windows.length - found },
    false: anomalies.filter((one) => !windows.some(([from, until]) => one.fromMs <= until && one.untilMs >= from)).length,
    judged_days: Math.round((judged * series.stepMs) / 86_400_000),
  };
}
