/**
 * The part of a site that crowd/ measures with, worked out once: each camera's homography, zone borders and lines, each zone's
 * area and density windows. In: the checked site. Out: plain values. A calibration that gives no homography leaves its camera
 * uncalibrated and says why; whether that stops the station is left to others.
 */
import type { GroundPoint, PicturePoint } from '../../src-contract/domain/geometry-types.ts';
import { createDensityGrid, type DensityGrid } from '../../src-contract/geometry/density.ts';
import { applyHomography, type Homography, projectPolygon, solveHomography } from '../../src-contract/geometry/homography.ts';
import { type Bounds, clipToRectangle, polygonArea, polygonBounds } from '../../src-contract/geometry/polygon.ts';
import type { CameraConfig, SiteConfig, ZoneConfig } from '../../src-contract/site-config.ts';
import type { CameraZone } from './camera-zone.ts';
import { createDensityView, type DensityView } from './density-view.ts';
import { type HeadLimit, headLimit } from './saturation.ts';

export interface LineModel {
  readonly id: string;
  readonly cameraId: string;
  readonly into: string | null;
  readonly from: PicturePoint;
  readonly to: PicturePoint;
  /** The same on the ground, cut to where the calibration can be trusted; null without calibration. */
  readonly ground: { readonly from: GroundPoint; readonly to: GroundPoint } | null;
  readonly lengthM: number | null;
}

export interface CameraModel {
  readonly id: string;
  readonly homography: Homography | null;
  readonly zones: readonly CameraZone[];
  readonly lines: readonly LineModel[];
  /** Set when the camera sees a dense crowd as a map, and nobody is followed in it. */
  readonly density: DensityView | null;
  readonly headLimit: HeadLimit;
}

export interface ZoneModel {
  readonly config: ZoneConfig;
  readonly areaM2: number | null;
  /** Density windows over the zone's own ground, or (cameraId given) over what a calibrated camera sees of it. */
  readonly grids: readonly { readonly cameraId: string | null; readonly grid: DensityGrid }[];
  /** Cameras that can measure it, in the site's order. */
  readonly cameraIds: readonly string[];
  /** False when a camera of the zone sees a dense crowd as a map: it can't tell who comes and goes. */
  readonly flowsCounted: boolean;
  /** True when cameras name the zone and none can place its border. */
  readonly bordersMissing: boolean;
}

export interface CrowdModel {
  readonly zones: readonly ZoneModel[];
  readonly cameras: ReadonlyMap<string, CameraModel>;
  readonly lines: readonly LineModel[];
  readonly staleAfterMs: number;
  /** How far the plan's x axis is turned from east, anticlockwise. */
  readonly planBearingRad: number;
}

export function createCrowdModel(site: SiteConfig): CrowdModel {
  const zoneConfigs = new Map(site.zones.map((zone) => [zone.id, zone]));
  const cameras = site.cameras.map((camera) => modelCamera(camera, zoneConfigs));
  const calibrations = new Map(site.cameras.map((camera) => [camera.id, camera.calibration ?? []]));
  const trusted = (cameraId: string) => trustedBounds((calibrations.get(cameraId) ?? []).map((pair) => pair.ground));
  return {
    zones: site.zones.map((zone) => modelZone(zone, cameras, site, trusted)),
    cameras: new Map(cameras.map((camera) => [camera.id, camera])),
    lines: cameras.flatMap((camera) => camera.lines),
    staleAfterMs: site.crowd.stale_after_s * 1000,
    planBearingRad: (site.station.plan_bearing_deg * Math.PI) / 180,
  };
}

function modelCamera(camera: CameraConfig, zoneConfigs: ReadonlyMap<string, ZoneConfig>): CameraModel {
  const solved = camera.calibration === undefined ? null : solveHomography(camera.calibration);
  const homography = solved?.ok ? solved.homography : null;
  const zones = camera.zones.map(({ zone, polygon }) => ({
    zoneId: zone,
    picture: polygon ?? null,
    ground: homography === null ? null : (zoneConfigs.get(zone)?.ground ?? null),
  }));
  const placed = zones.filter((zone) => zone.picture !== null || zone.ground !== null);
  const bounds = trustedBounds((camera.calibration ?? []).map((pair) => pair.ground));
  return {
    id: camera.id,
    homography,
    zones: placed,
    lines: camera.lines.map((line) => modelLine(line, camera.id, homography, bounds)),
    density: camera.mode === 'density' ? createDensityView(homography, placed, camera.spot_checks) : null,
    headLimit: headLimit(camera),
  };
}

type LineConfig = CameraConfig['lines'][number];

function modelLine(line: LineConfig, cameraId: string, homography: Homography | null, bounds: Bounds): LineModel {
  const ground = homography === null ? null : lineOnGround(line, homography, bounds);
  const lengthM = ground === null ? null : Math.hypot(ground.to[0] - ground.from[0], ground.to[1] - ground.from[1]);
  return { id: line.id, cameraId, into: line.into ?? null, from: line.from, to: line.to, ground, lengthM };
}

/** A line drawn up to the picture's top may end at the horizon, hundreds of metres away: only its trusted part has a length. */
function lineOnGround(line: LineConfig, homography: Homography, [minX, minY, maxX, maxY]: Bounds): LineModel['ground'] {
  const steps = 64;
  const points: GroundPoint[] = [];
  for (let i = 0; i <= steps; i++) {
    const t = i / steps;
    const x = line.from[0] + t * (line.to[0] - line.from[0]);
    const y = line.from[1] + t * (line.to[1] - line.from[1]);
    const point = applyHomography(homography, [x, y]);
    if (point !== null && point[0] >= minX && point[0] <= maxX && point[1] >= minY && point[1] <= maxY) points.push(point);
  }
  const [from, to] = [points[0], points[points.length - 1]];
  return from === undefined || to === undefined || points.length < 2 ? null : { from, to };
}

/** The calibration points' bounds, widened by their own size on each side: beyond that a homography is a guess. */
function trustedBounds(points: readonly GroundPoint[]): Bounds {
  const [minX, minY, maxX, maxY] = polygonBounds(points);
  const margin = Math.max(maxX - minX, maxY - minY);
  return [minX - margin, minY - margin, maxX + margin, maxY + margin];
}

function modelZone(
  zone: ZoneConfig,
  cameras: readonly CameraModel[],
  site: SiteConfig,
  trusted: (cameraId: string) => Bounds,
): ZoneModel {
  const users = cameras.filter((camera) => camera.zones.some((used) => used.zoneId === zone.id));
  const named = site.cameras.some((camera) => camera.zones.some((used) => used.zone === zone.id));
  const regions = zone.ground === undefined ? seenRegions(zone.id, users, trusted) : [{ cameraId: null, polygon: zone.ground }];
  const area = zone.area_m2 ?? regions.reduce((sum, region) => sum + polygonArea(region.polygon), 0);
  return {
    config: zone,
    areaM2: area > 0 ? area : null,
    grids: regions.map(({ cameraId, polygon }) => ({ cameraId, grid: createDensityGrid(polygon, site.crowd.cell_m) })),
    cameraIds: users.map((camera) => camera.id),
    flowsCounted: users.every((camera) => camera.density === null),
    bordersMissing: named && users.length === 0,
  };
}

/** A zone drawn on pictures alone: each calibrated camera's part of it on the ground. */
function seenRegions(zoneId: string, users: readonly CameraModel[], trusted: (cameraId: string) => Bounds) {
  return users.flatMap((camera) => {
    const picture = camera.zones.find((zone) => zone.zoneId === zoneId)?.picture;
    if (camera.homography === null || picture === null || picture === undefined) return [];
    const polygon = clipToRectangle(projectPolygon(camera.homography, picture), trusted(camera.id));
    return polygonArea(polygon) > 0 ? [{ cameraId: camera.id, polygon }] : [];
  });
}
