/**
 * One zone's estimate now: from its own past where there is one, else from how full the measured zones are, else from its capacity
 * alone, and nothing where not even that is known. In: what was learnt, and what is measured now. Pure.
 */
import { type Covariates, covariateNames } from '../../../src-contract/domain/covariates.ts';
import type { EstimateBasis, EstimateInput, ZoneEstimate } from '../../../src-contract/domain/estimate.ts';
import { confidenceByOthers, confidenceOf, priorConfidence, unseenEventShare } from './confidence-of-estimate.ts';
import { intervalOf, rankedInterval } from './conformal.ts';
import { type NeighbourStudy, shareOf } from './study-neighbours.ts';
import type { ZoneStudy } from './study-zone.ts';
import { countBy } from './zone-model.ts';

export interface ZoneFacts {
  readonly id: string;
  readonly capacity: number | null;
  readonly areaM2: number | null;
}

export interface EstimateNow {
  readonly atMs: number;
  /** Half hour of the week, local. */
  readonly slot: number;
  readonly covariates: Covariates;
  /** Mean of the last minute; null where a zone isn't measured now. */
  readonly countIn: (zoneId: string) => number | null;
  readonly rated: readonly { readonly id: string; readonly capacity: number }[];
}

export interface Learnt {
  readonly own: ZoneStudy | null;
  readonly others: NeighbourStudy | null;
  /** Densest local cell, persons/m², for each person in the zone; null where its past doesn't tell. */
  readonly densityPerPerson: number | null;
}

/** Between empty and rated, nearer to empty as most hours are. */
const priorShare = 0.25;
/** The edge above which a zone by capacity is black: nobody can say that it isn't that full. */
const fullestShare = 1.25;
const minutesOfDay = 1440;

type Figures = Omit<ZoneEstimate, 'zoneId' | 'atMs' | 'densityPerM2'>;

export function estimateZone(zone: ZoneFacts, learnt: Learnt, now: EstimateNow): ZoneEstimate | null {
  const figures = figuresOf(zone, learnt, now);
  if (figures === null) return null;
  const perPerson = learnt.densityPerPerson ?? (zone.areaM2 === null ? null : 1 / zone.areaM2);
  return {
    ...{ zoneId: zone.id, atMs: now.atMs, ...figures },
    densityPerM2: perPerson === null ? null : figures.count * perPerson,
  };
}

function figuresOf(zone: ZoneFacts, { own, others }: Learnt, now: EstimateNow): Figures | null {
  if (own !== null) return fromHistory(zone, own, now);
  if (zone.capacity === null) return null;
  return (others === null ? null : fromOthers(zone.capacity, others, now)) ?? fromCapacity(zone.capacity);
}

function fromHistory({ capacity }: ZoneFacts, study: ZoneStudy, { slot, covariates, countIn }: EstimateNow): Figures {
  const neighbours = study.neighbourIds.map((id) => countIn(id) ?? Number.NaN);
  const count = countBy(study.model, { slot, neighbours, covariates: covariateNames.map((name) => covariates[name]) });
  const interval = intervalOf(count, study.scores);
  const isUnseen = covariates.eventLoad > study.mostEventLoad;
  const confidence = confidenceOf(study.score, study.guessMae);
  return {
    ...{ count, low: interval.low },
    high: isUnseen && capacity !== null ? Math.max(interval.high, fullestShare * capacity) : interval.high,
    confidence: isUnseen ? unseenEventShare * confidence : confidence,
    basis: historyBasis(study, isUnseen),
  };
}

export function historyBasis(study: ZoneStudy, isUnseen: boolean): EstimateBasis {
  const inputs: (EstimateInput | null)[] = [
    'time-of-week',
    study.neighbourIds.length > 0 ? 'neighbours' : null,
    study.knowsEvents ? 'events' : null,
    study.knowsWeather ? 'weather' : null,
    isUnseen ? 'unseen-event' : null,
  ];
  return {
    kind: 'history',
    inputs: inputs.filter((input) => input !== null),
    historyDays: study.knownMinutes / minutesOfDay,
    zoneIds: study.neighbourIds,
    score: study.score,
  };
}

function fromOthers(capacity: number, study: NeighbourStudy, { rated, countIn }: EstimateNow): Figures | null {
  const share = shareOf(rated, ({ id }) => countIn(id) ?? Number.NaN);
  if (share === null) return null;
  const { low, high } = rankedInterval(study.errors);
  const { score } = study;
  return {
    count: share * capacity,
    low: Math.max(0, share + low) * capacity,
    high: (share + high) * capacity,
    confidence: confidenceByOthers(score, study.guessMae, study.zoneIds.length),
    basis: {
      ...{ kind: 'neighbours', inputs: ['neighbours', 'capacity'], historyDays: 0, zoneIds: study.zoneIds },
      score: { ...score, mae: score.mae * capacity, bias: score.bias * capacity },
    },
  };
}

function fromCapacity(capacity: number): Figures {
  return {
    ...{ count: priorShare * capacity, low: 0, high: fullestShare * capacity, confidence: priorConfidence },
    basis: { kind: 'prior', inputs: ['capacity'], historyDays: 0, zoneIds: [], score: null },
  };
}
