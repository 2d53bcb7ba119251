/**
 * What is known of the crowd at a given time. In: the memory and nowMs. Out: the SiteState: zones, platforms, station, lines,
 * positions. A figure too old, or from a camera that can't be believed, is null with its reason, never a calm zero.
 */
import type {
  GroundPosition,
  LineState,
  PlatformState,
  SiteState,
  StationState,
  ZoneState,
} from '../../src-contract/domain/site-state.ts';
import { cameraSight } from './camera-sight.ts';
import { type CrowdMemory, emptyCamera, emptyLine, flowWindowMs } from './crowd-memory.ts';
import type { CrowdModel, LineModel } from './crowd-model.ts';
import { isCounted } from './measure-zone.ts';
import { readZoneState } from './read-zone-state.ts';

export function readSiteState(model: CrowdModel, memory: CrowdMemory, nowMs: number): SiteState {
  const zones = model.zones.map((zone) => readZoneState(model, memory, zone, nowMs));
  return {
    atMs: nowMs,
    station: summarise(model, memory, zones, nowMs),
    platforms: platformStates(model, memory, zones, nowMs),
    zones,
    lines: model.lines.map((line) => lineState(model, memory, line, nowMs)),
    positions: groundPositions(model, memory, nowMs),
  };
}

/** Sum of the known zones, each person once; density of the worst; as old as the oldest; what is unknown counts as confidence 0. */
function summarise(model: CrowdModel, memory: CrowdMemory, zones: readonly ZoneState[], nowMs: number): StationState {
  const known = zones.filter((zone) => zone.count !== null);
  const sum = known.reduce((total, zone) => total + (zone.count ?? 0), 0);
  const densities = known.flatMap((zone) => zone.densityPerM2 ?? []);
  const times = known.flatMap((zone) => zone.measuredMs ?? []);
  const confidence = zones.reduce((total, zone) => total + (zone.count === null ? 0 : zone.confidence), 0);
  return {
    count:
      known.length === 0
        ? null
        : Math.max(0, Math.round(sum - countedTwice(model, memory, new Set(known.map((zone) => zone.id)), nowMs))),
    densityPerM2: densities.length === 0 ? null : Math.max(...densities),
    confidence: zones.length === 0 ? 0 : confidence / zones.length,
    measuredMs: times.length === 0 ? null : Math.min(...times),
  };
}

/** Memberships beyond the first of persons who stand where zones overlap. */
function countedTwice(model: CrowdModel, memory: CrowdMemory, zoneIds: ReadonlySet<string>, nowMs: number): number {
  let twice = 0;
  for (const [id, camera] of memory.cameras) {
    if ((model.cameras.get(id)?.zones.length ?? 0) < 2) continue;
    if (cameraSight(camera, nowMs, model.staleAfterMs).kind === 'blind') continue;
    twice += camera.density?.countedTwice ?? 0;
    for (const person of camera.persons.values()) {
      if (!isCounted(person)) continue;
      const inside = person.memberships.filter((m) => m.inside && zoneIds.has(m.zoneId)).length;
      twice += Math.max(0, inside - 1);
    }
  }
  return twice;
}

function platformStates(model: CrowdModel, memory: CrowdMemory, zones: readonly ZoneState[], nowMs: number): PlatformState[] {
  const ids = [...new Set(zones.flatMap((zone) => zone.platform ?? []))];
  return ids.map((id) => {
    const own = zones.filter((zone) => zone.platform === id);
    return { id, zoneIds: own.map((zone) => zone.id), ...summarise(model, memory, own, nowMs) };
  });
}

function lineState(model: CrowdModel, memory: CrowdMemory, line: LineModel, nowMs: number): LineState {
  const { inTotal, outTotal, inMs, outMs } = memory.lines.get(line.id) ?? emptyLine;
  const lastMinute = (times: readonly number[]) => times.filter((t) => nowMs - t < flowWindowMs).length;
  const camera = memory.cameras.get(line.cameraId) ?? emptyCamera;
  // In a density map nobody is followed, so nobody is seen to cross: that is not knowing, and no zero.
  const isFollowed = model.cameras.get(line.cameraId)?.density == null;
  const isBlind = !isFollowed || cameraSight(camera, nowMs, model.staleAfterMs).kind === 'blind';
  const [inPerMin, outPerMin] = isBlind ? [null, null] : [lastMinute(inMs), lastMinute(outMs)];
  const flow = inPerMin === null || outPerMin === null ? null : inPerMin + outPerMin;
  return {
    id: line.id,
    cameraId: line.cameraId,
    into: line.into,
    lengthM: line.lengthM,
    inTotal: isFollowed ? inTotal : null,
    outTotal: isFollowed ? outTotal : null,
    inPerMin,
    outPerMin,
    flowPerMPerMin: line.lengthM === null || flow === null ? null : flow / line.lengthM,
    measuredMs: isFollowed ? camera.lastFrameMs : null,
  };
}

function groundPositions(model: CrowdModel, memory: CrowdMemory, nowMs: number): GroundPosition[] {
  return [...memory.cameras].flatMap(([cameraId, camera]) => {
    if (cameraSight(camera, nowMs, model.staleAfterMs).kind === 'blind') return [];
    return [...camera.persons.values()].flatMap((person) => {
      if (!isCounted(person) || person.now.ground === null) return [];
      return [
        { cameraId, trackId: person.trackId, at: person.now.ground, velocity: person.motion?.velocity ?? ([0, 0] as const) },
      ];
    });
  });
}
