/** What the map shows beside the zones, and the way into the past. */
import { History, Layers as LayersIcon } from 'lucide-react';
import { useSearchParams } from 'react-router';
import { stationNow } from '../../client/station-clock.ts';
import { Button } from '../../ui/button.tsx';
import { CheckGroup } from '../../ui/check-group.tsx';
import { Menu } from '../../ui/menu.tsx';
import { useText } from '../i18n/use-text.ts';
import { usePreferences } from '../preferences/preferences-store.ts';
import { mayAct, useSession } from '../station/session-store.ts';
import { useOfferedLayers, useShownLayers } from './layers.ts';
import styles from './layers-menu.module.css';

export function LayersMenu() {
  const t = useText();
  const set = usePreferences((state) => state.set);
  const offered = useOfferedLayers();
  const shown = useShownLayers();
  const [, setParams] = useSearchParams();
  const mayReplay = mayAct(useSession((state) => state.caller));
  return (
    <div className={styles['layers']}>
      <Menu label={t.map.layers} button={<LayersIcon size={16} aria-hidden="true" />}>
        <CheckGroup
          label={t.map.layers}
          options={offered.map((value) => ({ value, label: t.map.layerNames[value] }))}
          chosen={shown}
          onChange={(chosen) => set(Object.fromEntries(offered.map((layer) => [layer, chosen.includes(layer)])))}
        />
      </Menu>
      {mayReplay ? (
        <Button icon={<History size={14} aria-hidden="true" />} onClick={() => setParams({ at: isoMinutesAgo(10) })}>
          {t.replay.open}
        </Button>
      ) : null}
    </div>
  );
}

function isoMinutesAgo(minutes: number): string {
  return new Date(stationNow() - minutes * 60_000).toISOString();
}
