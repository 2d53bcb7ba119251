/** Crowd figures over REST: the station, its zones, and a zone over time. */
import { routes } from '../../../src-contract/api/routes.ts';
import { KavachError } from '../../errors.ts';
import type { ServerDeps } from '../ports.ts';
import type { Register } from '../register.ts';
import { stationReply, zoneReplies } from '../wire/crowd.ts';
import { isoTime } from '../wire/figures.ts';

const hourMs = 3_600_000;

type CrowdDeps = Pick<ServerDeps, 'clock' | 'crowd' | 'crowdHistory' | 'site' | 'station'>;

export function registerCrowdRoutes(register: Register, deps: CrowdDeps): void {
  const { clock, crowd, crowdHistory, station } = deps;

  register(routes.stations, () => ({ stations: [stationReply(station, crowd.current())] }));

  register(routes.station, ({ params }) => {
    if (params.id !== station.id) throw new KavachError('NOT_FOUND', `No station ${params.id} here; this one is ${station.id}.`);
    return stationReply(station, crowd.current());
  });

  register(routes.crowd, ({ query }) => {
    const { zone } = query;
    if (zone !== undefined) requireZone(deps, zone);
    const snapshot = crowd.current();
    const zones = snapshot === null ? [] : zoneReplies(snapshot);
    const timestamp = isoTime(snapshot?.state.atMs ?? clock.nowMs());
    return { timestamp, zones: zone === undefined ? zones : zones.filter(({ id }) => id === zone) };
  });

  register(routes.crowdHistory, ({ query }) => {
    const { zone, resolution, limit } = query;
    requireZone(deps, zone);
    const toMs = query.to === undefined ? clock.nowMs() : Date.parse(query.to);
    const fromMs = query.from === undefined ? toMs - hourMs : Date.parse(query.from);
    if (fromMs >= toMs) throw new KavachError('BAD_REQUEST', '`from` must be earlier than `to`.');
    return crowdHistory.zone({ zone, fromMs, toMs, resolution, limit });
  });
}

function requireZone({ site }: CrowdDeps, id: string): void {
  const zones = site().zones.map((zone) => zone.id);
  if (!zones.includes(id)) throw new KavachError('NOT_FOUND', `No zone ${id}; the zones are ${zones.join(', ') || '(none)'}.`);
}
