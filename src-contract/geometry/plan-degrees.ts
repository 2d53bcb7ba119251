/** Metres of the station's plan ↔ degrees on the Earth, by an equirectangular projection around the station. */
import type { GroundPoint, LonLat } from '../domain/geometry-types.ts';

/** Mean radius of the Earth, m (IUGG); over a station's few hundred metres the sphere errs by less than 0.5 %. */
const earthRadiusM = 6_371_008.8;
const degreesPerRadian = 180 / Math.PI;
const metresPerDegree = earthRadiusM / degreesPerRadian;

export type ToLonLat = (point: GroundPoint) => [number, number];
export type ToPlan = (place: LonLat) => [number, number];

/** `bearingDeg` turns the plan's x axis anticlockwise from east. */
export function planToDegrees([lon, lat]: LonLat, bearingDeg: number): ToLonLat {
  const turn = bearingDeg / degreesPerRadian;
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const shrink = Math.cos(lat / degreesPerRadian);
  return ([x, y]) => [lon + (x * cos - y * sin) / (metresPerDegree * shrink), lat + (x * sin + y * cos) / metresPerDegree];
}

/** The way back: metres in the plan. */
export function degreesToPlan([lon, lat]: LonLat, bearingDeg: number): ToPlan {
  const turn = bearingDeg / degreesPerRadian;
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const shrink = Math.cos(lat / degreesPerRadian);
  return ([placeLon, placeLat]) => {
    const eastM = (placeLon - lon) * metresPerDegree * shrink;
    const northM = (placeLat - lat) * metresPerDegree;
    return [eastM * cos + northM * sin, northM * cos - eastM * sin];
  };
}
