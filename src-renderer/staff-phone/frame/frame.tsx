/** The phone's frame: whose station and how the link is on top, the screens below the thumb, and what can't wait over everything. */
import { Bell, Ellipsis, Footprints, LayoutDashboard, type LucideIcon, MessagesSquare, Siren } from 'lucide-react';
import { type ComponentType, useEffect, useState } from 'react';
import { callingAlarms } from '../../client/alarm-order.ts';
import { AlertsScreen } from '../alerts/alerts-screen.tsx';
import { CriticalAlert } from '../alerts/critical-alert.tsx';
import { keepSendingAnswers } from '../alerts/send-answers.ts';
import { ChatScreen } from '../chat/chat-screen.tsx';
import { useFollowedLine } from '../chat/use-line.ts';
import { useText } from '../i18n/use-text.ts';
import { MoreScreen } from '../more/more-screen.tsx';
import { NowScreen } from '../now/now-screen.tsx';
import { PanicScreen } from '../panic/panic-screen.tsx';
import { keepSendingCalls } from '../panic/send-calls.ts';
import { usePreferences } from '../preferences-store.ts';
import { ReportScreen } from '../report/report-screen.tsx';
import { keepSendingReports } from '../report/send-reports.ts';
import { keepAwake, useWake } from '../shift/wake-lock.ts';
import { usePhone } from '../station/phone-store.ts';
import { sayPresence } from '../station/session.ts';
import { loadTasks, useTasks } from '../tasks/tasks-store.ts';
import { WayScreen } from '../way/way-screen.tsx';
import styles from './frame.module.css';
import { LinkBar } from './link-bar.tsx';

type ScreenName = 'now' | 'alerts' | 'panic' | 'way' | 'report' | 'chat' | 'more';
const screens: readonly { readonly name: ScreenName; readonly Icon: LucideIcon | null; readonly Screen: ComponentType }[] = [
  { name: 'now', Icon: LayoutDashboard, Screen: NowScreen },
  { name: 'alerts', Icon: Bell, Screen: AlertsScreen },
  { name: 'panic', Icon: Siren, Screen: PanicScreen },
  { name: 'way', Icon: Footprints, Screen: WayScreen },
  { name: 'chat', Icon: MessagesSquare, Screen: ChatScreen },
  // Reached from the screen of calls for help.
  { name: 'report', Icon: null, Screen: ReportScreen },
  { name: 'more', Icon: Ellipsis, Screen: MoreScreen },
];

export function Frame() {
  const t = useText();
  const [shown, show] = useScreen();
  const site = usePhone((state) => state.site);
  const calling = usePhone((state) => callingAlarms(state.alarms).length);
  const tasks = useTasks((state) => state.tasks.length);
  const badges: Partial<Record<ScreenName, number>> = { alerts: calling, now: tasks };
  useShift();
  useFollowedLine();
  useTaskNews();
  const Screen = screens.find(({ name }) => name === shown)?.Screen ?? NowScreen;
  return (
    <div className={styles['frame']}>
      <header className={styles['top']}>
        <h1>{site?.station.name}</h1>
        <LinkBar />
      </header>
      {/* Another screen begins at its top. */}
      <main key={shown} className={styles['screen']}>
        <Screen />
      </main>
      <nav className={styles['tabs']} aria-label={t.tabs.label}>
        {screens.map(({ name, Icon }) =>
          Icon === null || name === 'report' ? null : (
            <button
              key={name}
              type="button"
              className={styles['tab']}
              data-screen={name}
              aria-current={name === shown ? 'page' : undefined}
              onClick={() => show(name)}
            >
              <Icon size={24} strokeWidth={1.75} aria-hidden="true" />
              <span>{t.tabs[name]}</span>
              {(badges[name] ?? 0) > 0 ? <span className={styles['badge']}>{badges[name]}</span> : null}
            </button>
          ),
        )}
      </nav>
      <CriticalAlert />
    </div>
  );
}

/** The screen stands in the address, so that the phone's back key works. */
function useScreen(): [ScreenName, (name: ScreenName) => void] {
  const read = (): ScreenName => screens.find(({ name }) => location.hash === `#${name}`)?.name ?? 'now';
  const [shown, setShown] = useState<ScreenName>(read);
  useEffect(() => {
    const follow = (): void => setShown(read());
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  });
  const show = (name: ScreenName): void => {
    location.hash = name;
    setShown(name);
  };
  return [shown, show];
}

/** Asks for the tasks at the beginning and whenever something happened to an incident. */
function useTaskNews(): void {
  const seq = usePhone((state) => state.incidentSeq);
  const link = usePhone((state) => state.link.kind);
  const mayHaveTasks = usePhone((state) => state.caller?.role !== 'viewer');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the number is only when to ask again
  useEffect(() => {
    if (link === 'connected' && mayHaveTasks) loadTasks().catch(() => {});
  }, [seq, link, mayHaveTasks]);
}

function useShift(): void {
  const onShift = usePreferences((state) => state.onShift);
  const wake = useWake((state) => state.wake.kind);
  useEffect(() => (onShift ? keepAwake() : undefined), [onShift]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is said is read where it is sent; these tell when
  useEffect(() => sayPresence(), [onShift, wake]);
  useEffect(() => keepSendingCalls(), []);
  useEffect(() => keepSendingAnswers(), []);
  useEffect(() => keepSendingReports(), []);
}
