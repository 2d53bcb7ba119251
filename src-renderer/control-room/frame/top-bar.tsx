/** Station, time, link, alarms that call, who is signed in, sound, and how the page looks. */
import { FlaskConical, Search, SlidersHorizontal } from 'lucide-react';
import { Link } from 'react-router';
import type { AlarmPriority } from '../../../src-contract/domain/alarm.ts';
import { useStationNow } from '../../client/station-clock.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { localeNames, locales, localeTags } from '../../ui/locale/locales.ts';
import { Menu } from '../../ui/menu.tsx';
import { PriorityMark } from '../../ui/priority-mark.tsx';
import { useCallingCounts } from '../alarms/alarms-store.ts';
import { useFormat, useText } from '../i18n/use-text.ts';
import { openKeyHelp } from '../keyboard/key-help.tsx';
import { keysOf } from '../keyboard/key-table.ts';
import { openPalette } from '../palette/palette-store.ts';
import { LetterKeysSwitch } from '../preferences/letter-keys-switch.tsx';
import { usePreferences } from '../preferences/preferences-store.ts';
import { useSite } from '../station/site-store.ts';
import { LinkState } from './link-state.tsx';
import { OperatorMenu } from './operator-menu.tsx';
import { SoundMenu } from './sound-menu.tsx';
import styles from './top-bar.module.css';

export function TopBar() {
  return (
    <header className={styles['bar']}>
      <StationName />
      <span className={styles['space']} />
      <OpenPalette />
      <CallingCounts />
      <LinkState />
      <Clock />
      <div className={styles['tools']}>
        <SoundMenu />
        <Settings />
        <OperatorMenu />
      </div>
    </header>
  );
}

export function StationName() {
  const t = useText();
  const site = useSite((state) => state.site);
  return (
    <div className={styles['station']}>
      <h1>{site?.station.name}</h1>
      {site?.is_demo === true ? (
        <span className={styles['demo']} title={t.bar.demoHint}>
          <FlaskConical size={13} aria-hidden="true" />
          <span>{t.bar.demo}</span>
        </span>
      ) : null}
    </div>
  );
}

function OpenPalette() {
  const t = useText();
  return (
    <Button
      icon={<Search size={15} />}
      keys={keysOf('palette')[0]}
      title={t.palette.title}
      className={styles['find']}
      onClick={openPalette}
    >
      {t.palette.open}
    </Button>
  );
}

export function Clock() {
  const t = useText();
  const format = useFormat();
  const nowMs = useStationNow();
  return (
    <div className={styles['clock']} title={t.bar.clock}>
      <time>{format.clock(nowMs)}</time>
      <span>{format.day(nowMs)}</span>
    </div>
  );
}

const worstFirst: readonly AlarmPriority[] = ['high', 'medium', 'low'];

function CallingCounts() {
  const t = useText();
  const counts = useCallingCounts();
  return (
    <Link to="/alarms" className={styles['counts']} title={t.bar.unacknowledged}>
      {worstFirst.map((priority) => (
        <span key={priority} className={styles['count']} data-none={counts[priority] === 0}>
          <PriorityMark
            priority={priority}
            letter={t.alarms.letters[priority]}
            label={t.bar.unacknowledgedOf(counts[priority], t.alarms.priorities[priority].toLowerCase())}
            filled={counts[priority] > 0}
          />
          <span aria-hidden="true">{counts[priority]}</span>
        </span>
      ))}
    </Link>
  );
}

function Settings() {
  const t = useText();
  const { theme, locale, set } = usePreferences();
  return (
    <Menu label={t.bar.settings} button={<SlidersHorizontal size={17} aria-hidden="true" />}>
      <Choice
        label={t.settings.theme}
        value={theme}
        onChange={(next) => set({ theme: next })}
        options={(['dark', 'light'] as const).map((value) => ({ value, label: t.settings.themes[value] }))}
      />
      <Choice
        label={t.settings.language}
        value={locale}
        onChange={(next) => set({ locale: next })}
        options={locales.map((value) => ({ value, label: localeNames[value], lang: localeTags[value].slice(0, 2) }))}
      />
      <LetterKeysSwitch />
      <Button keys="?" onClick={openKeyHelp}>
        {t.settings.help}
      </Button>
    </Menu>
  );
}
