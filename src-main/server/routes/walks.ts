/** Ways on foot over REST: routes and ways out, the network, what is closed. */
import { routes } from '../../../src-contract/api/routes.ts';
import type { LonLatBox } from '../../../src-contract/domain/walk.ts';
import { KavachError } from '../../errors.ts';
import type { ServerDeps } from '../ports.ts';
import type { Register } from '../register.ts';
import { blockReplyOf, evacuationReplyOf, networkReplyOf, routesReplyOf } from '../wire/walks.ts';

export function registerWalkRoutes(register: Register, { walks, clock }: Pick<ServerDeps, 'walks' | 'clock'>): void {
  register(routes.walkRoutes, async ({ query }) => {
    const { from, to = null, mode, avoid_crowd: avoidCrowd, alternatives } = query;
    const answer = await walks.ask({ from, to, mode, avoidCrowd, alternatives });
    return routesReplyOf(answer, mode, clock.nowMs());
  });
  register(routes.walkNetwork, ({ query }) =>
    networkReplyOf(walks.map(query.bbox === undefined ? null : readBox(query.bbox), query.limit)),
  );
  register(routes.evacuation, () => evacuationReplyOf(walks.evacuation(), clock.nowMs()));
  register(routes.walkBlocks, () => ({
    blocks: walks.blocks().map((block) => blockReplyOf(block, walks.stretch(block.stretchId)?.name ?? null)),
  }));
  register(routes.blockStretch, ({ body, caller }) => {
    const { stretch_id: stretchId, reason, until } = body;
    const atMs = clock.nowMs();
    const untilMs = until === undefined ? null : Date.parse(until);
    if (untilMs !== null && untilMs <= atMs)
      throw new KavachError(
        'BAD_REQUEST',
        '`until` is over already; give a time to come, or leave it out to close until somebody opens.',
      );
    const block = { stretchId, reason, by: caller.name, atMs, untilMs };
    walks.block(block);
    return blockReplyOf(block, walks.stretch(stretchId)?.name ?? null);
  });
  register(routes.openStretch, ({ params: { id } }) => {
    if (!walks.open(id))
      throw new KavachError('NOT_FOUND', `The stretch ${id} isn't closed; GET /api/routes/blocks lists what is.`);
    return { stretch_id: id };
  });
}

function readBox(text: string): LonLatBox {
  const [west, south, east, north, ...more] = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  const box = [west ?? Number.NaN, south ?? Number.NaN, east ?? Number.NaN, north ?? Number.NaN] as const;
  const isBox = more.length === 0 && box.every(Number.isFinite) && box[0] <= box[2] && box[1] <= box[3];
  if (!isBox)
    throw new KavachError('BAD_REQUEST', 'bbox is west,south,east,north in degrees, west before east and south before north.');
  return box;
}
