/**
 * Elements of an extract → places and ways on foot. In: elements in any order, as a reader finds them. Out: once all are in, what of them
 * matters. Every node's place is kept until then, since a way may come before its nodes; of ways, those that are something here, and
 * their nodes' ids alone of the others, which an area may be made of.
 */
import type { LonLat } from '../../../src-contract/domain/geometry-types.ts';
import type { AreaBox } from '../../../src-contract/domain/place-import.ts';
import type { SaidPlace } from '../../../src-contract/domain/place-records.ts';
import type { WalkWay } from '../../../src-contract/domain/walk.ts';
import { kindOfTags } from './kind-of-tags.ts';
import { createNodeCoordinates, type NodeCoordinates } from './node-coordinates.ts';
import {
  type ExtractHead,
  ExtractRefused,
  type ExtractSink,
  type OsmElement,
  type OsmRelation,
  type OsmWay,
} from './osm-element.ts';
import { placeOfTags } from './place-of-tags.ts';
import { walkOfTags } from './walk-of-tags.ts';
import { walkWaysOf } from './walk-ways.ts';

export interface Gathered {
  readonly places: readonly SaidPlace[];
  readonly ways: readonly WalkWay[];
  /** Null where the extract says none and has no node either. */
  readonly area: AreaBox | null;
  readonly mapMs: number | null;
  readonly elements: number;
}

/** A city and its suburbs have some two million nodes and 300,000 ways. With more the thread would need more memory than cameras can spare. */
const mostNodes = 4_000_000;
const mostWays = 800_000;

export function createGathering(progress: ExtractSink['progress']): { sink: ExtractSink; finish(): Gathered } {
  const nodes = createNodeCoordinates();
  const wayNodes = new Map<number, readonly number[]>();
  const places: SaidPlace[] = [];
  const areas: (OsmWay | OsmRelation)[] = [];
  const walked: OsmWay[] = [];
  const box = createBox();
  let head: ExtractHead = { area: null, mapMs: null };
  let elements = 0;

  const addNode = (id: number, at: LonLat): void => {
    const [lon, lat] = at;
    if (!(Math.abs(lon) <= 180 && Math.abs(lat) <= 90))
      throw new ExtractRefused(`node ${id} lies nowhere: lon ${lon}, lat ${lat}`);
    if (nodes.size >= mostNodes) throw tooLarge('nodes', mostNodes);
    nodes.add(id, at);
    box.add(at);
  };
  const addWay = (way: OsmWay): void => {
    if (wayNodes.size >= mostWays) throw tooLarge('ways', mostWays);
    wayNodes.set(way.id, way.nodes);
    way.geometry.forEach((at, i) => {
      const id = way.nodes[i];
      if (at !== null && id !== undefined) addNode(id, at);
    });
    if (kindOfTags(way.tags) !== null) areas.push(way);
    if (walkOfTags(way.tags) !== null) walked.push(way);
  };
  const add = (element: OsmElement): void => {
    elements += 1;
    if (element.type === 'node') {
      addNode(element.id, element.at);
      const kind = kindOfTags(element.tags);
      if (kind !== null) places.push(placeOfTags(element, kind, { at: element.at, outline: null }));
    } else if (element.type === 'way') addWay(element);
    else if (kindOfTags(element.tags) !== null) areas.push(element);
  };

  return {
    sink: {
      add,
      progress,
      head(part) {
        head = { ...head, ...part };
      },
    },
    finish() {
      for (const area of areas) {
        const kind = kindOfTags(area.tags);
        const shape = area.type === 'way' ? shapeOfWay(area, nodes) : shapeOfRelation(area, nodes, wayNodes);
        if (kind !== null && shape !== null) places.push(placeOfTags(area, kind, shape));
      }
      return {
        ...{ places, elements, ways: walked.flatMap((way) => walkWaysOf(way, nodes)) },
        ...head,
        area: head.area ?? box.get(),
      };
    },
  };
}

function tooLarge(what: string, most: number): ExtractRefused {
  return new ExtractRefused(`the extract has more than ${most.toLocaleString('en')} ${what}. Cut a smaller area out of it`);
}

interface Shape {
  readonly at: LonLat;
  readonly outline: readonly LonLat[] | null;
}

/** Of a closed way the middle of its box; of a flight of stairs its middle node. Null where the extract has none of its nodes. */
function shapeOfWay({ nodes: ids, center }: OsmWay, nodes: NodeCoordinates): Shape | null {
  const points = placed(ids, nodes);
  if (isRing(ids) && points.length === ids.length) return { at: center ?? middleOf(points), outline: points };
  const at = center ?? points[Math.floor(points.length / 2)];
  return at === undefined ? null : { at, outline: null };
}

/** Its outline where one way makes it; an area of several has its middle alone. */
function shapeOfRelation(
  { members, center }: OsmRelation,
  nodes: NodeCoordinates,
  wayNodes: ReadonlyMap<number, readonly number[]>,
): Shape | null {
  const idsOf = ({ type, ref }: OsmRelation['members'][number]): readonly number[] =>
    type === 'node' ? [ref] : type === 'way' ? (wayNodes.get(ref) ?? []) : [];
  const points = placed(members.flatMap(idsOf), nodes);
  if (points.length === 0) return center === null ? null : { at: center, outline: null };
  const outer = members.filter(({ type, role }) => type === 'way' && role === 'outer').map(idsOf);
  const [ring = []] = outer;
  const outline = outer.length === 1 && isRing(ring) ? placed(ring, nodes) : [];
  return { at: center ?? middleOf(points), outline: outline.length === ring.length && ring.length > 0 ? outline : null };
}

function isRing(ids: readonly number[]): boolean {
  return ids.length >= 4 && ids[0] === ids.at(-1);
}

/** Those that the extract holds. */
function placed(ids: readonly number[], nodes: NodeCoordinates): LonLat[] {
  return ids.map((id) => nodes.at(id)).filter((at) => at !== null);
}

function middleOf(points: readonly LonLat[]): LonLat {
  const box = createBox();
  points.forEach(box.add);
  const [west, south, east, north] = box.get() ?? [0, 0, 0, 0];
  return [(west + east) / 2, (south + north) / 2];
}

function createBox(): { add(at: LonLat): void; get(): AreaBox | null } {
  let box: AreaBox | null = null;
  return {
    add([lon, lat]) {
      const [west, south, east, north] = box ?? [lon, lat, lon, lat];
      box = [Math.min(west, lon), Math.min(south, lat), Math.max(east, lon), Math.max(north, lat)];
    },
    get: () => box,
  };
}
