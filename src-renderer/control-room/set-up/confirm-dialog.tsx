/** Asks once more before something is taken away, and does it. */
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Form } from '../../ui/form.tsx';
import { showToast } from '../frame/toast-store.ts';
import { useText } from '../i18n/use-text.ts';
import { FaultNotice } from '../station/fault-notice.tsx';
import { useCommand } from '../station/use-command.ts';

export interface Confirmation {
  readonly title: string;
  readonly body: string;
  readonly confirm: string;
  /** Said when it is done. */
  readonly done: string;
  /** What a conflict means here, where the station's own words aren't enough. */
  readonly conflict?: string;
  readonly act: () => Promise<unknown>;
}

interface ConfirmDialogProps {
  readonly asks: Confirmation | null;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

export function ConfirmDialog({ asks, onClose, onDone }: ConfirmDialogProps) {
  const t = useText();
  return (
    <Dialog open={asks !== null} title={asks?.title ?? ''} closeLabel={t.common.close} onClose={onClose}>
      {asks === null ? null : <Confirm asks={asks} onClose={onClose} onDone={onDone} />}
    </Dialog>
  );
}

function Confirm({ asks, onClose, onDone }: ConfirmDialogProps & { readonly asks: Confirmation }) {
  const t = useText();
  const command = useCommand();
  const act = () =>
    command.run(asks.act, () => {
      showToast(asks.done);
      onClose();
      onDone();
    });
  const cancel = (
    <Button tone="quiet" data-first-focus onClick={onClose}>
      {t.common.cancel}
    </Button>
  );
  return (
    <Form submit={asks.confirm} ready={!command.waiting} onSubmit={act} others={cancel}>
      <p>{asks.body}</p>
      <FaultNotice fault={command.fault} instead={asks.conflict === undefined ? {} : { taken: asks.conflict }} />
    </Form>
  );
}
