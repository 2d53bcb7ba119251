/** What the replay's map shows beside the zones, and what of it the record has at all; kept in this browser. */
import { Layers } from 'lucide-react';
import { CheckGroup } from '../../ui/check-group.tsx';
import { Menu } from '../../ui/menu.tsx';
import { useText } from '../i18n/use-text.ts';
import { usePreferences } from '../preferences/preferences-store.ts';
import styles from './replay-plan.module.css';

export function PastLayers() {
  const t = useText();
  const isShown = usePreferences((state) => state.replayPeople);
  const set = usePreferences((state) => state.set);
  return (
    <Menu label={t.map.layers} button={<Layers size={16} aria-hidden="true" />}>
      <CheckGroup
        label={t.map.layers}
        options={[{ value: 'people', label: t.map.layerNames.mapPeople }]}
        chosen={isShown ? ['people'] : []}
        onChange={(chosen) => set({ replayPeople: chosen.length > 0 })}
      />
      <p className={styles['note']}>{t.replay.layersNote}</p>
    </Menu>
  );
}
