/** The overview's port: what is recorded, grouped, beside the events that are planned. */
import { type MetricQuery, type MetricRecords, type MetricSlot, metricKinds } from '../../src-contract/domain/metrics.ts';
import type { EventBook } from '../../src-contract/domain/planned-event.ts';
import type { SiteConfig } from '../../src-contract/site-config.ts';
import type { OverviewPort } from '../server/overview-port.ts';
import { groupSlots } from '../site/analytics/group-slots.ts';
import { createLocalSlots } from '../site/analytics/local-slots.ts';
import { crowdSlots, happenedSlots, recordedSlots } from '../site/analytics/metric-slots.ts';

interface OverviewOptions {
  readonly site: Pick<SiteConfig, 'station' | 'zones'>;
  readonly store: { readonly metrics: MetricRecords };
  readonly events: EventBook;
}

const dayMs = 86_400_000;

export function createOverview({ site, store, events }: OverviewOptions): OverviewPort {
  const { station } = site;
  const slotsOf = (query: MetricQuery): MetricSlot[] => {
    const { metric, zoneId } = query;
    const all = site.zones.map(({ id }) => ({ id, slots: store.metrics.crowd(id, query.fromMs, query.toMs) }));
    if (metric === 'crowd_count' || metric === 'inflow' || metric === 'outflow') {
      const asked = all.filter(({ id }) => zoneId === null || id === zoneId);
      return crowdSlots(
        metric,
        asked.map(({ slots }) => slots),
        query,
      );
    }
    const happened = store.metrics.happened(metric, query.fromMs, query.toMs);
    return happenedSlots(happened, recordedSlots(all.map(({ slots }) => slots)), query, metricKinds[metric] === 'total');
  };
  return {
    timezone: station.timezone,
    eventsToday(atMs) {
      const localOf = createLocalSlots(station.timezone);
      const { date } = localOf(atMs);
      const near = events.occurrences(atMs - dayMs, atMs + dayMs);
      return near.filter(
        ({ startMs, endMs }) => localOf(startMs).date <= date && localOf(Math.max(startMs, endMs - 1)).date >= date,
      );
    },
    analytics: (query) =>
      groupSlots(slotsOf(query), {
        ...{ query, station, localOf: createLocalSlots(station.timezone) },
        occurrences: events.occurrences(query.fromMs, query.toMs),
      }),
  };
}
