/** Which of the page's faces to show: opening, sign in, no station, or the frame with its screens. */
import { lazy, Suspense, useEffect } from 'react';
import { Navigate, Route, Routes } from 'react-router';
import { localeTags } from '../ui/locale/locales.ts';
import { AlarmsScreen } from './alarms/alarms-screen.tsx';
import { CamerasScreen } from './cameras/cameras-screen.tsx';
import { ChatScreen } from './chat/chat-screen.tsx';
import { Frame } from './frame/frame.tsx';
import { Opening, SignIn, Unreachable } from './frame/outside.tsx';
import { IncidentsScreen } from './incidents/incidents-screen.tsx';
import { OverviewScreen } from './overview/overview-screen.tsx';
import { usePreferences } from './preferences/preferences-store.ts';
import { openSession } from './station/session.ts';
import { useSession } from './station/session-store.ts';
import { TrainsScreen } from './trains/trains-screen.tsx';

const MapScreen = lazy(() => import('./map/map-screen.tsx').then((module) => ({ default: module.MapScreen })));
const SetUpScreen = lazy(() => import('./set-up/set-up-screen.tsx').then((module) => ({ default: module.SetUpScreen })));
const ForecastScreen = lazy(() =>
  import('./forecast/forecast-screen.tsx').then((module) => ({ default: module.ForecastScreen })),
);
const AnalyticsScreen = lazy(() =>
  import('./analytics/analytics-screen.tsx').then((module) => ({ default: module.AnalyticsScreen })),
);
const retryMs = 4_000;

export function App() {
  const phase = useSession((state) => state.phase);
  usePageAttributes();
  useEffect(() => {
    openSession();
  }, []);
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
      return (
        <Frame>
          <Suspense>
            <Routes>
              <Route index element={<OverviewScreen />} />
              <Route path="map" element={<MapScreen />} />
              <Route path="cameras" element={<CamerasScreen />} />
              <Route path="alarms" element={<AlarmsScreen />} />
              <Route path="incidents" element={<IncidentsScreen />} />
              <Route path="chat" element={<ChatScreen />} />
              <Route path="trains" element={<TrainsScreen />} />
              <Route path="forecast" element={<ForecastScreen />} />
              <Route path="analytics" element={<AnalyticsScreen />} />
              <Route path="setup" element={<SetUpScreen />} />
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
