/** Writes a comment to an alarm. What was typed stays until the station has it; what was written stands in what happened. */
import { MessageSquarePlus } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { AlarmReply } from '../../../src-contract/api/alarms.ts';
import { Button } from '../../ui/button.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { useText } from '../i18n/use-text.ts';
import { mayAct, useSession } from '../station/session-store.ts';
import { commentOn } from './alarm-commands.ts';
import styles from './comment-form.module.css';

const longest = 1000;

export function CommentForm({ alarm }: { readonly alarm: AlarmReply }) {
  const t = useText().alarmTools.comment;
  const canAct = useSession((state) => mayAct(state.caller));
  const [text, setText] = useState('');
  const [waiting, setWaiting] = useState(false);
  if (!canAct) return null;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === '' || waiting) return;
    setWaiting(true);
    if (await commentOn(alarm.id, text.trim())) setText('');
    setWaiting(false);
  };
  return (
    <form className={styles['form']} onSubmit={submit}>
      <TextArea label={t.label} value={text} onChange={setText} rows={2} maxLength={longest} />
      <Button type="submit" icon={<MessageSquarePlus size={15} />} disabled={text.trim() === '' || waiting}>
        {t.send}
      </Button>
    </form>
  );
}
