/** The operator counts by hand, the station's figure stands beside it, and the difference is kept. In mode: density it corrects the model. */
import { useState } from 'react';
import type { LiveOverlay } from '../../client/live-picture.ts';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { showToast } from '../frame/toast-store.ts';
import { useFormat, useText } from '../i18n/use-text.ts';
import { useCameras } from '../station/cameras-store.ts';
import { useCrowd } from '../station/crowd-store.ts';
import { FaultNotice } from '../station/fault-notice.tsx';
import { useCommand } from '../station/use-command.ts';
import styles from './camera-set-up.module.css';
import { draftFor, useSetUp } from './set-up-store.ts';
import { saveEdits, useSiteConfig } from './site-config.ts';

interface SpotCheckProps {
  readonly cameraId: string;
  readonly tracks: LiveOverlay['tracks'];
}

interface SpotCheck {
  readonly counted: number;
  readonly estimated: number;
}

export function SpotCheckPanel({ cameraId, tracks }: SpotCheckProps) {
  const t = useText();
  const format = useFormat();
  const [hand, setHand] = useState('');
  const checks = useSpotChecks(cameraId);
  const model = useModelCount(cameraId, tracks);
  const command = useCommand();
  const counted = Number(hand);
  const isCount = Number.isInteger(counted) && counted > 0;
  const keep = () =>
    command.run(
      () => {
        const spot_checks = [...checks, { counted, estimated: Math.round((model ?? 0) * 100) / 100 }].slice(-200);
        return saveEdits([{ part: 'camera', id: cameraId, change: { spot_checks } }]);
      },
      () => {
        setHand('');
        showToast(t.cameraSetUp.saved);
      },
    );
  const share = ({ counted: truth, estimated }: SpotCheck) => Math.abs(estimated - truth) / truth;
  const typical = checks.reduce((sum, check) => sum + share(check), 0) / Math.max(1, checks.length);
  return (
    <Panel className={styles['panel']} title={t.cameraSetUp.steps.check}>
      <div className={styles['fields']}>
        <p className={styles['hint']}>{t.cameraSetUp.checkHint}</p>
        <p>
          {t.cameraSetUp.byModel}: <strong>{model === null ? t.cameraSetUp.noCount : format.number(model, 0)}</strong>
        </p>
        <TextField label={t.cameraSetUp.byHand} value={hand} onChange={setHand} maxLength={6} />
        {isCount && model !== null ? <p role="status">{format.percent(share({ counted, estimated: model }))}</p> : null}
        <Button disabled={!isCount || model === null || model === 0 || command.waiting} onClick={keep}>
          {t.cameraSetUp.addCheck}
        </Button>
        <FaultNotice fault={command.fault} instead={{ taken: t.cameraSetUp.conflict }} />
        <h3>{t.cameraSetUp.checks}</h3>
        {checks.length === 0 ? <p>{t.cameraSetUp.noChecks}</p> : <p>{t.cameraSetUp.typicalError(format.percent(typical))}</p>}
        <ul className={styles['list']}>
          {checks.slice(-10).map((check, no) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a check has no name but its place
            <li key={no}>
              {t.cameraSetUp.checkRow(
                format.number(check.counted),
                format.number(check.estimated, 1),
                format.percent(share(check)),
              )}
            </li>
          ))}
        </ul>
      </div>
    </Panel>
  );
}

function useSpotChecks(cameraId: string): readonly SpotCheck[] {
  const kept = useSiteConfig((state) => state.config?.site.cameras.find(({ id }) => id === cameraId)?.['spot_checks']);
  return Array.isArray(kept) ? kept : [];
}

/** Without the gain of earlier checks; a dense crowd is counted in the zones, others by their boxes. Null while nothing is known. */
function useModelCount(cameraId: string, tracks: LiveOverlay['tracks']): number | null {
  const mode = useCameras((state) => state.cameras[cameraId]?.mode);
  const gain = useCameras((state) => state.cameras[cameraId]?.gain ?? 1);
  const zones = useSetUp((state) => draftFor(state, cameraId).saved.zones);
  const inZones = useCrowd((state) => {
    const counts = zones.map(({ zone }) => state.zones[zone]?.count ?? null);
    return counts.length === 0 || counts.includes(null) ? null : counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
  });
  if (mode !== 'density') return tracks.length;
  return inZones === null ? null : inZones / gain;
}
