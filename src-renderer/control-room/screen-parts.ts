/**
 * The screens, each a file of its own that is fetched when it is first shown, so that the page opens with what it shows first. The others
 * follow while nothing else is to be done: an operator whose link is lost must still come to every screen.
 */
import { type ComponentType, lazy } from 'react';

const fetches: (() => Promise<unknown>)[] = [];

function part<K extends string>(name: K, fetchPart: () => Promise<{ readonly [name in K]: ComponentType }>) {
  fetches.push(fetchPart);
  return lazy(async () => ({ default: (await fetchPart())[name] }));
}

export const OverviewScreen = part('OverviewScreen', () => import('./overview/overview-screen.tsx'));
export const AlarmsScreen = part('AlarmsScreen', () => import('./alarms/alarms-screen.tsx'));
export const CamerasScreen = part('CamerasScreen', () => import('./cameras/cameras-screen.tsx'));
export const CameraSetUpScreen = part('CameraSetUpScreen', () => import('./camera-set-up/camera-set-up-screen.tsx'));
export const MapScreen = part('MapScreen', () => import('./map/map-screen.tsx'));
export const IncidentsScreen = part('IncidentsScreen', () => import('./incidents/incidents-screen.tsx'));
export const EvidenceScreen = part('EvidenceScreen', () => import('./evidence/evidence-screen.tsx'));
export const ChatScreen = part('ChatScreen', () => import('./chat/chat-screen.tsx'));
export const TrainsScreen = part('TrainsScreen', () => import('./trains/trains-screen.tsx'));
export const SiteScreen = part('SiteScreen', () => import('./site/site-screen.tsx'));
export const ForecastScreen = part('ForecastScreen', () => import('./forecast/forecast-screen.tsx'));
export const AnalyticsScreen = part('AnalyticsScreen', () => import('./analytics/analytics-screen.tsx'));
export const SetUpScreen = part('SetUpScreen', () => import('./set-up/set-up-screen.tsx'));
export const FirstRunScreen = part('FirstRunScreen', () => import('./first-run/first-run-screen.tsx'));
export const SecondWindow = lazy(async () => ({ default: (await import('./second-window/second-window.tsx')).SecondWindow }));

/** Beside the session's first questions, not after their answers; another screen than the overview is fetched when it is shown. */
export function fetchFirst(): void {
  if (/^(#\/?)?$/.test(globalThis.location.hash)) import('./overview/overview-screen.tsx').catch(() => {});
}

/** After the first screen had its turn. */
const beginMs = 3_000;

/** Returns the end of it. One at a time, so that what a person asks for meanwhile doesn't wait behind all of them. */
export function fetchScreens(): () => void {
  let ended = false;
  const timer = setTimeout(async () => {
    for (const fetchPart of fetches) {
      if (ended) return;
      // Asked for again when the screen is opened.
      await fetchPart().catch(() => {});
    }
  }, beginMs);
  return () => {
    ended = true;
    clearTimeout(timer);
  };
}
