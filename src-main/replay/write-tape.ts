/** Judged ticks → their written form. In: a run of ticks of the same zones. Out: a value for JSON; read-tape.ts gives the same ticks back. */
import type { AlarmFacts, Condition } from '../../src-contract/domain/alarm.ts';
import type { JudgedRun, JudgedTick, JudgedZone } from '../../src-contract/domain/judged-tick.ts';
import { type JudgedFigure, toParts } from './round-judged.ts';
import type { RecordedZone, Tape, ZoneIdentity, ZoneLook } from './tape-schema.ts';

export function writeTape({ isFresh, ticks }: JudgedRun): Tape {
  const zones = ticks[0]?.zones ?? [];
  return {
    isFresh,
    at: differences(ticks.map(({ atMs }) => atMs)),
    zones: zones.map((_, i) => writeZone(ticks.flatMap((tick) => tick.zones[i] ?? []))),
    others: changes(
      ticks.map(({ others }) => others.map(written)),
      othersKey,
    ),
    untold: changes(
      ticks.map(({ untold }) => [...untold]),
      JSON.stringify,
    ),
  };
}

/** Whether a tick can stand in one run with another: the same zones in the same order. */
export function sameZones(a: JudgedTick, b: JudgedTick): boolean {
  return a.zones.length === b.zones.length && a.zones.every((zone, i) => sameIdentity(zone, b.zones[i]));
}

function sameIdentity(a: JudgedZone, b: JudgedZone | undefined): boolean {
  return b !== undefined && a.id === b.id && a.capacity === b.capacity && a.areaM2 === b.areaM2 && a.kind === b.kind;
}

function writeZone(zone: readonly JudgedZone[]): RecordedZone {
  const column = (figure: JudgedFigure) => differences(zone.map((one) => toParts(figure, one[figure])));
  return {
    zone: identity(zone[0]),
    count: column('count'),
    densityPerM2: column('densityPerM2'),
    pressurePerS2: column('pressurePerS2'),
    inflowPerMin: column('inflowPerMin'),
    outflowPerMin: column('outflowPerMin'),
    counterFlowShare: column('counterFlowShare'),
    confidence: column('confidence'),
    errorShare: column('errorShare'),
    looks: changes(zone.map(look), JSON.stringify),
  };
}

function identity(zone: JudgedZone | undefined): ZoneIdentity {
  if (zone === undefined) throw new Error('a zone is written from its ticks, of which there is none');
  const { id, name, kind, capacity, areaM2 } = zone;
  return { id, name, kind, capacity, areaM2 };
}

function look({ source, saturated, stale, note }: JudgedZone): ZoneLook {
  return { source, saturated, stale, note };
}

function differences(values: readonly (number | null)[]): (number | null)[] {
  let before = 0;
  return values.map((value) => {
    if (value === null) return null;
    const difference = value - before;
    before = value;
    return difference;
  });
}

function changes<T>(values: readonly T[], keyOf: (value: T) => string): [number, T][] {
  let before: string | null = null;
  return values.flatMap((value, i): [number, T][] => {
    const key = keyOf(value);
    if (key === before) return [];
    before = key;
    return [[i, value]];
  });
}

/** What moves an alarm: its figures alone change no state, and `reason` is what some library said this time. */
function othersKey(conditions: readonly Condition[]): string {
  return JSON.stringify(conditions.map(({ facts, ...rest }) => [rest, words(facts)]));
}

function words(facts: AlarmFacts): [string, string][] {
  return Object.entries(facts).flatMap(([key, fact]) => (typeof fact === 'string' && key !== 'reason' ? [[key, fact]] : []));
}

function written(condition: Condition): Tape['others'][number][1][number] {
  return { ...condition, facts: { ...condition.facts }, inhibitedBy: [...condition.inhibitedBy] };
}
