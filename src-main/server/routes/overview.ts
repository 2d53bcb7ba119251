/** The key figures of the control room, and recorded metrics over time. */
import { routes } from '../../../src-contract/api/routes.ts';
import type { MetricQuery } from '../../../src-contract/domain/metrics.ts';
import { KavachError } from '../../errors.ts';
import type { Register } from '../register.ts';
import { analyticsReplyOf } from '../wire/analytics.ts';
import { type DashboardDeps, dashboardReplyOf } from '../wire/overview.ts';

const dayMs = 86_400_000;
const usualMs = 28 * dayMs;
/** Three months: more would make every caller wait for one. */
const mostMs = 92 * dayMs;

export function registerOverviewRoutes(register: Register, deps: DashboardDeps): void {
  const { clock, overview, site, station } = deps;

  register(routes.dashboard, () => dashboardReplyOf(deps));

  register(routes.analytics, ({ query }) => {
    const { metric, group, zone, event_id: eventId, station_id: stationId } = query;
    if (stationId !== undefined && stationId !== station.id)
      throw new KavachError('NOT_FOUND', `No station ${stationId} here; this one is ${station.id}.`);
    const zones = site().zones.map(({ id }) => id);
    if (zone !== undefined && !zones.includes(zone))
      throw new KavachError('NOT_FOUND', `No zone ${zone}; the zones are ${zones.join(', ') || '(none)'}.`);
    const nowMs = clock.nowMs();
    const asked: MetricQuery = { metric, group, zoneId: zone ?? null, eventId: eventId ?? null, ...spanOf(query, nowMs) };
    return analyticsReplyOf(overview.analytics(asked), {
      query: asked,
      stationId: station.id,
      timezone: overview.timezone,
      nowMs,
    });
  });
}

/** What is still to come was never recorded. */
function spanOf({ from, to }: { readonly from?: string | undefined; readonly to?: string | undefined }, nowMs: number) {
  const toMs = Math.min(nowMs, to === undefined ? nowMs : Date.parse(to));
  const fromMs = from === undefined ? toMs - usualMs : Date.parse(from);
  if (fromMs >= toMs) throw new KavachError('BAD_REQUEST', '`from` must be earlier than `to`, and than now.');
  if (toMs - fromMs > mostMs)
    throw new KavachError('BAD_REQUEST', 'Ask for at most 92 days at once: move `from` and `to` closer together.');
  return { fromMs, toMs };
}
