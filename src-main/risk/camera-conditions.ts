/**
 * Faults that blind the station. In: the site and each camera's state; out: conditions of cameras and of detection, grouped where
 * one fault takes many cameras. It stands in risk/ and not in alarms/, because alarms/ knows no meanings, and because crowd
 * conditions name these keys as what hides them. The cameras' states have waited already, so the delays here are short.
 */
import type { AlarmFacts, AlarmPriority, AlarmSubject, Condition, ConditionKind } from '../../src-contract/domain/alarm.ts';
import type { CameraConfig, SiteConfig } from '../../src-contract/site-config.ts';
import type { CameraStatus } from './camera-status.ts';
import { cameraGroup, cameraGroupKey, conditionKey } from './condition-key.ts';
import { lostTogether } from './lost-together.ts';

/**
 * With `offline_after_s` 15 a lost camera alarms after 20 s (bound: shown within 25 s); a covered one within 30 s if its state
 * takes up to 25 s. The group's delay is shorter than a camera's, so that it is there before the cameras' own alarms.
 */
const onDelayMs = { camera: 5_000, group: 1_000, detection: 5_000 } as const;
/** A camera that comes back for a few seconds has not come back. */
const offDelayMs = 10_000;
/** A load that comes and goes with a minute's work is one fault, not many. */
const overloadOffDelayMs = 60_000;
/** Names in one line of text; the rest is counted. */
const mostNames = 6;

export function cameraConditions(site: SiteConfig, statuses: readonly CameraStatus[]): readonly Condition[] {
  const configs = new Map(site.cameras.map((camera) => [camera.id, camera]));
  const known = statuses.filter((status) => configs.has(status.id));
  const offline = known.flatMap(({ id, state }) => (state.kind === 'offline' ? [{ id, sinceMs: state.sinceMs }] : []));
  const group = lostTogether(offline);
  const nameOf = (id: string): string => configs.get(id)?.name ?? id;
  return [
    ...(group.length > 0 ? [groupCondition(site, group.map(nameOf))] : []),
    ...known.flatMap((status) => pictureConditions(site, status, nameOf(status.id), group.includes(status.id))),
    ...detectionConditions(known, nameOf),
  ];
}

function groupCondition(site: SiteConfig, names: readonly string[]): Condition {
  // With half of its cameras lost the station is run blind, and that is as bad as a crowd.
  const priority = names.length * 2 >= site.cameras.length ? 'high' : 'medium';
  const facts = {
    cameras: listed(names),
    cameraCount: names.length,
    cameraTotal: site.cameras.length,
    firstCamera: names[0] ?? '',
  };
  return condition('camera-offline', cameraGroup, priority, facts, onDelayMs.group, []);
}

function pictureConditions(site: SiteConfig, status: CameraStatus, name: string, grouped: boolean): readonly Condition[] {
  const { state, id } = status;
  const subject: AlarmSubject = { type: 'camera', id };
  switch (state.kind) {
    case 'live':
    case 'reconnecting':
      return [];
    case 'offline':
    case 'frozen':
    case 'covered': {
      const kind = `camera-${state.kind}` as const;
      const facts = { cameraName: name, zones: zoneNames(site, id), reason: state.reason, sinceMs: Math.floor(state.sinceMs) };
      const parents = kind === 'camera-offline' ? [] : [conditionKey('camera-offline', subject)];
      const inhibitedBy = grouped ? [...parents, cameraGroupKey] : parents;
      return [condition(kind, subject, 'medium', facts, onDelayMs.camera, inhibitedBy)];
    }
  }
}

/** One condition a model, not one a camera: it is the model's fault, and fifty cameras may share it. */
function detectionConditions(statuses: readonly CameraStatus[], nameOf: (id: string) => string): readonly Condition[] {
  const without: { name: string; reason: string }[] = [];
  const degraded = new Map<string, { name: string; reason: string }[]>();
  for (const { id, detection } of statuses) {
    if (detection.kind === 'no-model') without.push({ name: nameOf(id), reason: detection.reason });
    if (detection.kind !== 'degraded') continue;
    degraded.set(detection.model, [...(degraded.get(detection.model) ?? []), { name: nameOf(id), reason: detection.reason }]);
  }
  const conditions = [...degraded].map(([model, hit]) => ({
    ...condition(
      'detector-degraded',
      { type: 'part', id: model },
      'medium',
      { model, ...hitFacts(hit) },
      onDelayMs.detection,
      [],
    ),
    offDelayMs: overloadOffDelayMs,
  }));
  if (without.length === 0) return conditions;
  // A station whose cameras all look at nothing is as blind as one that lost them.
  const priority = without.length === statuses.length ? 'high' : 'medium';
  const noModel = condition('no-model', { type: 'part', id: 'detection' }, priority, hitFacts(without), onDelayMs.detection, []);
  return [...conditions, noModel];
}

function hitFacts(hit: readonly { name: string; reason: string }[]): AlarmFacts {
  return { cameras: listed(hit.map(({ name }) => name)), cameraCount: hit.length, reason: hit[0]?.reason ?? '' };
}

function condition(
  kind: ConditionKind,
  subject: AlarmSubject,
  priority: AlarmPriority,
  facts: AlarmFacts,
  delayMs: number,
  inhibitedBy: readonly string[],
): Condition {
  return {
    key: conditionKey(kind, subject),
    kind,
    subject,
    priority,
    facts,
    onDelayMs: delayMs,
    offDelayMs,
    latching: false,
    timeToActS: priority === 'high' ? 60 : priority === 'medium' ? 300 : 900,
    inhibitedBy,
  };
}

function zoneNames(site: SiteConfig, cameraId: string): string {
  const camera: CameraConfig | undefined = site.cameras.find(({ id }) => id === cameraId);
  const ids = new Set(camera?.zones.map(({ zone }) => zone));
  return listed(site.zones.filter(({ id }) => ids.has(id)).map(({ name }) => name));
}

function listed(names: readonly string[]): string {
  const rest = names.length - mostNames;
  return rest > 0 ? `${names.slice(0, mostNames).join(', ')} +${rest}` : names.join(', ');
}
