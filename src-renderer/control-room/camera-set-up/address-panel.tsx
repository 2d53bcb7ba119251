/** A camera's name and address: typed or found on the network, tried with a picture, then saved. A password is written, never shown. */
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { PasswordField, TextField } from '../../ui/text-field.tsx';
import { useText } from '../i18n/use-text.ts';
import { type Confirmation, ConfirmDialog } from '../set-up/confirm-dialog.tsx';
import { FaultNotice } from '../station/fault-notice.tsx';
import { useCommand } from '../station/use-command.ts';
import { withUser } from './camera-address.ts';
import styles from './camera-set-up.module.css';
import { Discovery } from './discovery.tsx';
import { idFor } from './draft.ts';
import { saveEdits, useSiteConfig } from './site-config.ts';
import { TestPicture } from './test-picture.tsx';

interface AddressPanelProps {
  /** Empty for a new camera. */
  readonly cameraId: string;
  readonly onSaved: (cameraId: string) => void;
}

export function AddressPanel({ cameraId, onSaved }: AddressPanelProps) {
  const t = useText();
  const cameras = useSiteConfig((state) => state.config?.site.cameras) ?? [];
  const saved = cameras.find(({ id }) => id === cameraId);
  const [name, setName] = useState(String(saved?.['name'] ?? ''));
  const [address, setAddress] = useState(String(saved?.['source'] ?? ''));
  const [user, setUser] = useState('');
  const [password, setPassword] = useState('');
  const [asks, setAsks] = useState<Confirmation | null>(null);
  const command = useCommand();
  const source = withUser({ address, user, password });
  const save = () => {
    const ids = cameras.map(({ id }) => id);
    const id = saved === undefined ? idFor(name, ids, 'camera') : cameraId;
    const change = { name: name.trim(), source };
    return command.run(
      () => saveEdits([{ part: 'camera', id, change }]),
      () => {
        setPassword('');
        onSaved(id);
      },
    );
  };
  const remove = (): Confirmation => ({
    ...{ title: t.cameraSetUp.remove, body: t.cameraSetUp.removeBody, confirm: t.cameraSetUp.removeShape },
    ...{ done: t.cameraSetUp.saved, conflict: t.cameraSetUp.conflict },
    act: () => saveEdits([{ part: 'camera', id: cameraId, change: null }]),
  });
  return (
    <div className={styles['placing']}>
      <div className={styles['main']}>
        <Panel className={styles['panel']} title={t.cameraSetUp.steps.address}>
          <div className={styles['fields']}>
            <TextField label={t.cameraSetUp.name} value={name} onChange={setName} maxLength={80} />
            <TextField
              label={t.cameraSetUp.address}
              hint={t.cameraSetUp.addressHint}
              value={address}
              onChange={setAddress}
              maxLength={2000}
            />
            <div className={styles['row']}>
              <TextField label={t.cameraSetUp.user} value={user} onChange={setUser} autoComplete="off" maxLength={100} />
              <PasswordField
                label={t.cameraSetUp.password}
                hint={saved === undefined ? '' : t.cameraSetUp.keptHint}
                value={password}
                onChange={setPassword}
                autoComplete="new-password"
                showLabel={t.cameraSetUp.showPassword}
                hideLabel={t.cameraSetUp.hidePassword}
                maxLength={200}
              />
            </div>
            <TestPicture address={source} cameraId={saved === undefined ? null : cameraId} />
            <FaultNotice fault={command.fault} instead={{ taken: t.cameraSetUp.conflict }} />
            <div className={styles['row']}>
              <Button tone="primary" disabled={name.trim() === '' || address.trim() === '' || command.waiting} onClick={save}>
                {saved === undefined ? t.cameraSetUp.add : t.cameraSetUp.saveAddress}
              </Button>
              {saved === undefined ? null : <Button onClick={() => setAsks(remove())}>{t.cameraSetUp.remove}</Button>}
            </div>
          </div>
        </Panel>
      </div>
      <div className={styles['side']}>
        <Discovery user={user} password={password} onTake={setAddress} />
      </div>
      <ConfirmDialog asks={asks} onClose={() => setAsks(null)} onDone={() => onSaved('')} />
    </div>
  );
}
