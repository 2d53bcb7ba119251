/** Estimates for the rest of the station: the desk with the zones, their past in the store, and what events and weather say of the hour. */
import type { ReadCovariates } from '../../src-contract/domain/covariates.ts';
import type { SiteState } from '../../src-contract/domain/site-state.ts';
import { polygonArea } from '../../src-contract/geometry/polygon.ts';
import type { SiteConfig } from '../../src-contract/site-config.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { EstimatesPort } from '../server/estimates-port.ts';
import { createEstimateDesk } from '../site/estimates/estimate-desk.ts';
import type { Store } from '../store/open-store.ts';
import type { Part } from './parts.ts';
import { roundsPart } from './rounds-part.ts';

interface EstimatesOptions {
  readonly store: Pick<Store, 'estimates' | 'history'>;
  readonly site: SiteConfig;
  readonly covariates: ReadCovariates;
  readonly clock: Clock;
  readonly log: Log;
}

export interface StationEstimates {
  readonly port: EstimatesPort;
  readonly part: Part;
  note(state: SiteState): void;
}

/** Once the first figures have come. */
const startAfterMs = 10_000;
const restMs = 5_000;
const minuteMs = 60_000;

export function createStationEstimates({ store, site, covariates, clock, ...options }: EstimatesOptions): StationEstimates {
  const { history } = store;
  const desk = createEstimateDesk({
    zones: () =>
      site.zones.map(({ id, capacity, area_m2, ground }) => ({
        ...{ id, capacity: capacity ?? null },
        areaM2: area_m2 ?? (ground === undefined ? null : polygonArea(ground)),
      })),
    timezone: site.station.timezone,
    past: {
      read: (zone, fromMs, toMs) => history.means({ zone, fromMs, toMs, stepMs: minuteMs }),
      densityPerPerson: (zone, fromMs, toMs) => history.densityPerPerson({ zone, fromMs, toMs }),
    },
    ...{ covariates, records: store.estimates, clock, log: options.log.child({ part: 'estimates' }) },
  });
  return {
    port: { of: desk.of, report: desk.report, kept: (zone, fromMs, toMs) => store.estimates.score({ zone, fromMs, toMs }) },
    part: roundsPart({ name: 'estimates', advance: desk.advance, startAfterMs, restMs }),
    note: desk.note,
  };
}
