/** Crowd figures over REST: the station, its zones, a zone over time, and how good estimates of zones are. */
import { routes } from '../../../src-contract/api/routes.ts';
import { zoneSeriesId } from '../../../src-contract/domain/series.ts';
import { KavachError } from '../../errors.ts';
import type { ServerDeps } from '../ports.ts';
import type { Register } from '../register.ts';
import { stationReply, zoneReplies } from '../wire/crowd.ts';
import { estimateReportReply, withEstimatedFigures } from '../wire/estimates.ts';
import { isoTime } from '../wire/figures.ts';
import { forecastPoints } from '../wire/forecast-points.ts';

const hourMs = 3_600_000;
const weekMs = 7 * 24 * hourMs;

type CrowdDeps = Pick<ServerDeps, 'clock' | 'crowd' | 'crowdHistory' | 'estimates' | 'forecasts' | 'site' | 'station'>;

export function registerCrowdRoutes(register: Register, deps: CrowdDeps): void {
  const { clock, crowd, crowdHistory, estimates, forecasts, station } = deps;
  const latest = (zone: string) => forecasts.latest(zoneSeriesId(zone));

  register(routes.stations, () => ({ stations: [stationReply(station, crowd.current(), estimates.of)] }));

  register(routes.station, ({ params }) => {
    if (params.id !== station.id) throw new KavachError('NOT_FOUND', `No station ${params.id} here; this one is ${station.id}.`);
    return stationReply(station, crowd.current(), estimates.of);
  });

  register(routes.crowd, ({ query }) => {
    const { zone } = query;
    if (zone !== undefined) requireZone(deps, zone);
    const snapshot = crowd.current();
    const zones = snapshot === null ? [] : zoneReplies(snapshot, estimates.of).map(withEstimatedFigures);
    const timestamp = isoTime(snapshot?.state.atMs ?? clock.nowMs());
    return { timestamp, zones: zone === undefined ? zones : zones.filter(({ id }) => id === zone) };
  });

  register(routes.crowdEstimates, () => {
    const nowMs = clock.nowMs();
    const zones = estimates.report().map((one) => estimateReportReply(one, estimates.kept(one.zoneId, nowMs - weekMs, nowMs)));
    return { timestamp: isoTime(nowMs), zones };
  });

  register(routes.crowdHistory, async ({ query }) => {
    const { zone, resolution, limit, estimates: isFilled } = query;
    requireZone(deps, zone);
    const toMs = query.to === undefined ? clock.nowMs() : Date.parse(query.to);
    const fromMs = query.from === undefined ? toMs - hourMs : Date.parse(query.from);
    if (fromMs >= toMs) throw new KavachError('BAD_REQUEST', '`from` must be earlier than `to`.');
    const past = await crowdHistory.zone({ zone, fromMs, toMs, resolution, limit, estimates: isFilled });
    const ahead =
      !isFilled || resolution === 'second' ? [] : forecastPoints(latest(zone), { nowMs: Math.max(fromMs, clock.nowMs()), toMs });
    return { ...past, points: [...past.points, ...ahead] };
  });
}

function requireZone({ site }: CrowdDeps, id: string): void {
  const zones = site().zones.map((zone) => zone.id);
  if (!zones.includes(id)) throw new KavachError('NOT_FOUND', `No zone ${id}; the zones are ${zones.join(', ') || '(none)'}.`);
}
