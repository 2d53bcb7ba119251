/** Turns the single-letter keys on and off. */
import { Switch } from '../../ui/switch.tsx';
import { useText } from '../i18n/use-text.ts';
import { usePreferences } from './preferences-store.ts';

export function LetterKeysSwitch() {
  const t = useText();
  const letterKeys = usePreferences((state) => state.letterKeys);
  const set = usePreferences((state) => state.set);
  return (
    <Switch
      label={t.settings.letters}
      hint={t.settings.lettersHint}
      checked={letterKeys}
      onChange={(on) => set({ letterKeys: on })}
    />
  );
}
