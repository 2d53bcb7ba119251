/** The phone's frame: whose station and how the link is on top, the screens below the thumb, and what can't wait over everything. */
import { Bell, Ellipsis, LayoutDashboard, Siren } from 'lucide-react';
import { useEffect, useState } from 'react';
import { callingAlarms } from '../../client/alarm-order.ts';
import { AlertsScreen } from '../alerts/alerts-screen.tsx';
import { CriticalAlert } from '../alerts/critical-alert.tsx';
import { useText } from '../i18n/use-text.ts';
import { MoreScreen } from '../more/more-screen.tsx';
import { NowScreen } from '../now/now-screen.tsx';
import { PanicScreen } from '../panic/panic-screen.tsx';
import { keepSending } from '../panic/send-calls.ts';
import { usePreferences } from '../preferences-store.ts';
import { keepAwake, useWake } from '../shift/wake-lock.ts';
import { usePhone } from '../station/phone-store.ts';
import { sayPresence } from '../station/session.ts';
import styles from './frame.module.css';
import { LinkBar } from './link-bar.tsx';

const screens = [
  { name: 'now', Icon: LayoutDashboard, Screen: NowScreen },
  { name: 'alerts', Icon: Bell, Screen: AlertsScreen },
  { name: 'panic', Icon: Siren, Screen: PanicScreen },
  { name: 'more', Icon: Ellipsis, Screen: MoreScreen },
] as const;
type ScreenName = (typeof screens)[number]['name'];

export function Frame() {
  const t = useText();
  const [shown, show] = useScreen();
  const site = usePhone((state) => state.site);
  const calling = usePhone((state) => callingAlarms(state.alarms).length);
  useShift();
  const { Screen } = screens.find(({ name }) => name === shown) ?? screens[0];
  return (
    <div className={styles['frame']}>
      <header className={styles['top']}>
        <h1>{site?.station.name}</h1>
        <LinkBar />
      </header>
      <main className={styles['screen']}>
        <Screen />
      </main>
      <nav className={styles['tabs']} aria-label={t.tabs.label}>
        {screens.map(({ name, Icon }) => (
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
            {name === 'alerts' && calling > 0 ? <span className={styles['badge']}>{calling}</span> : null}
          </button>
        ))}
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

function useShift(): void {
  const onShift = usePreferences((state) => state.onShift);
  const wake = useWake((state) => state.wake.kind);
  useEffect(() => (onShift ? keepAwake() : undefined), [onShift]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is said is read where it is sent; these tell when
  useEffect(() => sayPresence(), [onShift, wake]);
  useEffect(() => keepSending(), []);
}
