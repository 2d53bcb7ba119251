/** The list of keys, by where they work, and the switch that turns single letters off. */
import { create } from 'zustand';
import { Dialog } from '../../ui/dialog.tsx';
import type { Catalogue } from '../i18n/en.ts';
import { useText } from '../i18n/use-text.ts';
import { LetterKeysSwitch } from '../preferences/letter-keys-switch.tsx';
import { usePreferences } from '../preferences/preferences-store.ts';
import styles from './key-help.module.css';
import { type KeyScreen, keyLabel, keyTable } from './key-table.ts';

const useKeyHelp = create<{ readonly open: boolean }>(() => ({ open: false }));

export function openKeyHelp(): void {
  useKeyHelp.setState({ open: true });
}

const screens = [...new Set<KeyScreen>(keyTable.map(({ screen }) => screen))];

export function KeyHelp() {
  const t = useText();
  const open = useKeyHelp((state) => state.open);
  const letterKeys = usePreferences((state) => state.letterKeys);
  return (
    <Dialog open={open} title={t.keys.title} closeLabel={t.common.close} onClose={() => useKeyHelp.setState({ open: false })}>
      {screens.map((screen) => (
        <KeysOf key={screen} screen={screen} />
      ))}
      {letterKeys ? null : <p>{t.keys.off}</p>}
      <LetterKeysSwitch />
    </Dialog>
  );
}

function KeysOf({ screen }: { readonly screen: KeyScreen }) {
  const t = useText();
  return (
    <section>
      <h3 className={styles['where']}>{titleOf(screen, t)}</h3>
      <dl className={styles['rows']}>
        {keyTable
          .filter((row) => row.screen === screen)
          .map(({ name, keys }) => (
            <div key={name}>
              <dt>
                {isRow(keys) ? <Key name={`${keys[0]} – ${keys.at(-1)}`} /> : keys.map((key) => <Key key={key} name={key} />)}
              </dt>
              <dd>{t.keys.does[name]}</dd>
            </div>
          ))}
      </dl>
    </section>
  );
}

/** Keys side by side on the board: its ends say it, all of them have no room. */
function isRow(keys: readonly string[]): boolean {
  return keys.length > 2;
}

function Key({ name }: { readonly name: string }) {
  const t = useText();
  return <kbd>{name === 'Space' ? t.replay.space : keyLabel(name)}</kbd>;
}

function titleOf(screen: KeyScreen, t: Catalogue): string {
  if (screen === null) return t.keys.everywhere;
  return screen === 'replay' ? t.replay.title : t.nav[screen];
}
