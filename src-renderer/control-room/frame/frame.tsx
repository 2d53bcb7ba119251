/** What stands around every screen: rail, top bar, alarm banner, and what lies over all of it. The keys of the page end here. */
import type { ReactNode } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { isCalling, targetAlarm } from '../../client/alarm-order.ts';
import { Toasts } from '../../ui/toast.tsx';
import { FirstAdmin } from '../account/first-admin.tsx';
import { acknowledge } from '../alarms/alarm-commands.ts';
import { askToShelve, useAlarms } from '../alarms/alarms-store.ts';
import { ShelveDialog } from '../alarms/shelve-dialog.tsx';
import { catalogues, useText } from '../i18n/use-text.ts';
import { askToOpen, incidentOfAlarm, useIncidents } from '../incidents/incidents-store.ts';
import { OpenDialog } from '../incidents/open-dialog.tsx';
import { usePanicFocus } from '../incidents/panic-focus.ts';
import { KeyHelp, openKeyHelp } from '../keyboard/key-help.tsx';
import type { Shortcut } from '../keyboard/shortcut.ts';
import { searchFieldId, useShortcuts } from '../keyboard/use-shortcuts.ts';
import { layoutOfKey, showLayout } from '../layouts/arrangement.ts';
import { KeepDialog } from '../layouts/keep-dialog.tsx';
import { useOwnLayouts } from '../layouts/use-own-layouts.ts';
import { Palette } from '../palette/palette.tsx';
import { openPalette } from '../palette/palette-store.ts';
import { usePreferences } from '../preferences/preferences-store.ts';
import { useMainWindow } from '../second-window/main-window.ts';
import { mayAct, useSession } from '../station/session-store.ts';
import { Banner } from './banner.tsx';
import styles from './frame.module.css';
import { Rail } from './rail.tsx';
import { ScreenGuard } from './screen-guard.tsx';
import { closeToast, useToasts } from './toast-store.ts';
import { TopBar } from './top-bar.tsx';
import { useAlarmSound } from './use-alarm-sound.ts';

export function Frame({ children }: { readonly children: ReactNode }) {
  const t = useText();
  const { pathname } = useLocation();
  const toasts = useToasts((state) => state.messages);
  useAlarmSound();
  useMainWindow();
  useOwnLayouts();
  usePanicFocus(pathname === '/alarms' || pathname === '/incidents');
  useShortcuts(pathname.split('/')[1] ?? '', useKeys());
  return (
    <div className={styles['frame']}>
      <button type="button" className={styles['skip']} onClick={focusScreen}>
        {t.nav.skip}
      </button>
      <Rail />
      <TopBar />
      <Banner />
      <FirstAdmin />
      <main id="screen" tabIndex={-1} className={styles['screen']}>
        <ScreenGuard key={pathname}>{children}</ScreenGuard>
      </main>
      <Palette />
      <KeepDialog />
      <KeyHelp />
      <ShelveDialog />
      <OpenDialog />
      <Toasts messages={toasts} closeLabel={t.common.close} onClose={closeToast} />
    </div>
  );
}

/** A button, not a link: the part of the address behind # holds the screen (HashRouter). */
function focusScreen(): void {
  document.getElementById('screen')?.focus();
}

function useKeys(): (shortcut: Shortcut) => void {
  const navigate = useNavigate();
  const { pathname } = useLocation();
  return (shortcut) => {
    const { alarms, selectedId } = useAlarms.getState();
    const target = targetAlarm(alarms, selectedId);
    switch (shortcut.kind) {
      case 'acknowledge':
        if (target !== null && isCalling(target)) acknowledge(target.id);
        return;
      case 'shelve':
        if (target !== null) askToShelve(target.id);
        return;
      case 'incident':
        openIncidentOf(pathname, navigate);
        return;
      case 'search':
        document.getElementById(searchFieldId)?.focus();
        return;
      case 'help':
        openKeyHelp();
        return;
      case 'palette':
        openPalette();
        return;
      case 'layout': {
        const layout = layoutOfKey(shortcut.place, catalogues[usePreferences.getState().locale]);
        if (layout === null) return;
        showLayout(layout);
        if (pathname !== '/cameras') navigate('/cameras');
        return;
      }
      default:
        return;
    }
  };
}

/** Of the alarm that is looked at: the one that it has, else a new one from it; a blank one where no alarm is. */
function openIncidentOf(pathname: string, navigate: (to: string) => void): void {
  if (!mayAct(useSession.getState().caller)) return;
  const { alarms, selectedId } = useAlarms.getState();
  const selected = selectedId === null ? null : (alarms[selectedId] ?? null);
  const alarm = pathname === '/incidents' ? null : pathname === '/alarms' ? targetAlarm(alarms, selectedId) : selected;
  const known = alarm === null ? null : incidentOfAlarm(alarm, useIncidents.getState().incidents);
  if (known === null) askToOpen({ alarmId: alarm?.id ?? null });
  else navigate(`/incidents?incident=${encodeURIComponent(known)}`);
}
