/**
 * Estimates of the zones that no sensor measures now, made every few seconds and kept by the minute. In: the crowd's state, the zones'
 * past, events and weather. Out: each zone's estimate, and how good estimates are. Nothing of it reaches bands or alarms.
 */
import { setImmediate } from 'node:timers/promises';
import { type Covariates, covariateNames, type ReadCovariates } from '../../../src-contract/domain/covariates.ts';
import type { EstimateRecords, ZoneEstimate, ZoneEstimateReport } from '../../../src-contract/domain/estimate.ts';
import type { SiteState } from '../../../src-contract/domain/site-state.ts';
import type { Clock } from '../../clock.ts';
import { errorText } from '../../errors.ts';
import type { Log } from '../../log.ts';
import { confidenceOf } from './confidence-of-estimate.ts';
import { type EstimateNow, estimateZone, historyBasis, type ZoneFacts } from './estimate-zone.ts';
import { createLiveMinute } from './live-minute.ts';
import { minuteMs } from './minute-histories.ts';
import { createWeekSlots } from './week-slots.ts';
import { createZoneStudies, type ZonePast } from './zone-studies.ts';

export interface EstimateDeskOptions {
  /** Those of the site as it is now. */
  readonly zones: () => readonly ZoneFacts[];
  readonly timezone: string;
  readonly past: ZonePast;
  readonly covariates: ReadCovariates;
  readonly records: EstimateRecords;
  readonly clock: Clock;
  readonly log: Log;
}

export interface EstimateDesk {
  note(state: SiteState): void;
  /** Null while the zone is measured, and where there is nothing to go by. */
  of(zoneId: string): ZoneEstimate | null;
  report(): readonly ZoneEstimateReport[];
  /** One call at a time; never rejects. */
  advance(): Promise<void>;
}

/** A zone without a sensor learns no more of itself, only of the hour; the others show how good estimates are, which changes slowly. */
const studyEveryMs = 3_600_000;
const studyMeasuredEveryMs = 6 * 3_600_000;
/** Of a zone that is measured, what would have been estimated is kept so often, to be held against it. */
const keepMeasuredEveryMinutes = 5;
/** An older one says nothing of now: the rounds have stopped. */
const oldestMs = 60_000;

export function createEstimateDesk(options: EstimateDeskOptions): EstimateDesk {
  const { zones, timezone, past, covariates, records, clock, log } = options;
  const live = createLiveMinute();
  const slotAt = createWeekSlots(timezone);
  const studies = createZoneStudies({ zones, slotAt, covariates, ...past });
  const estimates = new Map<string, ZoneEstimate>();
  const isMeasured = (id: string): boolean => live.countIn(id) !== null;
  let keptMinute = Math.floor(clock.nowMs() / minuteMs);

  const studyDue = async (): Promise<void> => {
    const measured = live.measured();
    for (const id of live.unmeasured()) {
      if (!studies.isDue(id, measured, clock.nowMs(), studyEveryMs)) continue;
      await studies.study(id, measured, clock.nowMs());
      await setImmediate();
    }
    const due = measured.find((id) => studies.isDue(id, measured, clock.nowMs(), studyMeasuredEveryMs));
    if (due !== undefined) await studies.study(due, measured, clock.nowMs());
  };

  const now = (atMs: number): EstimateNow => ({
    ...{ atMs, slot: slotAt(atMs), covariates: covariatesAt(covariates, atMs), countIn: live.countIn },
    rated: zones().flatMap(({ id, capacity }) => (capacity === null ? [] : [{ id, capacity }])),
  });
  /** A measured zone must not be told by itself. */
  const estimate = (zone: ZoneFacts, at: EstimateNow): ZoneEstimate | null => {
    const learnt = studies.of(zone.id);
    return learnt === null ? null : estimateZone(zone, learnt, { ...at, rated: at.rated.filter(({ id }) => id !== zone.id) });
  };

  const estimateAll = (atMs: number): void => {
    const at = now(atMs);
    estimates.clear();
    for (const zone of zones()) {
      const made = estimate(zone, at);
      if (made !== null) estimates.set(zone.id, made);
    }
  };

  /** Of the minute that has just ended. */
  const keep = (atMs: number): void => {
    const minute = Math.floor(atMs / minuteMs);
    if (minute === keptMinute) return;
    keptMinute = minute;
    const due = [...estimates.values()].filter(({ zoneId }) => !isMeasured(zoneId) || minute % keepMeasuredEveryMinutes === 0);
    if (due.length === 0) return;
    records.add(due.map(({ basis, ...one }) => ({ ...one, atS: (minute - 1) * 60, kind: basis.kind })));
  };

  return {
    note: ({ atMs, zones: states }) => live.note(atMs, states),
    of(zoneId) {
      const made = estimates.get(zoneId);
      return made === undefined || isMeasured(zoneId) || clock.nowMs() - made.atMs > oldestMs ? null : made;
    },
    report: () =>
      zones().map(({ id }) => {
        const learnt = studies.of(id);
        const own = learnt?.own ?? null;
        const made = estimates.get(id) ?? null;
        return {
          ...{ zoneId: id, isMeasured: isMeasured(id), studiedMs: learnt?.studiedMs ?? null },
          basis: own === null ? (made?.basis ?? null) : historyBasis(own, false),
          confidence: own === null ? (made?.confidence ?? null) : confidenceOf(own.score, own.guessMae),
        };
      }),
    async advance() {
      try {
        const atMs = live.atMs();
        if (atMs === null) return;
        await studyDue();
        estimateAll(live.atMs() ?? atMs);
        keep(clock.nowMs());
      } catch (error) {
        log.error({ error: errorText(error) }, 'estimates could not go on; they are tried again');
      }
    },
  };
}

function covariatesAt(read: ReadCovariates, atMs: number): Covariates {
  const one = read(atMs, minuteMs, 1);
  const [eventLoad = 0, holiday = 0, rain = 0, heat = 0] = covariateNames.map((name) => one[name][0] ?? 0);
  return { eventLoad, holiday, rain, heat };
}
