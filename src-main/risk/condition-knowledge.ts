/**
 * Whether a condition that isn't listed is gone, or can't be told just now. In: the site, risk, cameras and forecasts of this instant; out:
 * a predicate for alarms/. Without it a lost camera, or a restart, would quietly close the alarms of what it no longer sees.
 */
import type { AlarmSubject, ConditionKind } from '../../src-contract/domain/alarm.ts';
import type { RiskState } from '../../src-contract/domain/site-state.ts';
import type { SiteConfig } from '../../src-contract/site-config.ts';
import type { CameraStatus } from './camera-status.ts';

export interface ConditionIdentity {
  readonly kind: ConditionKind;
  readonly subject: AlarmSubject;
}

/** What only other stages can tell. */
export interface OthersKnowledge {
  readonly sensorKnown: (identity: ConditionIdentity) => boolean;
  /** Whether the present forecasts can tell what becomes of a zone. */
  readonly isForecastKnown: (zoneId: string) => boolean;
  /** Whether the weather is known freshly enough to tell. */
  readonly isWeatherKnown: (kind: Extract<ConditionKind, `weather-${string}`>) => boolean;
}

/**
 * True when the present inputs can tell whether the condition holds. What is no part of the site any more (a zone taken out of
 * the site file, or one that no camera looks at now) is known to be gone: nothing will ever measure it, and its alarm must end.
 */
export function conditionKnowledge(
  site: SiteConfig,
  risk: RiskState,
  statuses: readonly CameraStatus[],
  { sensorKnown, isForecastKnown, isWeatherKnown }: OthersKnowledge,
): (identity: ConditionIdentity) => boolean {
  const isCrowdKnown = crowdKnowledge(site, risk);
  const reported = new Map(statuses.map((status) => [status.id, status]));
  const everyCamera = (test: (status: CameraStatus) => boolean): boolean =>
    site.cameras.every(({ id }) => testOf(reported.get(id), test));
  const oneCamera = (id: string, test: (status: CameraStatus) => boolean): boolean =>
    !site.cameras.some((camera) => camera.id === id) || testOf(reported.get(id), test);

  return ({ kind, subject }) => {
    switch (kind) {
      case 'crowd-density':
        return isCrowdKnown(subject.id);
      case 'camera-offline':
        return subject.type === 'camera' ? oneCamera(subject.id, decided) : everyCamera(decided);
      case 'camera-frozen':
      case 'camera-covered':
        return oneCamera(subject.id, hasPictures);
      case 'detector-degraded':
      case 'no-model':
        return everyCamera(({ detection }) => detection.kind !== 'starting');
      case 'forecast-crowd':
        return !site.zones.some((zone) => zone.id === subject.id) || isForecastKnown(subject.id);
      case 'store-fault':
      case 'disk-low':
      case 'relay-behind':
      // People's own reports, from an incident's opening to its resolving: always listed while they hold.
      case 'panic':
      // The intakes' and the desk's own: they know at once when it is over.
      case 'intake-fault':
      case 'readings-lost':
        return true;
      case 'sensor-silent':
      case 'sensor-faulty':
      case 'sensor-risk':
        return sensorKnown({ kind, subject });
      case 'weather-heat':
      case 'weather-rain':
      case 'weather-wind':
      case 'weather-fog':
        return isWeatherKnown(kind);
    }
  };
}

/** Whether the crowd of a zone is measured now, or nothing will ever measure it. */
export function crowdKnowledge(site: SiteConfig, risk: RiskState): (zoneId: string) => boolean {
  const watched = new Set(site.cameras.flatMap((camera) => camera.zones.map((view) => view.zone)));
  const measured = new Set(risk.zones.filter((zone) => zone.band !== 'unknown').map((zone) => zone.zoneId));
  return (zoneId) => !watched.has(zoneId) || measured.has(zoneId);
}

function testOf(status: CameraStatus | undefined, test: (status: CameraStatus) => boolean): boolean {
  return status !== undefined && test(status);
}

/** A camera that is being tried is neither lost nor back. */
function decided({ state }: CameraStatus): boolean {
  return state.kind !== 'reconnecting';
}

/** Only a picture can show that it is no longer frozen or covered. */
function hasPictures({ state }: CameraStatus): boolean {
  return state.kind === 'live' || state.kind === 'frozen' || state.kind === 'covered';
}
