/** What the operator asks: from where, to where or out, and whether to keep out of the crowd. It is answered as soon as it is complete. */
import { ArrowUpDown } from 'lucide-react';
import type { WalkNetworkReply } from '../../../src-contract/api/walks.ts';
import { walkModes } from '../../../src-contract/domain/walk.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Switch } from '../../ui/switch.tsx';
import { useText } from '../i18n/use-text.ts';
import { EndField } from './end-field.tsx';
import styles from './walks.module.css';
import { useWalks } from './walks-store.ts';

export function RouteForm({ network }: { readonly network: WalkNetworkReply | null }) {
  const t = useText();
  const { mode, avoidCrowd, from, to, picking } = useWalks();
  return (
    <div className={styles['form']}>
      <Choice
        label={t.walks.modes.label}
        hideLabel
        value={mode}
        options={walkModes.map((value) => ({ value, label: t.walks.modes[value] }))}
        onChange={(value) => useWalks.setState({ mode: value, picking: null, rank: 0 })}
      />
      <EndField name="from" network={network} />
      {mode === 'walk' ? <EndField name="to" network={network} /> : null}
      <div className={styles['row']}>
        <Switch
          label={t.walks.avoid}
          checked={avoidCrowd}
          onChange={(value) => useWalks.setState({ avoidCrowd: value, rank: 0 })}
        />
        {mode === 'walk' ? (
          <Button
            icon={<ArrowUpDown size={15} />}
            onClick={() => useWalks.setState({ from: to, to: from, picking: null, rank: 0 })}
          >
            {t.walks.swap}
          </Button>
        ) : null}
      </div>
      {picking === null ? null : <Notice>{t.walks.picking}</Notice>}
    </div>
  );
}
