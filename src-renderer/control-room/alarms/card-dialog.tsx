/** Where an administrator writes an action card, or goes back to the one that ships. What was typed stays until the station has it. */
import { useState } from 'react';
import type { CardReply } from '../../../src-contract/api/alarm-tools.ts';
import { routes } from '../../../src-contract/api/routes.ts';
import type { Locale } from '../../../src-contract/texts/language.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Form } from '../../ui/form.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useText } from '../i18n/use-text.ts';
import { FaultNotice } from '../station/fault-notice.tsx';
import { rest } from '../station/session.ts';
import { useCommand } from '../station/use-command.ts';
import { cardOfDraft, draftOfCard } from './card-draft.ts';

interface CardDialogProps {
  /** The card that is changed; null while the dialog is closed. */
  readonly card: CardReply | null;
  readonly locale: Locale;
  readonly onClose: () => void;
  readonly onChanged: () => void;
}

export function CardDialog({ card, locale, onClose, onChanged }: CardDialogProps) {
  const t = useText();
  return (
    <Dialog
      open={card !== null}
      title={t.alarmTools.card.editTitle(card?.title ?? '')}
      closeLabel={t.common.close}
      onClose={onClose}
      wide
    >
      {card === null ? null : <CardForm card={card} locale={locale} onChanged={onChanged} />}
    </Dialog>
  );
}

function CardForm({ card, locale, onChanged }: Pick<CardDialogProps, 'locale' | 'onChanged'> & { readonly card: CardReply }) {
  const t = useText().alarmTools.card;
  const [draft, setDraft] = useState(draftOfCard(card));
  const { run, fault, waiting } = useCommand();
  const params = { kind: card.kind, locale };
  const body = cardOfDraft(draft, card.steps);
  const save = () => body !== null && run(() => rest.call(routes.writeActionCard, { params, body }), onChanged);
  const reset = () => run(() => rest.call(routes.resetActionCard, { params }), onChanged);
  const set = (change: Partial<typeof draft>) => setDraft({ ...draft, ...change });
  const back = (
    <Button tone="quiet" disabled={waiting || card.written === null} onClick={reset}>
      {t.reset}
    </Button>
  );
  return (
    <Form submit={t.save} ready={body !== null && !waiting} onSubmit={save} others={back}>
      <TextField label={t.name} value={draft.title} maxLength={120} firstFocus onChange={(title) => set({ title })} />
      <TextArea label={t.steps} hint={t.stepsHint} rows={7} value={draft.steps} onChange={(steps) => set({ steps })} />
      <TextArea
        label={t.expected}
        hint={t.expectedHint}
        maxLength={500}
        value={draft.expected}
        onChange={(expected) => set({ expected })}
      />
      <TextArea label={t.contacts} hint={t.contactsHint} value={draft.contacts} onChange={(contacts) => set({ contacts })} />
      <FaultNotice fault={fault} />
    </Form>
  );
}
