/** The written form of judged ticks → the ticks. In: what was parsed from JSON. Out: the run, or null for what can't be one. */
import type { JudgedRun, JudgedTick, JudgedZone } from '../../src-contract/domain/judged-tick.ts';
import { fromParts, type JudgedFigure, occupancyOf } from './round-judged.ts';
import { type RecordedZone, type Tape, tapeSchema } from './tape-schema.ts';

/** Null for a record that is broken or of a later version: it is then a gap. */
export function readTape(value: unknown): JudgedRun | null {
  const parsed = tapeSchema.safeParse(value);
  if (!parsed.success) return null;
  const tape = parsed.data;
  const times = sums(tape.at).flatMap((atMs) => atMs ?? []);
  const zones = tape.zones.map((zone) => readZone(zone, times.length));
  const others = held(tape.others, times.length, []);
  const untold = held(tape.untold, times.length, []);
  if (zones.some((zone) => zone === null)) return null;
  const ticks = times.map(
    (atMs, i): JudgedTick => ({
      atMs,
      zones: zones.flatMap((zone) => zone?.[i] ?? []),
      others: others[i] ?? [],
      untold: untold[i] ?? [],
    }),
  );
  return { isFresh: tape.isFresh, ticks };
}

function readZone({ zone, looks, ...columns }: RecordedZone, ticks: number): JudgedZone[] | null {
  const figure = (name: JudgedFigure) => sums(columns[name]).map((parts) => fromParts(name, parts));
  const [count, density, pressure] = [figure('count'), figure('densityPerM2'), figure('pressurePerS2')];
  const [inflow, outflow, counter] = [figure('inflowPerMin'), figure('outflowPerMin'), figure('counterFlowShare')];
  const [confidence, error] = [figure('confidence'), figure('errorShare')];
  const [first] = looks;
  if (first === undefined || Object.values(columns).some((column) => column.length !== ticks)) return null;
  return held(looks, ticks, first[1]).map((look, i) => ({
    ...zone,
    ...look,
    count: count[i] ?? null,
    occupancy: occupancyOf(count[i] ?? null, zone.capacity),
    densityPerM2: density[i] ?? null,
    pressurePerS2: pressure[i] ?? null,
    inflowPerMin: inflow[i] ?? null,
    outflowPerMin: outflow[i] ?? null,
    counterFlowShare: counter[i] ?? null,
    confidence: confidence[i] ?? 0,
    errorShare: error[i] ?? null,
  }));
}

function sums(differences: Tape['at']): (number | null)[] {
  let sum = 0;
  return differences.map((difference) => {
    if (difference === null) return null;
    sum += difference;
    return sum;
  });
}

/** Each change holds until the next. */
function held<T>(changes: readonly (readonly [number, T])[], ticks: number, before: T): T[] {
  const values: T[] = [];
  let [next, value] = [0, before];
  for (let i = 0; i < ticks; i += 1) {
    for (let change = changes[next]; change !== undefined && change[0] <= i; change = changes[next]) {
      value = change[1];
      next += 1;
    }
    values.push(value);
  }
  return values;
}
