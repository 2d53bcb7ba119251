/**
 * The model of one zone: its usual week, plus what measured zones differ from theirs now, plus what events and weather add; the weights
 * are learnt by ridge regression. In: minutes in which the zone was measured. Out: a function from one minute to a count. Pure.
 */
import { type CovariateSteps, covariateNames } from '../../../src-contract/domain/covariates.ts';
import { createRidge } from './ridge.ts';
import { createUsualWeek } from './usual-week.ts';

/** Minutes of one zone and what was known elsewhere in them; all are [minutes] and NaN is unknown. */
export interface ZoneMinutes {
  readonly own: Float32Array;
  readonly neighbours: readonly Float32Array[];
  /** Half hour of the week of each minute, local. */
  readonly slots: Uint16Array;
  readonly covariates: CovariateSteps;
}

export interface ZoneModel {
  readonly usual: Float64Array;
  /** As `ZoneMinutes.neighbours`. */
  readonly neighbourUsual: readonly Float64Array[];
  /** [neighbours + covariates] */
  readonly weights: Float64Array;
}

/** One minute: what a model may know of it. */
export interface ModelInput {
  readonly slot: number;
  /** NaN = unknown: it is taken to be as usual. */
  readonly neighbours: readonly number[];
  /** In the order of `covariateNames`. */
  readonly covariates: readonly number[];
}

/** An hour; of less no usual day can be told. */
const leastOrdinary = 60;

export function learnZone(minutes: ZoneMinutes, rows: readonly number[]): ZoneModel {
  const ordinary = ordinaryRows(minutes.covariates, rows);
  const usual = usualOf(minutes.own, minutes.slots, ordinary);
  const neighbourUsual = minutes.neighbours.map((values) => usualOf(values, minutes.slots, ordinary));
  const features = minutes.neighbours.length + covariateNames.length;
  const ridge = createRidge(features);
  const x = new Float64Array(features);
  const model = { usual, neighbourUsual, weights: x };
  for (const row of rows) {
    const input = inputAt(minutes, row);
    writeFeatures(x, model, input);
    ridge.add(x, (minutes.own[row] ?? 0) - (usual[input.slot] ?? 0));
  }
  return { ...model, weights: ridge.weights() };
}

/** People at least 0; how many more would be a guess of the capacity. */
export function countBy(model: ZoneModel, input: ModelInput): number {
  const x = new Float64Array(model.weights.length);
  writeFeatures(x, model, input);
  const extra = x.reduce((sum, feature, i) => sum + feature * (model.weights[i] ?? 0), 0);
  return Math.max(0, (model.usual[input.slot] ?? 0) + extra);
}

export function inputAt({ neighbours, slots, covariates }: ZoneMinutes, row: number): ModelInput {
  return {
    slot: slots[row] ?? 0,
    neighbours: neighbours.map((values) => values[row] ?? Number.NaN),
    covariates: covariateNames.map((name) => covariates[name][row] ?? 0),
  };
}

/** Without events, or a festival would be half forgotten and half expected every week; all, where the zone knows nothing else. */
function ordinaryRows({ eventLoad, holiday }: CovariateSteps, rows: readonly number[]): readonly number[] {
  const ordinary = rows.filter((row) => (eventLoad[row] ?? 0) === 0 && (holiday[row] ?? 0) === 0);
  return ordinary.length >= leastOrdinary ? ordinary : rows;
}

function usualOf(values: Float32Array, slots: Uint16Array, rows: readonly number[]): Float64Array {
  const week = createUsualWeek();
  for (const row of rows) {
    const value = values[row] ?? Number.NaN;
    if (Number.isFinite(value)) week.add(slots[row] ?? 0, value);
  }
  return week.figures();
}

/** Deviations of neighbours; the load of events as it is, as it adds people; the others as shares of the usual count, as they scale it. */
function writeFeatures(
  x: Float64Array,
  { usual, neighbourUsual }: ZoneModel,
  { slot, neighbours, covariates }: ModelInput,
): void {
  for (const [i, ofNeighbour] of neighbourUsual.entries()) {
    const deviation = (neighbours[i] ?? Number.NaN) - (ofNeighbour[slot] ?? 0);
    x[i] = Number.isFinite(deviation) ? deviation : 0;
  }
  for (const [i, name] of covariateNames.entries()) {
    const scale = name === 'eventLoad' ? 1 : (usual[slot] ?? 0);
    x[neighbourUsual.length + i] = scale * (covariates[i] ?? 0);
  }
}
