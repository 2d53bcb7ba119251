/**
 * A twin camera as a pinhole: where it hangs and how it looks. In: a point in metres (plan x, plan y, height above the floor
 * that the camera watches). Out: where it is in the picture, and the ray back. Lens distortion is not modelled.
 */

export interface CameraPose {
  /** Plan x, plan y, height above the watched floor, m. */
  readonly position: readonly [number, number, number];
  /** Direction of sight on the plan, degrees anticlockwise from the x axis. */
  readonly bearingDeg: number;
  /** Degrees below the horizon. */
  readonly pitchDeg: number;
  /** Focal length in pixels of the picture's own width. */
  readonly focalPx: number;
}

/** A point on the picture, px from the top left, and its distance along the optical axis, m. */
export interface Projected {
  u: number;
  v: number;
  depthM: number;
}

export interface Pinhole {
  readonly width: number;
  readonly height: number;
  readonly focalPx: number;
  readonly pose: CameraPose;
  /** Writes into `out`, so that drawing makes no garbage. Depth <= 0 is behind the camera. */
  project(x: number, y: number, z: number, out: Projected): Projected;
  /** Unit-depth direction of the ray through a pixel, plan x, plan y, up. */
  ray(u: number, v: number): readonly [number, number, number];
}

export function createPinhole(pose: CameraPose, width: number, height: number): Pinhole {
  const bearing = (pose.bearingDeg * Math.PI) / 180;
  const pitch = (pose.pitchDeg * Math.PI) / 180;
  const [cb, sb, cp, sp] = [Math.cos(bearing), Math.sin(bearing), Math.cos(pitch), Math.sin(pitch)];
  const [fx, fy, fz] = [cp * cb, cp * sb, -sp];
  const [rx, ry] = [sb, -cb];
  // Down in the picture is forward × right.
  const [dx, dy, dz] = [-sp * cb, -sp * sb, -cp];
  const [px, py, pz] = pose.position;
  const f = pose.focalPx;
  return {
    width,
    height,
    focalPx: f,
    pose,
    project: (x, y, z, out) => {
      const [ex, ey, ez] = [x - px, y - py, z - pz];
      out.depthM = ex * fx + ey * fy + ez * fz;
      out.u = width / 2 + (f * (ex * rx + ey * ry)) / out.depthM;
      out.v = height / 2 + (f * (ex * dx + ey * dy + ez * dz)) / out.depthM;
      return out;
    },
    ray: (u, v) => {
      const [a, b] = [(u - width / 2) / f, (v - height / 2) / f];
      return [fx + a * rx + b * dx, fy + a * ry + b * dy, fz + b * dz];
    },
  };
}
