/** The crowd on the ground for the server's maps: the pipeline's metres turned into degrees. */
import type { GroundPoint } from '../../src-contract/domain/geometry-types.ts';
import type { GroundPicture } from '../../src-contract/domain/ground-picture.ts';
import { planToDegrees } from '../../src-contract/geometry/plan-degrees.ts';
import type { SiteConfig } from '../../src-contract/site-config.ts';
import type { Clock } from '../clock.ts';
import type { Pipeline } from '../pipeline.ts';

export function groundPort(pipeline: Pick<Pipeline, 'ground'>, site: SiteConfig, clock: Clock): () => GroundPicture {
  return () => {
    const toLonLat = planToDegrees(site.station.location, site.station.plan_bearing_deg);
    const { people, cells } = pipeline.ground(clock.nowMs());
    return {
      people: people.map(({ at, persons }) => ({ at: toLonLat(at), persons })),
      cells: cells.map(({ centre, sideM, densityPerM2 }) => ({
        corners: square(centre, sideM).map(toLonLat),
        densityPerM2,
      })),
    };
  };
}

function square([x, y]: GroundPoint, sideM: number): GroundPoint[] {
  const half = sideM / 2;
  return [
    [x - half, y - half],
    [x + half, y - half],
    [x + half, y + half],
    [x - half, y + half],
  ];
}
