/** The way to the screens. */
import { ShieldHalf } from 'lucide-react';
import { NavLink } from 'react-router';
import { HeldCount } from '../chat/held-count.tsx';
import { useText } from '../i18n/use-text.ts';
import { useSession } from '../station/session-store.ts';
import styles from './rail.module.css';
import { screensOf } from './screens.ts';

export function Rail() {
  const t = useText();
  const shown = useSession((state) => screensOf(state.caller));
  return (
    <nav className={styles['rail']} aria-label={t.nav.label}>
      <span className={styles['brand']} title={t.app.name}>
        <ShieldHalf size={24} strokeWidth={1.5} aria-hidden="true" />
      </span>
      {shown.map(({ to, name, Icon }) => (
        <NavLink key={to} to={to} end={to === '/'} className={styles['link'] ?? ''}>
          <Icon size={20} strokeWidth={1.75} aria-hidden="true" />
          <span>{t.nav[name]}</span>
          {name === 'chat' ? <HeldCount /> : null}
        </NavLink>
      ))}
    </nav>
  );
}
