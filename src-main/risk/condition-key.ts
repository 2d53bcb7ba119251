/** Names of conditions: stable over time and over restarts, one alarm each. */
import type { AlarmSubject, ConditionKind } from '../../src-contract/domain/alarm.ts';

export function conditionKey(kind: ConditionKind, subject: AlarmSubject): string {
  return `${kind}:${subject.type}:${subject.id}`;
}

export const cameraGroup: AlarmSubject = { type: 'part', id: 'cameras' };

/** The alarm that stands for many cameras lost together, and hides theirs. */
export const cameraGroupKey = conditionKey('camera-offline', cameraGroup);

/**
 * Whatever takes a camera's picture away: what only that camera sees is then explained by it. The group's key is not among them:
 * it stands while other cameras are lost, and a camera of the group has its own alarm too, hidden but active.
 */
export function pictureLostKeys(cameraId: string): readonly string[] {
  const subject: AlarmSubject = { type: 'camera', id: cameraId };
  return (['camera-offline', 'camera-frozen', 'camera-covered'] as const).map((kind) => conditionKey(kind, subject));
}
