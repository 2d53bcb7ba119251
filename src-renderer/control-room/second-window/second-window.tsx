/**
 * A window of its own for another screen: map, wall or alarms without the rail, with the banner that every window needs. It follows what is
 * looked at in the main window; what would lead elsewhere is opened there.
 */
import { Maximize } from 'lucide-react';
import { type ComponentType, lazy, Suspense, useEffect, useRef } from 'react';
import { Navigate, Route, Routes, useLocation, useNavigate } from 'react-router';
import { type WindowView, windowViews } from '../../../src-contract/domain/screen-layout.ts';
import { isCalling, targetAlarm } from '../../client/alarm-order.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { Toasts } from '../../ui/toast.tsx';
import { acknowledge } from '../alarms/alarm-commands.ts';
import { askToShelve, selectAlarm, useAlarms } from '../alarms/alarms-store.ts';
import { ShelveDialog } from '../alarms/shelve-dialog.tsx';
import { Banner } from '../frame/banner.tsx';
import { LinkState } from '../frame/link-state.tsx';
import { ScreenGuard } from '../frame/screen-guard.tsx';
import { closeToast, useToasts } from '../frame/toast-store.ts';
import { Clock, StationName } from '../frame/top-bar.tsx';
import { useText } from '../i18n/use-text.ts';
import { OpenDialog } from '../incidents/open-dialog.tsx';
import { KeyHelp, openKeyHelp } from '../keyboard/key-help.tsx';
import type { Shortcut } from '../keyboard/shortcut.ts';
import { searchFieldId, useShortcuts } from '../keyboard/use-shortcuts.ts';
import { KeepDialog } from '../layouts/keep-dialog.tsx';
import { useOwnLayouts } from '../layouts/use-own-layouts.ts';
import { Palette } from '../palette/palette.tsx';
import { openPalette } from '../palette/palette-store.ts';
import { useCrowd } from '../station/crowd-store.ts';
import { addressAfterAlarm, addressAfterMain } from './followed-address.ts';
import styles from './second-window.module.css';
import { hearWindows, tellWindows } from './window-channel.ts';

const views: Record<WindowView, ComponentType> = {
  map: lazy(() => import('../map/map-screen.tsx').then((module) => ({ default: module.MapScreen }))),
  wall: lazy(() => import('../cameras/cameras-screen.tsx').then((module) => ({ default: module.CamerasScreen }))),
  alarms: lazy(() => import('../alarms/alarms-screen.tsx').then((module) => ({ default: module.AlarmsScreen }))),
};
const screenOfView = { map: 'map', wall: 'cameras', alarms: 'alarms' } as const;

export function SecondWindow() {
  const view = useView();
  const toasts = useToasts((state) => state.messages);
  const t = useText();
  useFollowing(view);
  useOwnLayouts();
  useShortcuts(screenOfView[view], actHere);
  return (
    <div className={styles['window']}>
      <Bar view={view} />
      <Banner />
      <main id="screen" tabIndex={-1} className={styles['screen']}>
        <ScreenGuard key={view}>
          <Suspense>
            <Routes>
              {windowViews.map((name) => {
                const View = views[name];
                return <Route key={name} path={`window/${name}`} element={<View />} />;
              })}
              <Route path="*" element={<InMain back={view} />} />
            </Routes>
          </Suspense>
        </ScreenGuard>
      </main>
      <Palette />
      <KeyHelp />
      <KeepDialog />
      <ShelveDialog />
      <OpenDialog />
      <Toasts messages={toasts} closeLabel={t.common.close} onClose={closeToast} />
    </div>
  );
}

function Bar({ view }: { readonly view: WindowView }) {
  const t = useText();
  const navigate = useNavigate();
  const toggle = () => {
    const done = document.fullscreenElement === null ? document.documentElement.requestFullscreen() : document.exitFullscreen();
    done.catch(() => {});
  };
  return (
    <header className={styles['bar']}>
      <StationName />
      <Choice
        label={t.secondWindow.view}
        hideLabel
        value={view}
        onChange={(next) => navigate(`/window/${next}`)}
        options={windowViews.map((value) => ({ value, label: t.secondWindow.views[value] }))}
      />
      <span className={styles['space']} />
      <LinkState />
      <Clock />
      <Button tone="quiet" label={t.secondWindow.fullScreen} icon={<Maximize size={16} />} onClick={toggle} />
    </header>
  );
}

/** The view of the address; while a link leads elsewhere, the one before. */
function useView(): WindowView {
  const { pathname } = useLocation();
  const last = useRef<WindowView>('map');
  last.current = windowViews.find((name) => pathname === `/window/${name}`) ?? last.current;
  return last.current;
}

function InMain({ back }: { readonly back: WindowView }) {
  const { pathname, search } = useLocation();
  useEffect(() => tellWindows({ kind: 'go', address: pathname + search }), [pathname, search]);
  return <Navigate to={`/window/${back}`} replace />;
}

function useFollowing(view: WindowView): void {
  const navigate = useNavigate();
  useEffect(
    () =>
      hearWindows((told) => {
        if (told.kind === 'alarm') selectAlarm(told.id);
        const alarm = told.kind === 'alarm' ? useAlarms.getState().alarms[told.id] : undefined;
        const address =
          told.kind === 'at'
            ? addressAfterMain(view, told.address)
            : alarm === undefined
              ? null
              : addressAfterAlarm(view, alarm, useCrowd.getState().zones);
        if (address !== null) navigate(address, { replace: true });
      }),
    [navigate, view],
  );
}

/** What acts on alarms and on this window; whatever opens a screen is the main window's. */
function actHere(shortcut: Shortcut): void {
  const { alarms, selectedId } = useAlarms.getState();
  const target = targetAlarm(alarms, selectedId);
  if (shortcut.kind === 'acknowledge' && target !== null && isCalling(target)) acknowledge(target.id);
  if (shortcut.kind === 'shelve' && target !== null) askToShelve(target.id);
  if (shortcut.kind === 'search') document.getElementById(searchFieldId)?.focus();
  if (shortcut.kind === 'help') openKeyHelp();
  if (shortcut.kind === 'palette') openPalette();
}
