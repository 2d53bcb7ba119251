/**
 * The shapes that every stage shares. Pictures use fractions 0..1 from the top left, so a change of
 * resolution moves nothing; the ground uses metres in the station's own plan (x east, y north before
 * `station.plan_bearing_deg` turns it).
 */

/** `[x, y]` in a picture, 0..1 from the top left. */
export type PicturePoint = readonly [number, number];
/** `[x, y]` on the ground, metres in the station's plan. */
export type GroundPoint = readonly [number, number];
/** `[longitude, latitude]`, degrees (WGS 84). */
export type LonLat = readonly [number, number];
/** `[x1, y1, x2, y2]`, x1 <= x2 and y1 <= y2, in a picture, 0..1. */
export type Box = readonly [number, number, number, number];
/** Closed without repeating the first point; three or more points. */
export type Polygon<P> = readonly P[];
