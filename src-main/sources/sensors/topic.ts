/**
 * MQTT topics of sensors: `<root>/<type>` or `<root>/<type>/<sensor id>`. Pure. In: a topic. Out: whose it is, or null for one that is no
 * sensor's. Whether type and id are good names is judged with the payload, so that a wrong one is kept with its reason.
 */

export interface SensorTopic {
  readonly type: string;
  readonly sensorId: string | null;
}

const mostTopicLength = 200;

/** `kavach/sensors/#`, as MQTT_TOPIC has it, or without its end. */
export function topicRoot(setting: string): string {
  return setting.replace(/\/#$/, '');
}

export function readTopic(root: string, topic: string): SensorTopic | null {
  if (topic.length > mostTopicLength || !topic.startsWith(`${root}/`)) return null;
  const [type, sensorId, ...more] = topic.slice(root.length + 1).split('/');
  if (type === undefined || !isLevel(type) || more.length > 0) return null;
  if (sensorId === undefined) return { type, sensorId: null };
  return isLevel(sensorId) ? { type, sensorId } : null;
}

export function sensorTopic(root: string, { type, sensorId }: SensorTopic): string {
  return sensorId === null ? `${root}/${type}` : `${root}/${type}/${sensorId}`;
}

/** Where a station says on an outside broker whether it is there: below the root, so that one rule of that broker's covers it. */
export function statusTopic(root: string, stationId: string): string {
  return `${root}/$stations/${stationId}/status`;
}

/** Whether every topic that a filter lets through is below the root. */
export function isWithinRoot(root: string, filter: string): boolean {
  return filter.length <= mostTopicLength && filter.startsWith(`${root}/`);
}

/** No wildcard, no control character, and nothing of a broker's own (`$…`). */
function isLevel(level: string): boolean {
  return level !== '' && !level.startsWith('$') && /^[^#+\p{Cc}]+$/u.test(level);
}
