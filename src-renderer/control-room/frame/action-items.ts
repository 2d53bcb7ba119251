/** What can be done on every screen, for the palette: how the page looks and speaks, its sound, its keys. */
import { type Locale, localeNames, locales } from '../../ui/locale/locales.ts';
import type { Catalogue } from '../i18n/en.ts';
import { openKeyHelp } from '../keyboard/key-help.tsx';
import { keysOf } from '../keyboard/key-table.ts';
import type { PaletteItem } from '../palette/palette-item.ts';
import { type Preferences, usePreferences } from '../preferences/preferences-store.ts';
import { desktopItems } from './desktop.ts';
import { endSilence, silence, useSound, type VolumeName, volumes } from './sound-store.ts';

const themes = ['dark', 'light'] as const;
const volumeNames = Object.keys(volumes) as VolumeName[];

export function actionItems(t: Catalogue): readonly PaletteItem[] {
  const { letterKeys } = usePreferences.getState();
  return [
    ...themes.map((theme) => setting(`theme:${theme}`, t.palette.theme(t.settings.themes[theme]), { theme })),
    ...locales.map((locale: Locale) => setting(`locale:${locale}`, t.palette.speak(localeNames[locale]), { locale })),
    ...soundItems(t),
    setting('letter-keys', letterKeys ? t.palette.lettersOff : t.palette.lettersOn, { letterKeys: !letterKeys }),
    { id: 'action:keys', label: t.settings.help, keys: keysOf('help'), run: openKeyHelp },
    ...desktopItems(t),
  ];
}

function soundItems(t: Catalogue): readonly PaletteItem[] {
  const isSilent = useSound.getState().silentUntilMs !== null;
  return [
    { id: 'action:silence', label: isSilent ? t.sound.bringBack : t.sound.silence, run: isSilent ? endSilence : silence },
    ...volumeNames.map((volume) => ({
      id: `action:volume:${volume}`,
      label: t.palette.loudness(t.sound.volumes[volume]),
      run: () => useSound.setState({ volume }),
    })),
  ];
}

function setting(id: string, label: string, change: Partial<Preferences>): PaletteItem {
  return { id: `action:${id}`, label, run: () => usePreferences.getState().set(change) };
}
