/** Other times to keep things: first what they would remove, then the question whether to put them in force. */
import { useState } from 'react';
import type { RetentionReply } from '../../../src-contract/api/care.ts';
import { routes } from '../../../src-contract/api/routes.ts';
import { type RetentionSetting, retentionSettings } from '../../../src-contract/domain/retention.ts';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { showToast } from '../frame/toast-store.ts';
import { useFormat, useText } from '../i18n/use-text.ts';
import { FaultNotice } from '../station/fault-notice.tsx';
import { rest } from '../station/session.ts';
import { useCommand } from '../station/use-command.ts';
import styles from './care.module.css';
import { daysFrom, retentionBounds } from './retention-days.ts';

type Older = Readonly<Record<RetentionSetting, number>>;

export function RetentionForm({ reply, onDone }: { readonly reply: RetentionReply; readonly onDone: () => void }) {
  const t = useText();
  const format = useFormat();
  const command = useCommand();
  const [typed, setTyped] = useState(() => Object.fromEntries(reply.kept.map(({ setting, days }) => [setting, String(days)])));
  const [older, setOlder] = useState<Older | null>(null);
  const days = daysFrom(typed);
  const { kinds, field, wrong, preview, keep, done } = t.care.retention;
  const type = (setting: RetentionSetting, text: string) => {
    setTyped({ ...typed, [setting]: text });
    // What was shown was of other times.
    setOlder(null);
  };
  const submit = () => {
    if (days === null) return;
    if (older === null) {
      command.run(
        () => rest.call(routes.previewRetention, { body: { days } }),
        (answer) => setOlder(answer.older),
      );
      return;
    }
    const edits = [{ part: 'settings' as const, change: { retention: days } }];
    command.run(
      () => rest.call(routes.changeSite, { body: { revision: reply.revision, edits } }),
      () => {
        showToast(done);
        onDone();
      },
    );
  };
  return (
    <Form submit={older === null ? preview : keep} ready={!command.waiting && days !== null} onSubmit={submit}>
      <div className={styles['form']}>
        {retentionSettings.map((setting, place) => {
          const [least, most] = retentionBounds[setting];
          const text = typed[setting] ?? '';
          return (
            <TextField
              key={setting}
              label={field(kinds[setting], format.number(least, least < 1 ? 1 : 0), format.number(most))}
              value={text}
              onChange={(next) => type(setting, next)}
              fault={daysFrom({ ...typed, [setting]: text }, setting) === null ? wrong : null}
              firstFocus={place === 0}
              maxLength={8}
            />
          );
        })}
      </div>
      {older === null ? null : <Removes older={older} />}
      <FaultNotice fault={command.fault} />
    </Form>
  );
}

function Removes({ older }: { readonly older: Older }) {
  const t = useText();
  const { removesNothing, removesTitle, removes, kinds } = t.care.retention;
  const gone = retentionSettings.filter((setting) => older[setting] > 0);
  if (gone.length === 0) return <Notice>{removesNothing}</Notice>;
  return (
    <Notice tone="warning">
      <p>{removesTitle}</p>
      <ul>
        {gone.map((setting) => (
          <li key={setting}>{removes(older[setting], kinds[setting])}</li>
        ))}
      </ul>
    </Notice>
  );
}
