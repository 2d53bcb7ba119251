/** The station's plan for the maps: the site file's metres turned into degrees. In: the checked site. Out: the reply of GET /api/site. */
import type { SiteReply } from '../../src-contract/api/site.ts';
import { homographyOf, viewOnGround } from '../../src-contract/geometry/camera-view.ts';
import { applyHomography } from '../../src-contract/geometry/homography.ts';
import { planToDegrees, type ToLonLat } from '../../src-contract/geometry/plan-degrees.ts';
import type { CameraConfig, SiteConfig } from '../../src-contract/site-config.ts';

export function sitePlan(site: SiteConfig, revision: string, hasBaseMap: boolean): SiteReply {
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
    revision,
    station: { id, name, lines: site.station.lines, location, timezone },
    base_map: hasBaseMap,
    is_demo: site.cameras.some((camera) => camera.source.startsWith('twin:')),
    zones,
    cameras,
    lines,
    bounds: boundsOf(points.length > 0 ? points : [toLonLat([-50, -50]), toLonLat([50, 50])]),
  };
}

function cameraView(camera: CameraConfig, toLonLat: ToLonLat): [number, number][] | null {
  const homography = homographyOf(camera.calibration);
  const ground = homography === null ? null : viewOnGround(homography);
  return ground === null ? null : ground.map((point) => toLonLat(point));
}

function cameraLines(camera: CameraConfig, toLonLat: ToLonLat): SiteReply['lines'] {
  const homography = homographyOf(camera.calibration);
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
