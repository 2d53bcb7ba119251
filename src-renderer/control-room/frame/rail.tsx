/** The screens. */
import {
  BellRing,
  ChartColumn,
  ChartSpline,
  ClipboardList,
  LayoutDashboard,
  type LucideIcon,
  Map as MapIcon,
  MessagesSquare,
  ShieldHalf,
  TrainFront,
  Users,
  Video,
} from 'lucide-react';
import type { ComponentType } from 'react';
import { NavLink } from 'react-router';
import { HeldCount } from '../chat/held-count.tsx';
import type { Catalogue } from '../i18n/en.ts';
import { useText } from '../i18n/use-text.ts';
import { mayAct, useSession } from '../station/session-store.ts';
import styles from './rail.module.css';

interface Screen {
  readonly to: string;
  readonly name: Exclude<keyof Catalogue['nav'], 'label' | 'skip'>;
  readonly Icon: LucideIcon;
  /** How much waits there. */
  readonly Mark?: ComponentType;
}

const screens: readonly Screen[] = [
  { to: '/', name: 'overview', Icon: LayoutDashboard },
  { to: '/map', name: 'map', Icon: MapIcon },
  { to: '/cameras', name: 'cameras', Icon: Video },
  { to: '/alarms', name: 'alarms', Icon: BellRing },
  { to: '/incidents', name: 'incidents', Icon: ClipboardList },
  { to: '/chat', name: 'chat', Icon: MessagesSquare, Mark: HeldCount },
  { to: '/trains', name: 'trains', Icon: TrainFront },
  { to: '/forecast', name: 'forecast', Icon: ChartSpline },
  { to: '/analytics', name: 'analytics', Icon: ChartColumn },
];
/** For those who may let others in. */
const setUp: Screen = { to: '/setup', name: 'setUp', Icon: Users };

export function Rail() {
  const t = useText();
  const shown = useSession((state) => mayAct(state.caller)) ? [...screens, setUp] : screens;
  return (
    <nav className={styles['rail']} aria-label={t.nav.label}>
      <span className={styles['brand']} title={t.app.name}>
        <ShieldHalf size={24} strokeWidth={1.5} aria-hidden="true" />
      </span>
      {shown.map(({ to, name, Icon, Mark }) => (
        <NavLink key={to} to={to} end={to === '/'} className={styles['link'] ?? ''}>
          <Icon size={20} strokeWidth={1.75} aria-hidden="true" />
          <span>{t.nav[name]}</span>
          {Mark === undefined ? null : <Mark />}
        </NavLink>
      ))}
    </nav>
  );
}
