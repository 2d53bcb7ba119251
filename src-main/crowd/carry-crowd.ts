/**
 * The crowd's memory over a change of the site. In: the models before and after. Out: what was measured of cameras, zones and lines that
 * are as they were; the others begin anew, unknown until the next frame. What is known of a camera's link and its detection stays.
 */
import { type CameraMemory, type CrowdMemory, emptyCamera, emptyLine, emptyZone } from './crowd-memory.ts';
import type { CrowdModel, ZoneModel } from './crowd-model.ts';

export function carryCrowd(memory: CrowdMemory, before: CrowdModel, after: CrowdModel): CrowdMemory {
  const isSameCamera = (id: string): boolean => isSame(before.cameras.get(id), after.cameras.get(id));
  const zonesBefore = new Map(before.zones.map((zone) => [zone.config.id, zone]));
  const linesBefore = new Map(before.lines.map((line) => [line.id, line]));
  const isSameZone = (zone: ZoneModel): boolean =>
    isSame(measuredBy(zonesBefore.get(zone.config.id)), measuredBy(zone)) && zone.cameraIds.every(isSameCamera);
  return {
    cameras: new Map(
      [...after.cameras.keys()].map((id) => {
        const known = memory.cameras.get(id) ?? emptyCamera;
        return [id, isSameCamera(id) ? known : seenAnew(known)];
      }),
    ),
    zones: new Map(
      after.zones.map((zone) => [zone.config.id, (isSameZone(zone) ? memory.zones.get(zone.config.id) : null) ?? emptyZone]),
    ),
    lines: new Map(
      after.lines.map((line) => [
        line.id,
        (isSame(linesBefore.get(line.id), line) ? memory.lines.get(line.id) : null) ?? emptyLine,
      ]),
    ),
  };
}

/** Its persons were placed by the calibration and the borders of before. */
function seenAnew({ state, detection }: CameraMemory): CameraMemory {
  return { ...emptyCamera, state, detection };
}

/** What a zone's figures are made with: not its name, its capacity or the edges of its bands. */
function measuredBy(zone: ZoneModel | undefined): unknown {
  return zone === undefined ? null : [zone.areaM2, zone.config.ground, zone.cameraIds, zone.grids];
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
