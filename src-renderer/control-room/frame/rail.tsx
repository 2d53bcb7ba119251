/** The screens. */
import { BellRing, ClipboardList, LayoutDashboard, Map as MapIcon, ShieldHalf, Users, Video } from 'lucide-react';
import { NavLink } from 'react-router';
import { useText } from '../i18n/use-text.ts';
import { mayAct, useSession } from '../station/session-store.ts';
import styles from './rail.module.css';

const screens = [
  { to: '/', name: 'overview', Icon: LayoutDashboard },
  { to: '/map', name: 'map', Icon: MapIcon },
  { to: '/cameras', name: 'cameras', Icon: Video },
  { to: '/alarms', name: 'alarms', Icon: BellRing },
  { to: '/incidents', name: 'incidents', Icon: ClipboardList },
] as const;
/** For those who may let others in. */
const setUp = { to: '/setup', name: 'setUp', Icon: Users } as const;

export function Rail() {
  const t = useText();
  const shown = useSession((state) => mayAct(state.caller)) ? [...screens, setUp] : screens;
  return (
    <nav className={styles['rail']} aria-label={t.nav.label}>
      <span className={styles['brand']} title={t.app.name}>
        <ShieldHalf size={24} strokeWidth={1.5} aria-hidden="true" />
      </span>
      {shown.map(({ to, name, Icon }) => (
        <NavLink key={to} to={to} end={to === '/'} className={styles['link'] ?? ''}>
          <Icon size={20} strokeWidth={1.75} aria-hidden="true" />
          <span>{t.nav[name]}</span>
        </NavLink>
      ))}
    </nav>
  );
}
