/**
 * A picture of a camera to keep: its newest one with faces hidden, looked at before it is saved, because a face may have been missed. An
 * administrator who says what for gets it untouched instead.
 */
import { Camera } from 'lucide-react';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { routes } from '../../../src-contract/api/routes.ts';
import { stationNow } from '../../client/station-clock.ts';
import { Button } from '../../ui/button.tsx';
import { saveFile } from '../../ui/chart/chart-export.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Switch } from '../../ui/switch.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { useText } from '../i18n/use-text.ts';
import { FaultNotice } from '../station/fault-notice.tsx';
import { rest } from '../station/session.ts';
import { isAdmin, mayAct, useSession } from '../station/session-store.ts';
import { useAsked } from '../station/use-asked.ts';
import { useCommand } from '../station/use-command.ts';
import styles from './snapshot-button.module.css';

interface SnapshotProps {
  readonly cameraId: string;
  readonly name: string;
}

export function SnapshotButton(props: SnapshotProps) {
  const t = useText();
  const canAct = useSession((state) => mayAct(state.caller));
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  if (!canAct) return null;
  return (
    <>
      <Button tone="quiet" label={t.cameras.snapshot} icon={<Camera size={15} />} onClick={() => setOpen(true)} />
      <Dialog open={open} title={t.cameras.snapshotOf(props.name)} closeLabel={t.common.close} onClose={close} wide>
        {open ? <Snapshot {...props} onClose={close} /> : null}
      </Dialog>
    </>
  );
}

const leastLetters = 3;

function Snapshot({ cameraId, name, onClose }: SnapshotProps & { readonly onClose: () => void }) {
  const t = useText();
  const mayShowFaces = useSession((state) => isAdmin(state.caller));
  const ask = useCallback(
    (signal: AbortSignal) => rest.call(routes.cameraSnapshot, { params: { id: cameraId }, signal }),
    [cameraId],
  );
  const { asked, again } = useAsked(ask);
  const [isUntouched, setUntouched] = useState(false);
  const [purpose, setPurpose] = useState('');
  const { waiting, fault, run } = useCommand();
  const hidden = asked.kind === 'ready' ? asked.value : null;
  const take = async () => {
    if (!isUntouched) return hidden;
    return rest.call(routes.untouchedSnapshot, { params: { id: cameraId }, body: { purpose: purpose.trim() } });
  };
  const save = (picture: Blob | null) => {
    if (picture !== null) saveFile(picture, fileName(cameraId));
    onClose();
  };
  const isReady = isUntouched ? purpose.trim().length >= leastLetters : hidden !== null;
  return (
    <Form
      submit={t.cameras.snapshotSave}
      ready={!waiting && isReady}
      onSubmit={() => run(take, save)}
      others={
        <Button tone="quiet" data-first-focus onClick={again}>
          {t.cameras.snapshotAgain}
        </Button>
      }
    >
      {isUntouched ? null : <Hidden picture={hidden} isLoading={asked.kind === 'loading'} name={name} />}
      {asked.kind === 'loading' || isUntouched ? null : <FaultNotice fault={asked.fault} />}
      {mayShowFaces ? <Switch label={t.evidence.untouched} checked={isUntouched} onChange={setUntouched} /> : null}
      {isUntouched ? <Purpose purpose={purpose} onChange={setPurpose} /> : null}
      <FaultNotice fault={fault} />
    </Form>
  );
}

function Purpose({ purpose, onChange }: { readonly purpose: string; readonly onChange: (purpose: string) => void }) {
  const t = useText();
  return (
    <>
      <TextArea
        label={t.evidence.purpose}
        hint={t.cameras.snapshotPurposeHint}
        value={purpose}
        onChange={onChange}
        rows={2}
        required
        maxLength={500}
      />
      <Notice tone="warning">{t.evidence.untouchedExplain}</Notice>
    </>
  );
}

interface HiddenProps {
  readonly picture: Blob | null;
  readonly isLoading: boolean;
  readonly name: string;
}

function Hidden({ picture, isLoading, name }: HiddenProps) {
  const t = useText();
  const address = useMemo(() => (picture === null ? null : URL.createObjectURL(picture)), [picture]);
  useEffect(() => () => void (address !== null && URL.revokeObjectURL(address)), [address]);
  if (address === null) return isLoading ? <Skeleton height={300} /> : null;
  return (
    <>
      <img className={styles['picture']} src={address} alt={t.cameras.snapshotOf(name)} />
      <Notice>{t.cameras.snapshotHidden}</Notice>
    </>
  );
}

function fileName(cameraId: string): string {
  return `${cameraId}-${new Date(stationNow()).toISOString().slice(0, 19).replaceAll(':', '')}.jpg`;
}
