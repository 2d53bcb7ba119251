/** The station's plan for the maps: the site file's metres turned into degrees. In: the checked site. Out: the reply of GET /api/site. */
import type { SiteReply } from '../../src-contract/api/site.ts';
import type { GroundPoint, LonLat, PicturePoint } from '../../src-contract/domain/geometry-types.ts';
import { applyHomography, type Homography, solveHomography } from '../../src-contract/geometry/homography.ts';
import type { CameraConfig, SiteConfig } from '../../src-contract/site-config.ts';

/** Mean radius of the Earth, m (IUGG); over a station's few hundred metres the sphere errs by less than 0.5 %. */
const earthRadiusM = 6_371_008.8;
const degreesPerRadian = 180 / Math.PI;
/** A view that looks to the horizon would cover the city; the cone on the map ends here. */
const farthestViewM = 60;

type ToLonLat = (point: GroundPoint) => [number, number];

export function sitePlan(site: SiteConfig): SiteReply {
  const toLonLat = planToDegrees(site.station.location, site.station.plan_bearing_deg);
  const zones = site.zones.map((zone) => ({
    id: zone.id,
    name: zone.name,
    kind: zone.kind,
    platform: zone.platform ?? null,
    polygon: zone.ground?.map((point) => toLonLat(point)) ?? null,
  }));
  const cameras = site.cameras.map((camera) => ({ id: camera.id, name: camera.name, view: cameraView(camera, toLonLat) }));
  const lines = site.cameras.flatMap((camera) => cameraLines(camera, toLonLat));
  const points = [...zones.flatMap((zone) => zone.polygon ?? []), ...cameras.flatMap((camera) => camera.view ?? [])];
  const { id, name, location, timezone } = site.station;
  return {
    station: { id, name, lines: site.station.lines, location, timezone },
    is_demo: site.cameras.some((camera) => camera.source.startsWith('twin:')),
    zones,
    cameras,
    lines,
    bounds: boundsOf(points.length > 0 ? points : [toLonLat([-50, -50]), toLonLat([50, 50])]),
  };
}

/** An equirectangular projection around the station; `bearingDeg` turns the plan's x axis anticlockwise from east. */
export function planToDegrees([lon, lat]: LonLat, bearingDeg: number): ToLonLat {
  const turn = bearingDeg / degreesPerRadian;
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const metresPerDegree = earthRadiusM / degreesPerRadian;
  const shrink = Math.cos(lat / degreesPerRadian);
  return ([x, y]) => [lon + (x * cos - y * sin) / (metresPerDegree * shrink), lat + (x * sin + y * cos) / metresPerDegree];
}

function homographyOf(camera: CameraConfig): Homography | null {
  if (camera.calibration === undefined) return null;
  const solved = solveHomography(camera.calibration);
  return solved.ok ? solved.homography : null;
}

function cameraView(camera: CameraConfig, toLonLat: ToLonLat): [number, number][] | null {
  const homography = homographyOf(camera);
  if (homography === null) return null;
  const near = applyHomography(homography, [0.5, 1]);
  if (near === null) return null;
  const corners: PicturePoint[] = [
    [0, 1],
    [0, 0],
    [1, 0],
    [1, 1],
  ];
  const ground = corners.map((corner) => groundWithin(homography, corner, near));
  return ground.some((point) => point === null) ? null : ground.map((point) => toLonLat(point ?? near));
}

/** The ground under a picture point, or under the point on the same column that is still near enough to be drawn. */
function groundWithin(homography: Homography, [x, y]: PicturePoint, near: GroundPoint): GroundPoint | null {
  for (let row = y; row <= 1; row += 0.02) {
    const point = applyHomography(homography, [x, row]);
    if (point !== null && Math.hypot(point[0] - near[0], point[1] - near[1]) <= farthestViewM) return point;
  }
  return null;
}

function cameraLines(camera: CameraConfig, toLonLat: ToLonLat): SiteReply['lines'] {
  const homography = homographyOf(camera);
  if (homography === null) return [];
  return camera.lines.flatMap((line) => {
    const from = applyHomography(homography, line.from);
    const to = applyHomography(homography, line.to);
    return from === null || to === null ? [] : [{ id: line.id, camera_id: camera.id, from: toLonLat(from), to: toLonLat(to) }];
  });
}

function boundsOf(points: readonly (readonly [number, number])[]): SiteReply['bounds'] {
  const lons = points.map(([lon]) => lon);
  const lats = points.map(([, lat]) => lat);
  return [
    [Math.min(...lons), Math.min(...lats)],
    [Math.max(...lons), Math.max(...lats)],
  ];
}
