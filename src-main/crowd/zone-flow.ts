/**
 * Who came into a zone and who left it in one frame. In: the steps of the persons in view. Out: two numbers a zone. Persons go
 * over the zone's border, or over the picture's edge where the zone goes on beyond it.
 */

import type { PersonStep } from './advance-person.ts';
import type { CrowdMemory, PersonMemory } from './crowd-memory.ts';
import type { CameraModel, CrowdModel } from './crowd-model.ts';
import { samePersonM } from './merge-persons.ts';

export interface ZoneFlow {
  readonly in: number;
  readonly out: number;
}

/** A box this near to the picture's edge came from outside it, or leaves it. */
const edgeShare = 0.015;

/** memory: as it was before the frame. By zone id, for each zone of the camera. */
export function zoneFlows(
  model: CrowdModel,
  memory: CrowdMemory,
  camera: CameraModel,
  steps: readonly PersonStep[],
): ReadonlyMap<string, ZoneFlow> {
  const before = memory.cameras.get(camera.id);
  const known = before?.persons ?? new Map<number, PersonMemory>();
  const present = new Set(steps.map(({ person }) => person.trackId));
  // All who are there in the first frame were there before it.
  const appeared = before?.lastFrameMs == null ? [] : steps.map((step) => step.person).filter((p) => appearsAtEdge(p, known));
  const gone = [...known.values()].filter((person) => person.confirmed && !present.has(person.trackId) && touchesEdge(person));
  const flows = new Map<string, ZoneFlow>();
  for (const { zoneId } of camera.zones) {
    const others = othersAt(model, memory, camera.id, zoneId);
    const entered = steps.filter((step) => step.entered.includes(zoneId) && !isEcho(step.person, zoneId, true, others));
    const left = steps.filter((step) => step.left.includes(zoneId) && !isEcho(step.person, zoneId, false, others));
    // A person who leaves one of several views walks on into the next: there only the zone's own border counts.
    const isOnlyView = others === null;
    flows.set(zoneId, {
      in: entered.length + (isOnlyView ? appeared.filter((person) => isInside(person, zoneId)).length : 0),
      out: left.length + (isOnlyView ? gone.filter((person) => isInside(person, zoneId)).length : 0),
    });
  }
  return flows;
}

function isInside(person: PersonMemory, zoneId: string): boolean {
  return person.memberships.some((membership) => membership.zoneId === zoneId && membership.inside);
}

function appearsAtEdge(person: PersonMemory, known: ReadonlyMap<number, PersonMemory>): boolean {
  const isNewlyConfirmed = person.confirmed && known.get(person.trackId)?.confirmed !== true;
  return isNewlyConfirmed && touchesEdge(person);
}

function touchesEdge({ box: [x1, y1, x2, y2] }: PersonMemory): boolean {
  return x1 < edgeShare || y1 < edgeShare || x2 > 1 - edgeShare || y2 > 1 - edgeShare;
}

/** Persons that the zone's other cameras see; null when there is no other camera. */
function othersAt(model: CrowdModel, memory: CrowdMemory, cameraId: string, zoneId: string): readonly PersonMemory[] | null {
  const zone = model.zones.find(({ config }) => config.id === zoneId);
  const ids = (zone?.cameraIds ?? []).filter((id) => id !== cameraId);
  return ids.length === 0 ? null : ids.flatMap((id) => [...(memory.cameras.get(id)?.persons.values() ?? [])]);
}

/** Whether another camera has counted this step already: it sees someone at the same place, on the new side. */
function isEcho(person: PersonMemory, zoneId: string, inside: boolean, others: readonly PersonMemory[] | null): boolean {
  const at = person.now.ground;
  if (at === null || others === null) return false;
  return others.some((other) => {
    const there = other.now.ground;
    const isNear = there !== null && Math.hypot(there[0] - at[0], there[1] - at[1]) < samePersonM;
    return isNear && other.confirmed && isInside(other, zoneId) === inside;
  });
}
