/** Which of the page's faces to show: opening, sign in, no station, or the frame with its screens. */
import { Suspense, useEffect } from 'react';
import { Navigate, Route, Routes } from 'react-router';
import { localeTags } from '../ui/locale/locales.ts';
import { Skeleton } from '../ui/skeleton.tsx';
import { Frame } from './frame/frame.tsx';
import { Opening, SignIn, Unreachable } from './frame/outside.tsx';
import { usePreferences } from './preferences/preferences-store.ts';
import {
  AlarmsScreen,
  AnalyticsScreen,
  CameraSetUpScreen,
  CamerasScreen,
  ChatScreen,
  EvidenceScreen,
  FirstRunScreen,
  ForecastScreen,
  fetchFirst,
  fetchScreens,
  IncidentsScreen,
  MapScreen,
  OverviewScreen,
  SecondWindow,
  SetUpScreen,
  SiteScreen,
  TrainsScreen,
} from './screen-parts.ts';
import { isSecondWindow } from './second-window/window-channel.ts';
import { openSession } from './station/session.ts';
import { useSession } from './station/session-store.ts';

const retryMs = 4_000;

export function App() {
  const phase = useSession((state) => state.phase);
  usePageAttributes();
  useEffect(() => {
    fetchFirst();
    openSession();
  }, []);
  useEffect(() => {
    if (phase === 'ready') return fetchScreens();
  }, [phase]);
  useEffect(() => {
    if (phase !== 'unreachable') return;
    const timer = setTimeout(openSession, retryMs);
    return () => clearTimeout(timer);
  }, [phase]);
  switch (phase) {
    case 'loading':
      return <Opening />;
    case 'signed-out':
      return <SignIn />;
    case 'unreachable':
      return <Unreachable />;
    case 'ready':
      if (isSecondWindow) {
        return (
          <Suspense>
            <SecondWindow />
          </Suspense>
        );
      }
      return (
        <Frame>
          <Suspense fallback={<Skeleton rows={6} height={80} />}>
            <Routes>
              <Route index element={<OverviewScreen />} />
              <Route path="map" element={<MapScreen />} />
              <Route path="cameras" element={<CamerasScreen />} />
              <Route path="cameras/set-up" element={<CameraSetUpScreen />} />
              <Route path="alarms" element={<AlarmsScreen />} />
              <Route path="incidents" element={<IncidentsScreen />} />
              <Route path="evidence" element={<EvidenceScreen />} />
              <Route path="chat" element={<ChatScreen />} />
              <Route path="trains" element={<TrainsScreen />} />
              <Route path="site" element={<SiteScreen />} />
              <Route path="forecast" element={<ForecastScreen />} />
              <Route path="analytics" element={<AnalyticsScreen />} />
              <Route path="setup" element={<SetUpScreen />} />
              <Route path="first-run" element={<FirstRunScreen />} />
              <Route path="*" element={<Navigate to="/" replace />} />
            </Routes>
          </Suspense>
        </Frame>
      );
  }
}

/** Theme and language on the document itself, for styles, screen readers and hyphenation. */
function usePageAttributes(): void {
  const theme = usePreferences((state) => state.theme);
  const locale = usePreferences((state) => state.locale);
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme;
    document.documentElement.lang = localeTags[locale].slice(0, 2);
  }, [theme, locale]);
}
