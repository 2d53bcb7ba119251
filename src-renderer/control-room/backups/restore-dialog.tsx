/** What was checked: whose it is, of when, what would be set aside; and the last question, answered by typing the station's name. */
import { useState } from 'react';
import type { BackupJobReply } from '../../../src-contract/api/backups.ts';
import { routes } from '../../../src-contract/api/routes.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Fact, Facts } from '../../ui/facts.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useFormat, useText } from '../i18n/use-text.ts';
import { FaultNotice } from '../station/fault-notice.tsx';
import { rest } from '../station/session.ts';
import { useCommand } from '../station/use-command.ts';
import { countsText } from './ask-backups.ts';

interface RestoreDialogProps {
  readonly job: BackupJobReply;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

type Checked = Extract<BackupJobReply, { state: 'checked' }>;

export function RestoreDialog({ job, onClose, onDone }: RestoreDialogProps) {
  const t = useText();
  const checked = job.state === 'checked' ? job : null;
  return (
    <Dialog open={checked !== null} title={t.backups.restoreTitle} closeLabel={t.common.close} onClose={onClose} wide>
      {checked === null ? null : <RestoreForm checked={checked} onDone={onDone} />}
    </Dialog>
  );
}

function RestoreForm({ checked, onDone }: { readonly checked: Checked; readonly onDone: () => void }) {
  const t = useText();
  const command = useCommand();
  const [name, setName] = useState('');
  const { station } = checked;
  const restore = () => command.run(() => rest.call(routes.restoreBackup, { body: { station: name } }), onDone);
  return (
    <Form submit={t.backups.restore} ready={!command.waiting && name.trim() === station.name} onSubmit={restore}>
      <CheckedFacts checked={checked} />
      <Notice tone="warning">{t.backups.whatHappens}</Notice>
      <TextField
        {...{ label: t.backups.typeName(station.name), value: name, onChange: setName, maxLength: 200 }}
        autoComplete="off"
        firstFocus
      />
      <FaultNotice fault={command.fault} />
    </Form>
  );
}

function CheckedFacts({ checked }: { readonly checked: Checked }) {
  const t = useText();
  const format = useFormat();
  const { station, made_at: madeAt, holds, lost, with_site: withSite, with_keys: withKeys } = checked;
  const lostSum = lost.alarm_events + lost.incidents + lost.chat_messages;
  const { of, from, holds: holdsLabel, rights, withBoth, withSite: siteText, withNeither } = t.backups;
  return (
    <Facts>
      <Fact term={of}>{`${station.name} (${station.id})`}</Fact>
      <Fact term={from}>{format.dateTime(Date.parse(madeAt))}</Fact>
      <Fact term={holdsLabel}>{countsText(holds, format, t)}</Fact>
      <Fact term={rights}>{withKeys ? withBoth : withSite ? siteText : withNeither}</Fact>
      <Fact term={t.backups.lost} strong={lostSum > 0}>
        {lostSum === 0 ? t.backups.lostNothing : t.backups.lostText(countsText(lost, format, t))}
      </Fact>
    </Facts>
  );
}
