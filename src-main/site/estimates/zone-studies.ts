/**
 * What was learnt of each zone, and when it is learnt anew. In: the zones' minutes, and which zones are measured now. Out: for each zone
 * what `estimateZone` wants. A zone without a sensor is studied as soon as what it rests on has changed; the others, whose studies say
 * how good estimates are, one at a time.
 */
import { setImmediate } from 'node:timers/promises';
import type { ReadCovariates } from '../../../src-contract/domain/covariates.ts';
import { chooseNeighbours } from './choose-neighbours.ts';
import type { Learnt, ZoneFacts } from './estimate-zone.ts';
import { createMinuteHistories, type MinuteHistoriesOptions, minuteMs, spanMinutes } from './minute-histories.ts';
import { type NeighbourStudy, studyNeighbours } from './study-neighbours.ts';
import { studyZoneInSteps, type ZoneStudy } from './study-zone.ts';

export interface ZonePast {
  readonly read: MinuteHistoriesOptions['read'];
  readonly densityPerPerson: (zoneId: string, fromMs: number, toMs: number) => number | null;
}

interface ZoneStudiesOptions extends ZonePast {
  readonly zones: () => readonly ZoneFacts[];
  readonly slotAt: (atMs: number) => number;
  readonly covariates: ReadCovariates;
}

export interface KnownZone extends Learnt {
  readonly studiedMs: number;
}

export interface ZoneStudies {
  of(zoneId: string): KnownZone | null;
  /** Whether it must be looked at again before it is estimated by zones `measured` now. */
  isDue(zoneId: string, measured: readonly string[], nowMs: number, everyMs: number): boolean;
  study(zoneId: string, measured: readonly string[], nowMs: number): Promise<void>;
}

/** A zone that has come back is a reason to look again, but not at each of many that come back one after the other. */
const settleMs = 60_000;

export function createZoneStudies({ zones, slotAt, covariates, read, densityPerPerson }: ZoneStudiesOptions): ZoneStudies {
  const histories = createMinuteHistories({ read });
  const known = new Map<string, KnownZone & { readonly measured: ReadonlySet<string> }>();
  const span = createSpan(slotAt, covariates);

  const studyOthers = async (measured: readonly string[], endMs: number): Promise<NeighbourStudy | null> => {
    const rated = [];
    for (const { id, capacity } of zones()) {
      if (capacity === null || !measured.includes(id)) continue;
      rated.push({ id, capacity, values: await histories.upTo(id, endMs) });
    }
    return studyNeighbours(rated);
  };

  return {
    of: (zoneId) => known.get(zoneId) ?? null,
    isDue(zoneId, measured, nowMs, everyMs) {
      const last = known.get(zoneId);
      if (last === undefined || nowMs - last.studiedMs >= everyMs || nowMs < last.studiedMs) return true;
      if (last.own?.neighbourIds.some((id) => !measured.includes(id)) === true) return true;
      return nowMs - last.studiedMs >= settleMs && measured.some((id) => id !== zoneId && !last.measured.has(id));
    },
    async study(zoneId, measured, nowMs) {
      const endMs = Math.floor(nowMs / minuteMs) * minuteMs;
      const startMs = endMs - spanMinutes * minuteMs;
      const others = measured.filter((id) => id !== zoneId);
      const values = await histories.upTo(zoneId, endMs);
      const candidates = [];
      for (const id of others) candidates.push({ id, values: await histories.upTo(id, endMs) });
      const chosen = chooseNeighbours(values, candidates);
      const minutes = { own: values, neighbours: chosen.map((one) => one.values), ...span(startMs) };
      const own = await inPieces(
        studyZoneInSteps(
          minutes,
          chosen.map(({ id }) => id),
        ),
      );
      known.set(zoneId, {
        ...{ own, others: own === null ? await studyOthers(others, endMs) : null, studiedMs: nowMs, measured: new Set(measured) },
        densityPerPerson: densityPerPerson(zoneId, startMs, endMs),
      });
    },
  };
}

/** What all zones' minutes have in common, made once for each end. */
function createSpan(slotAt: (atMs: number) => number, covariates: ReadCovariates) {
  const make = (startMs: number) => ({
    startMs,
    slots: Uint16Array.from({ length: spanMinutes }, (_, minute) => slotAt(startMs + minute * minuteMs)),
    covariates: covariates(startMs, minuteMs, spanMinutes),
  });
  let kept: ReturnType<typeof make> | null = null;
  return (startMs: number) => {
    if (kept?.startMs !== startMs) kept = make(startMs);
    return kept;
  };
}

/** Alarms and pages have their turn between the steps. */
async function inPieces(steps: Generator<undefined, ZoneStudy | null, undefined>): Promise<ZoneStudy | null> {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    await setImmediate();
  }
}
