/** Asks before other thresholds count: what changes, and what the trial of just these found, or that they weren't tried. */
import type { ThresholdsBody, WhatIfReply } from '../../../src-contract/api/replay.ts';
import { siteConfigRoutes } from '../../../src-contract/api/site-config.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Table } from '../../ui/table.tsx';
import { useFormat, useText } from '../i18n/use-text.ts';
import { FaultNotice } from '../station/fault-notice.tsx';
import { rest } from '../station/session.ts';
import { useSite } from '../station/site-store.ts';
import { useCommand } from '../station/use-command.ts';
import { type ThresholdChange, thresholdChanges } from './threshold-changes.ts';
import { thresholdText } from './threshold-draft.ts';
import { thresholdEdits } from './threshold-edits.ts';
import type { Trial } from './use-trial.ts';

interface ForceDialogProps {
  readonly inForce: ThresholdsBody;
  /** Null while it is closed. */
  readonly wanted: ThresholdsBody | null;
  readonly trial: Trial['asked'];
  readonly onForced: () => void;
  readonly onClose: () => void;
}

export function ForceDialog({ wanted, ...others }: ForceDialogProps) {
  const t = useText();
  return (
    <Dialog open={wanted !== null} title={t.thresholds.forceTitle} closeLabel={t.common.close} onClose={others.onClose} wide>
      {wanted === null ? null : <ForceForm wanted={wanted} {...others} />}
    </Dialog>
  );
}

interface ForceFormProps extends ForceDialogProps {
  readonly wanted: ThresholdsBody;
}

function ForceForm({ inForce, wanted, trial, onForced, onClose }: ForceFormProps) {
  const t = useText();
  const { waiting, fault, run } = useCommand();
  const cancel = (
    <Button tone="quiet" data-first-focus onClick={onClose}>
      {t.common.cancel}
    </Button>
  );
  return (
    <Form
      submit={t.thresholds.putInForce}
      ready={!waiting}
      onSubmit={() => run(() => putInForce(inForce, wanted), onForced)}
      others={cancel}
    >
      <p>{t.thresholds.forceExplain}</p>
      <Changes changes={thresholdChanges(inForce, wanted)} />
      <Tried result={resultOf(trial, wanted)} />
      <FaultNotice fault={fault} />
    </Form>
  );
}

/** Refused with 409 when somebody changed the site between the two calls. */
async function putInForce(inForce: ThresholdsBody, wanted: ThresholdsBody): Promise<void> {
  const { revision } = await rest.call(siteConfigRoutes.siteConfig);
  await rest.call(siteConfigRoutes.changeSite, { body: { revision, edits: thresholdEdits(inForce, wanted) } });
}

/** Of a trial of these thresholds and no others. */
function resultOf(trial: Trial['asked'], wanted: ThresholdsBody): WhatIfReply | null {
  if (trial.kind !== 'ready' || trial.value.state !== 'done') return null;
  return thresholdChanges(trial.value.thresholds, wanted).length === 0 ? trial.value.result : null;
}

function Changes({ changes }: { readonly changes: readonly ThresholdChange[] }) {
  const t = useText();
  const zones = useSite((state) => state.site?.zones ?? []);
  const words = t.thresholds;
  const nameOf = (change: ThresholdChange): string => {
    switch (change.row) {
      case 'zone':
        return `${zones.find(({ id }) => id === change.zoneId)?.name ?? change.zoneId}, ${t.units.perM2}`;
      case 'waiting':
      case 'moving':
      case 'occupancy':
        return words.kinds[change.row];
      case 'onDelayS':
      case 'offDelayS':
      case 'deadband':
        return words.times[change.row];
    }
  };
  return (
    <Table caption={words.forceChanges} head={[words.change, words.inForce, words.wanted]}>
      {changes.map((change) => (
        <tr key={change.row === 'zone' ? `zone ${change.zoneId}` : change.row}>
          <th scope="row">{nameOf(change)}</th>
          <td>{valueText(change.was, change.row) ?? words.byKind}</td>
          <td>{valueText(change.willBe, change.row) ?? words.byKind}</td>
        </tr>
      ))}
    </Table>
  );
}

/** Shares are told in percent, as they are typed. */
function valueText(value: ThresholdChange['was'], row: ThresholdChange['row']): string | null {
  if (value === null) return null;
  const times = row === 'occupancy' || row === 'deadband' ? 100 : 1;
  return [value]
    .flat()
    .map((one) => thresholdText(one * times))
    .join(' · ');
}

function Tried({ result }: { readonly result: WhatIfReply | null }) {
  const t = useText();
  const format = useFormat();
  const words = t.thresholds;
  if (result === null) return <Notice tone="warning">{words.notTried}</Notice>;
  const count = (wanted: string) => result.changes.filter(({ change }) => change === wanted).length;
  const [from, to] = [format.dateTime(Date.parse(result.from)), format.dateTime(Date.parse(result.to))];
  return (
    <Notice>
      {words.tried(from, to, result.was.alarms, result.would_be.alarms)}{' '}
      {result.changes_left_out > 0 ? null : words.triedChanges(count('added'), count('gone'), count('moved'))}
    </Notice>
  );
}
