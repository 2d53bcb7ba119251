/** Who stands in the zones of a draft just now, by the boxes of the live picture: what would be counted, before it is saved. Pure. */
import { applyHomography, type Homography } from '../../../src-contract/geometry/homography.ts';
import { pointInPolygon } from '../../../src-contract/geometry/polygon.ts';
import { plumbFootPoint, plumbPoint } from '../../../src-contract/geometry/vertical.ts';
import type { LiveOverlay } from '../../client/live-picture.ts';
import type { Draft, Point } from './draft.ts';

interface PreviewInput {
  readonly draft: Draft;
  readonly tracks: LiveOverlay['tracks'];
  /** Of the draft's own pairs; null while they give none. */
  readonly homography: Homography | null;
  readonly aspect: number;
  /** The zone's place on the plan. */
  readonly groundOf: (zoneId: string) => readonly Point[] | null;
}

/** As crowd/ counts: feet inside both borders that are there. Null for a zone without any. */
export function previewCounts({ draft, tracks, homography, aspect, groundOf }: PreviewInput): ReadonlyMap<string, number | null> {
  const plumb = homography === null ? null : plumbPoint(homography, aspect);
  const feet = tracks.map(({ box }): Point => {
    const [x1, y1, x2, y2] = box;
    return plumb === null ? [(x1 + x2) / 2, y2] : plumbFootPoint([x1, y1, x2, y2], plumb);
  });
  return new Map(
    draft.zones.map(({ zone, polygon }) => {
      const ground = homography === null ? null : groundOf(zone);
      if (polygon === null && ground === null) return [zone, null];
      const stands = (foot: Point): boolean => {
        const place = ground === null || homography === null ? null : applyHomography(homography, foot);
        return (
          (polygon === null || pointInPolygon(foot, polygon)) &&
          (ground === null || (place !== null && pointInPolygon(place, ground)))
        );
      };
      return [zone, feet.filter(stands).length];
    }),
  );
}
