/**
 * A camera that sees a dense crowd as a density map. In: its zones, its calibration, its hand counts. Out: for each map the persons
 * in each zone and where they stand. Which zone a cell of the map belongs to is worked out once for each size of map.
 */
import type { DensityFrame, DensityMap } from '../../src-contract/domain/detection.ts';
import type { GroundPoint, PicturePoint, Polygon } from '../../src-contract/domain/geometry-types.ts';
import { cameraPosition, planeHomography } from '../../src-contract/geometry/head-plane.ts';
import { applyHomography, type Homography, invertHomography, projectPolygon } from '../../src-contract/geometry/homography.ts';
import { pointInPolygon, polygonBounds } from '../../src-contract/geometry/polygon.ts';
import type { CameraZone } from './camera-zone.ts';
import { type DensityGain, gainOf, type SpotCheck } from './spot-checks.ts';

/** Middle of the head above the floor: models are trained on marks put there (M; adults and children, standing). */
const headHeightM = 1.5;
/** Of a camera that hangs lower than this above the heads their plane says nothing. */
const leastAboveHeadsM = 0.5;
/** Points a side at which a cell's share inside a zone is measured. */
const samplesPerSide = 4;

export interface ZoneMass {
  readonly zoneId: string;
  /** Persons in the zone, corrected by the gain. */
  readonly count: number;
  /** Where they stand, and how many at each place; null without calibration. */
  readonly places: { readonly at: readonly GroundPoint[]; readonly persons: Float64Array } | null;
}

export interface DensityEstimate {
  readonly zones: readonly ZoneMass[];
  /** Persons beyond the first count of those who stand where zones overlap. */
  readonly countedTwice: number;
  /** The floor → where in the picture the head of someone is who stands there; null without calibration. */
  readonly headsInPicture: Homography | null;
}

export interface DensityView extends DensityGain {
  measure(frame: DensityFrame): DensityEstimate;
}

interface ZoneCells {
  readonly zoneId: string;
  /** Indexes into the map, and the share of each cell that lies in the zone. */
  readonly cells: readonly number[];
  readonly shares: readonly number[];
  readonly at: readonly GroundPoint[] | null;
}

interface Plan {
  readonly key: string;
  readonly zones: readonly ZoneCells[];
  /** For each cell how often it counts beyond the first time. */
  readonly extra: ReadonlyMap<number, number>;
  readonly headsInPicture: Homography | null;
}

export function createDensityView(
  homography: Homography | null,
  zones: readonly CameraZone[],
  spotChecks: readonly SpotCheck[],
): DensityView {
  const gain = gainOf(spotChecks);
  let plan: Plan | null = null;
  return {
    ...gain,
    measure({ map, pictureAspect }) {
      const key = `${map.width}x${map.height}/${pictureAspect}`;
      if (plan?.key !== key) plan = { key, ...planCells(homography, zones, map, pictureAspect) };
      return estimate(plan, map, gain.gain);
    },
  };
}

function estimate({ zones, extra, headsInPicture }: Plan, { values }: DensityMap, gain: number): DensityEstimate {
  let twice = 0;
  for (const [cell, times] of extra) twice += (values[cell] ?? 0) * times;
  return {
    zones: zones.map((zone) => massOf(zone, values, gain)),
    countedTwice: Math.max(0, twice * gain),
    headsInPicture,
  };
}

function massOf({ zoneId, cells, shares, at }: ZoneCells, values: Float32Array, gain: number): ZoneMass {
  const persons = new Float64Array(cells.length);
  let count = 0;
  for (const [i, cell] of cells.entries()) {
    const here = (values[cell] ?? 0) * (shares[i] ?? 0) * gain;
    persons[i] = here;
    count += here;
  }
  return { zoneId, count: Math.max(0, count), places: at === null ? null : { at, persons } };
}

function planCells(homography: Homography | null, zones: readonly CameraZone[], map: DensityMap, pictureAspect: number) {
  const heads = homography === null ? null : headPlane(homography, pictureAspect);
  const headsInPicture = heads === null ? null : invertHomography(heads);
  const planned = zones.map((zone) => zoneCells(zone, heads, headsInPicture, map));
  const total = new Map<number, number>();
  for (const { cells, shares } of planned)
    for (const [i, cell] of cells.entries()) total.set(cell, (total.get(cell) ?? 0) + (shares[i] ?? 0));
  const extra = new Map([...total].filter(([, share]) => share > 1).map(([cell, share]) => [cell, share - 1]));
  return { zones: planned, extra, headsInPicture };
}

/** Picture → the plan's metres for heads; the floor's own homography where the camera hangs too low to tell. */
function headPlane(homography: Homography, pictureAspect: number): Homography {
  const position = cameraPosition(homography, pictureAspect);
  const isAbove = position.heightM >= headHeightM + leastAboveHeadsM;
  return isAbove ? planeHomography(homography, position, headHeightM) : homography;
}

function zoneCells(zone: CameraZone, heads: Homography | null, headsInPicture: Homography | null, map: DensityMap): ZoneCells {
  const borders = bordersOf(zone, headsInPicture);
  const cells: number[] = [];
  const shares: number[] = [];
  const at: GroundPoint[] = [];
  for (const cell of cellsWithin(borders, map)) {
    const share = shareInside(borders, cell, map);
    const place = heads === null ? null : applyHomography(heads, cellMiddle(cell, map));
    if (share === 0 || (heads !== null && place === null)) continue;
    cells.push(cell);
    shares.push(share);
    if (place !== null) at.push(place);
  }
  return { zoneId: zone.zoneId, cells, shares, at: heads === null ? null : at };
}

/** A zone drawn on the picture is taken as drawn; one on the floor is lifted to where the heads of those in it are seen. */
function bordersOf({ picture, ground }: CameraZone, headsInPicture: Homography | null): Polygon<PicturePoint>[] {
  const drawn = picture === null ? [] : [picture];
  return ground === null || headsInPicture === null ? drawn : [...drawn, projectPolygon(headsInPicture, ground)];
}

function* cellsWithin(borders: readonly Polygon<PicturePoint>[], { width, height }: DensityMap): Generator<number> {
  const bounds = borders.map(polygonBounds);
  const [left, top] = [Math.max(0, ...bounds.map((b) => b[0])), Math.max(0, ...bounds.map((b) => b[1]))];
  const [right, bottom] = [Math.min(1, ...bounds.map((b) => b[2])), Math.min(1, ...bounds.map((b) => b[3]))];
  for (let y = Math.floor(top * height); y < Math.min(height, Math.ceil(bottom * height)); y++)
    for (let x = Math.floor(left * width); x < Math.min(width, Math.ceil(right * width)); x++) yield y * width + x;
}

function shareInside(borders: readonly Polygon<PicturePoint>[], cell: number, { width, height }: DensityMap): number {
  const [x, y] = [cell % width, Math.floor(cell / width)];
  let inside = 0;
  for (let i = 0; i < samplesPerSide; i++) {
    for (let j = 0; j < samplesPerSide; j++) {
      const point: PicturePoint = [(x + (i + 0.5) / samplesPerSide) / width, (y + (j + 0.5) / samplesPerSide) / height];
      if (borders.every((border) => pointInPolygon(point, border))) inside++;
    }
  }
  return inside / samplesPerSide ** 2;
}

function cellMiddle(cell: number, { width, height }: DensityMap): PicturePoint {
  return [((cell % width) + 0.5) / width, (Math.floor(cell / width) + 0.5) / height];
}
