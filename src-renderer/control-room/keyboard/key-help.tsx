/** The list of keys, and the switch that turns single letters off. */
import { Dialog } from '../../ui/dialog.tsx';
import { useText } from '../i18n/use-text.ts';
import { LetterKeysSwitch } from '../preferences/letter-keys-switch.tsx';
import { usePreferences } from '../preferences/preferences-store.ts';
import styles from './key-help.module.css';

export function KeyHelp({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const t = useText();
  const letterKeys = usePreferences((state) => state.letterKeys);
  const rows: [keys: string[], what: string][] = [
    [['A'], t.keys.acknowledge],
    [['S'], t.keys.shelve],
    [['I'], t.keys.incident],
    [['↑', '↓'], t.keys.move],
    [['A', 'X', 'M'], t.keys.moderate],
    [['J', 'K'], t.keys.moveHeld],
    [['1', '2', '3', '4'], t.keys.layouts],
    [['/'], t.keys.search],
    [['?'], t.keys.help],
    [['Esc'], t.keys.escape],
  ];
  return (
    <Dialog open={open} title={t.keys.title} closeLabel={t.common.close} onClose={onClose}>
      <dl className={styles['rows']}>
        {rows.map(([keys, what]) => (
          <div key={what}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      {letterKeys ? null : <p>{t.keys.off}</p>}
      <LetterKeysSwitch />
    </Dialog>
  );
}
