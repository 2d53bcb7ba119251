/** A way of the map that people may walk → the ways that routing uses. One whose nodes the extract cuts off is walked as far as it is known. */
import type { WalkWay } from '../../../src-contract/domain/walk.ts';
import type { NodeCoordinates } from './node-coordinates.ts';
import type { OsmWay } from './osm-element.ts';
import { nameIn } from './place-of-tags.ts';
import { walkOfTags } from './walk-of-tags.ts';

type WalkNode = WalkWay['nodes'][number];

export function walkWaysOf(way: OsmWay, coordinates: NodeCoordinates): WalkWay[] {
  const walk = walkOfTags(way.tags);
  if (walk === null) return [];
  const name = nameIn(way.tags, 'name') ?? null;
  const { kind, widthM, oneWay } = walk;
  return knownRuns(way.nodes, coordinates).map((nodes, i) => ({
    ...{ id: i === 0 ? `way/${way.id}` : `way/${way.id}:${i + 1}`, kind, name },
    nodes: oneWay === 'against' ? nodes.toReversed() : nodes,
    ...{ widthM, oneWay: oneWay !== null },
  }));
}

/** Stretches of two nodes or more without a gap. */
function knownRuns(ids: readonly number[], coordinates: NodeCoordinates): WalkNode[][] {
  const runs: WalkNode[][] = [[]];
  for (const id of ids) {
    const at = coordinates.at(id);
    if (at === null) runs.push([]);
    else runs.at(-1)?.push({ id: `node/${id}`, at });
  }
  return runs.filter(({ length }) => length >= 2);
}
