/** Asks why, for how long and where an author is muted. */
import { useState } from 'react';
import { Choice } from '../../ui/choice.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ReasonForm } from '../../ui/reason-form.tsx';
import { durationChoices } from '../i18n/duration-choices.ts';
import { useFormat, useText } from '../i18n/use-text.ts';
import { mute, reasonLength } from './chat-commands.ts';
import { type ChatDialog, closeDialog, useChatDialog } from './chat-dialogs.ts';

const minutesOffered = ['15', '60', '240', '1440'] as const;
type MuteAsked = Extract<ChatDialog, { kind: 'mute' }>;

export function MuteDialog() {
  const t = useText();
  const dialog = useChatDialog((state) => state.dialog);
  const asked = dialog.kind === 'mute' ? dialog : null;
  const title = asked === null ? '' : t.chat.muteTitle(isolated(asked.author.name));
  return (
    <Dialog open={asked !== null} title={title} closeLabel={t.common.close} onClose={closeDialog}>
      {asked === null ? null : <MuteForm key={asked.author.id} asked={asked} />}
    </Dialog>
  );
}

function MuteForm({ asked: { author, line } }: { readonly asked: MuteAsked }) {
  const { chat: t, common } = useText();
  const format = useFormat();
  const [where, setWhere] = useState<'line' | 'all'>('line');
  return (
    <ReasonForm
      words={{
        explain: t.muteExplain,
        reason: t.muteReason,
        hint: t.muteReasonHint,
        suggestions: t.muteSuggestions,
        duration: t.muteFor,
        cancel: common.cancel,
        confirm: t.muteConfirm,
      }}
      durations={durationChoices(format, minutesOffered)}
      usual="60"
      reasonLength={reasonLength}
      onAnswer={(reason, minutes) =>
        mute({ line: where === 'all' ? null : line, author: author.id, minutes: Number(minutes), reason })
      }
      onClose={closeDialog}
    >
      <Choice
        label={t.muteWhere}
        value={where}
        onChange={setWhere}
        options={[
          { value: 'line', label: t.muteLine(line) },
          { value: 'all', label: t.muteAll },
        ]}
      />
    </ReasonForm>
  );
}

/** A name within a sentence, kept to its own direction (U+2068 … U+2069). */
function isolated(name: string): string {
  return `\u2068${name}\u2069`;
}
