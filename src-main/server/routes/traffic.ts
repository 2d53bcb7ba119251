/** The traffic API: readings in, and what is known of traffic out. Bare arrays say in X-Next-Cursor where they go on. */
import type { FastifyReply } from 'fastify';
import { routes } from '../../../src-contract/api/routes.ts';
import type { IngestReply } from '../../../src-contract/api/traffic.ts';
import { trafficRowOf } from '../../../src-contract/api/traffic-row.ts';
import type { TakenPayload } from '../../../src-contract/domain/reading.ts';
import type { TrafficSpan } from '../../../src-contract/domain/traffic.ts';
import { KavachError } from '../../errors.ts';
import type { ServerDeps } from '../ports.ts';
import type { Register } from '../register.ts';
import { congestionReplyOf, patternsReplyOf, statisticsReplyOf, trendsReplyOf } from '../wire/traffic.ts';

type TrafficDeps = Pick<ServerDeps, 'sensors' | 'clock'>;

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

export function registerTrafficRoutes(register: Register, deps: TrafficDeps): void {
  registerRows(register, deps);
  registerIntake(register, deps);
  registerAnalytics(register, deps);
}

function registerRows(register: Register, { sensors, clock }: TrafficDeps): void {
  register(routes.currentTraffic, ({ query, reply }) => {
    const { sensor_id: sensorId, limit, cursor } = query;
    const newest = sensors
      .newestReadings('traffic')
      .filter(
        (reading) =>
          (sensorId === undefined || reading.sensorId === sensorId) && (cursor === undefined || reading.sensorId > cursor),
      )
      .sort((a, b) => (a.sensorId < b.sensorId ? -1 : 1));
    setCursor(reply, newest.length > limit ? (newest[limit - 1]?.sensorId ?? null) : null);
    return newest.slice(0, limit).map(trafficRowOf);
  });
  register(routes.historicalTraffic, ({ query, reply }) => {
    const { sensor_id: sensorId, hours, limit, cursor } = query;
    const fromMs = clock.nowMs() - hours * hourMs;
    const { readings, nextCursor } = sensors.records.list({ type: 'traffic', sensorId, fromMs, limit, cursor });
    setCursor(reply, nextCursor);
    // A sensor of another type has readings too, and none of traffic.
    return readings.filter(({ type }) => type === 'traffic').map(trafficRowOf);
  });
}

function setCursor(reply: FastifyReply, cursor: string | null): void {
  if (cursor !== null) void reply.header('X-Next-Cursor', cursor);
}

function registerIntake(register: Register, { sensors, clock }: TrafficDeps): void {
  register(routes.sendReadings, async ({ body, caller, from }) => {
    const receivedMs = clock.nowMs();
    const origin = `${caller.name} at ${from.address}`;
    const common = { source: 'http', type: null, sensorId: null, messageId: null, origin, receivedMs } as const;
    const all = Array.isArray(body) ? body : [body];
    const taken = await Promise.all(all.map((each) => sensors.take({ ...common, text: JSON.stringify(each) })));
    if (taken.some(({ kind }) => kind === 'full'))
      throw new KavachError(
        'UNAVAILABLE',
        'More readings come than can be stored just now. Send these again in a few seconds; what was stored is known again where it has a time or a message_id.',
      );
    return ingestReplyOf(taken);
  });
}

function ingestReplyOf(taken: readonly TakenPayload[]): IngestReply {
  const count = (kind: TakenPayload['kind']): number => taken.filter((each) => each.kind === kind).length;
  return {
    ...{ accepted: count('stored'), duplicates: count('duplicate') },
    rejected: taken.flatMap((each, index) =>
      each.kind === 'rejected' ? [{ index, reason: each.reason, detail: each.detail }] : [],
    ),
  };
}

function registerAnalytics(register: Register, { sensors: { traffic, timezone }, clock }: TrafficDeps): void {
  const spanOf = (sensorId: string | undefined, backMs: number): TrafficSpan => {
    const toMs = clock.nowMs();
    return { sensorId: sensorId ?? null, fromMs: toMs - backMs, toMs };
  };
  register(routes.trafficStatistics, ({ query }) =>
    statisticsReplyOf(traffic.summary(spanOf(query.sensor_id, query.hours * hourMs)), query.hours),
  );
  register(routes.congestion, ({ query }) => {
    const span = spanOf(query.sensor_id, query.hours * hourMs);
    return congestionReplyOf(traffic.congestion(span), span);
  });
  register(routes.patterns, ({ query }) => {
    const span = spanOf(query.sensor_id, query.days * dayMs);
    return patternsReplyOf(traffic.week(span), span, timezone);
  });
  register(routes.trends, ({ query }) => {
    const span = spanOf(query.sensor_id, query.days * dayMs);
    return trendsReplyOf(traffic.trend(span), span, timezone);
  });
}
