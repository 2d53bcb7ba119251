/** Asks why and for how long a stretch is closed, and closes it. */
import { useState } from 'react';
import { type WalkNetworkReply, walkRoutes } from '../../../src-contract/api/walks.ts';
import { stationNow } from '../../client/station-clock.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { ReasonForm } from '../../ui/reason-form.tsx';
import { durationChoices } from '../i18n/duration-choices.ts';
import { useFormat, useText } from '../i18n/use-text.ts';
import { FaultNotice } from '../station/fault-notice.tsx';
import { rest } from '../station/session.ts';
import { mayAct, useSession } from '../station/session-store.ts';
import { useWalkWords } from './use-walk-words.ts';
import styles from './walks.module.css';

type Stretch = WalkNetworkReply['stretches'][number];

const minutesOffered = ['15', '60', '240', '1440'] as const;
const always = 'always';
const reasonLength = { least: 3, most: 200 };

interface BlockDialogProps {
  readonly stretch: Stretch | null;
  readonly network: WalkNetworkReply;
  readonly onClose: () => void;
  readonly onClosed: () => void;
}

export function BlockDialog({ stretch, network, onClose, onClosed }: BlockDialogProps) {
  const t = useText();
  const words = useWalkWords(network);
  return (
    <Dialog open={stretch !== null} title={t.walks.block.title} closeLabel={t.common.close} onClose={onClose}>
      {stretch === null ? null : (
        <>
          <p className={styles['subject']}>{words.stretch(stretch)}</p>
          <BlockForm stretchId={stretch.id} onClose={onClose} onClosed={onClosed} />
        </>
      )}
    </Dialog>
  );
}

interface BlockFormProps {
  readonly stretchId: string;
  readonly onClose: () => void;
  readonly onClosed: () => void;
}

function BlockForm({ stretchId, onClose, onClosed }: BlockFormProps) {
  const t = useText();
  const format = useFormat();
  const canAct = useSession((state) => mayAct(state.caller));
  const [fault, setFault] = useState<unknown>(null);
  const close = async (reason: string, duration: string): Promise<boolean> => {
    const until = duration === always ? {} : { until: new Date(stationNow() + Number(duration) * 60_000).toISOString() };
    try {
      await rest.call(walkRoutes.blockStretch, { body: { stretch_id: stretchId, reason, ...until } });
      onClosed();
      return true;
    } catch (error) {
      setFault(error);
      return false;
    }
  };
  return (
    <ReasonForm
      words={{ ...t.walks.block, cancel: t.common.cancel }}
      durations={[{ value: always, label: t.walks.block.always }, ...durationChoices(format, minutesOffered)]}
      usual={always}
      reasonLength={reasonLength}
      allowed={canAct}
      onAnswer={close}
      onClose={onClose}
    >
      <FaultNotice fault={fault} />
    </ReasonForm>
  );
}
