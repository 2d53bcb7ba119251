/** The palette: one field over everything that can be shown or done, by keyboard alone. What there is comes from `palette-sources.ts`. */
import { Command } from 'cmdk';
import { Search } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { flushSync } from 'react-dom';
import { useNavigate } from 'react-router';
import { Dialog } from '../../ui/dialog.tsx';
import { useText } from '../i18n/use-text.ts';
import { usePreferences } from '../preferences/preferences-store.ts';
import { followSensors } from '../station/session.ts';
import { findItems } from './find-items.ts';
import styles from './palette.module.css';
import type { PaletteItem, PalettePage } from './palette-item.ts';
import { closePalette, noteUsed, usePalette } from './palette-store.ts';
import { useFindable } from './use-findable.ts';

export function Palette() {
  const t = useText();
  const open = usePalette((state) => state.open);
  return (
    <Dialog open={open} title={t.palette.title} closeLabel={t.common.close} onClose={closePalette} wide>
      <Finder />
    </Dialog>
  );
}

function Finder() {
  const t = useText();
  const page = usePage();
  const [typed, setTyped] = useState('');
  const recent = usePreferences((state) => state.recentItems);
  const findable = useFindable(typed);
  const groups = useMemo(() => findItems(findable, typed, recent), [findable, typed, recent]);
  const count = groups.reduce((sum, { items }) => sum + items.length, 0);
  useEffect(followSensors, []);
  return (
    <Command label={t.palette.title} shouldFilter={false} loop vimBindings={false} className={styles['palette']}>
      <div className={styles['field']}>
        <Search size={16} aria-hidden="true" />
        <Command.Input data-first-focus value={typed} onValueChange={setTyped} placeholder={t.palette.placeholder} />
      </div>
      <Command.List label={t.palette.results} className={styles['list']}>
        {groups.map(({ group, items }) => (
          <Command.Group key={group} heading={group === 'recent' ? t.palette.recent : t.palette.groups[group]}>
            {items.map((item) => (
              <Row key={item.id} item={item} onChoose={() => choose(item, page)} />
            ))}
          </Command.Group>
        ))}
      </Command.List>
      <p role="status" className={count === 0 ? styles['none'] : 'visually-hidden'}>
        {count === 0 ? t.palette.none : t.palette.found(count)}
      </p>
    </Command>
  );
}

function Row({ item, onChoose }: { readonly item: PaletteItem; readonly onChoose: () => void }) {
  return (
    <Command.Item value={item.id} onSelect={onChoose} className={styles['row'] ?? ''}>
      <span className={styles['label']}>{item.label}</span>
      {item.note === undefined ? null : <span className={styles['note']}>{item.note}</span>}
      {item.keys?.map((key) => (
        <kbd key={key}>{key}</kbd>
      ))}
    </Command.Item>
  );
}

/** The palette is closed first: what is chosen may open a dialog of its own, and takes the focus then. */
function choose(item: PaletteItem, page: PalettePage): void {
  noteUsed(item.id);
  flushSync(closePalette);
  item.run(page);
}

function usePage(): PalettePage {
  const navigate = useNavigate();
  return {
    go(address) {
      navigate(address);
      document.getElementById('screen')?.focus();
    },
  };
}
