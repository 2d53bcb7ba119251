/** The sensors as the station last told them, while a part of the page shows them. Those that didn't change keep their object. */
import { create } from 'zustand';
import type { SensorReply } from '../../../src-contract/api/sensors.ts';
import { sameValue, shareById } from '../../client/same-value.ts';

interface SensorsStore {
  readonly sensors: Readonly<Record<string, SensorReply>>;
  /** All of them were told once. */
  readonly loaded: boolean;
  /** Why they couldn't be asked for; null when they could. */
  readonly fault: unknown;
}

export const useSensors = create<SensorsStore>(() => ({ sensors: {}, loaded: false, fault: null }));

export function replaceSensors(sensors: readonly SensorReply[]): void {
  useSensors.setState((old) => ({ sensors: shareById(old.sensors, sensors), loaded: true, fault: null }));
}

/** Some of them, as they are now. */
export function applySensors(changed: readonly SensorReply[]): void {
  useSensors.setState((old) => {
    const news = changed.filter((sensor) => !sameValue(old.sensors[sensor.id], sensor));
    if (news.length === 0) return old;
    return { sensors: { ...old.sensors, ...Object.fromEntries(news.map((sensor) => [sensor.id, sensor])) } };
  });
}
