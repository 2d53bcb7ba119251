/** One held message in full, with all that helps to decide, and the decision. */
import { Check, MicOff, MousePointerClick, Trash2 } from 'lucide-react';
import type { QueuedMessageReply } from '../../../src-contract/api/chat.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useText } from '../i18n/use-text.ts';
import { mayAct, useSession } from '../station/session-store.ts';
import { isReason, reasonLength } from './chat-commands.ts';
import { openDialog } from './chat-dialogs.ts';
import { decideSelected } from './chat-keys.ts';
import styles from './held-details.module.css';
import { MessageHead } from './message-head.tsx';
import { MessageText } from './message-text.tsx';
import { PlaceThenAndNow } from './place-then-and-now.tsx';
import { useQueue, useSelectedHeld } from './queue-store.ts';
import { WhyHeld } from './why-held.tsx';

export function HeldDetails() {
  const t = useText();
  const item = useSelectedHeld();
  if (item === null) {
    return <EmptyState icon={<MousePointerClick size={28} strokeWidth={1.25} />} title={t.chat.selectOne} />;
  }
  const { message, authors_last: authorsLast } = item;
  return (
    <article className={styles['details']} data-message={message.id}>
      <Decision item={item} />
      <section className={styles['message']}>
        <MessageHead message={message} withLine />
        <p className={styles['text']}>
          <MessageText text={message.message} reasons={message.reasons} />
        </p>
        <p className={styles['why']}>
          <WhyHeld message={message} />
        </p>
        {message.reports > 0 ? <p className={styles['why']}>{t.chat.reportedTimes(message.reports)}</p> : null}
      </section>
      {message.reasons.some(({ rule }) => rule === 'rumour') ? (
        <section>
          <h3>{t.chat.sensors}</h3>
          <PlaceThenAndNow view={message.place} />
        </section>
      ) : null}
      <section>
        <h3>{t.chat.authorsLast}</h3>
        {authorsLast.length === 0 ? <p className={styles['quiet']}>{t.chat.noneBefore}</p> : null}
        <ul className={styles['before']}>
          {authorsLast.map((before) => (
            <li key={before.id}>
              <span className={styles['state']} data-state={before.state}>
                {t.chat.states[before.state]}
              </span>
              <MessageText text={before.message} reasons={before.reasons} />
            </li>
          ))}
        </ul>
      </section>
    </article>
  );
}

function Decision({ item: { message } }: { readonly item: QueuedMessageReply }) {
  const t = useText();
  const canAct = useSession((state) => mayAct(state.caller));
  const reason = useQueue((state) => state.reason);
  const ready = canAct && isReason(reason);
  return (
    <div className={styles['decision']}>
      <div className={styles['commands']}>
        <Button
          tone="primary"
          keys="A"
          icon={<Check size={15} />}
          disabled={!ready}
          onClick={() => decideSelected('approved', message.id)}
        >
          {t.chat.approve}
        </Button>
        <Button keys="X" icon={<Trash2 size={15} />} disabled={!ready} onClick={() => decideSelected('removed', message.id)}>
          {t.chat.remove}
        </Button>
        <Button
          keys="M"
          icon={<MicOff size={15} />}
          disabled={!canAct}
          onClick={() => openDialog({ kind: 'mute', author: message.author, line: message.line })}
        >
          {t.chat.mute}
        </Button>
      </div>
      <input
        aria-label={t.chat.reason}
        placeholder={t.chat.reason}
        title={t.chat.reasonHint}
        aria-invalid={!isReason(reason)}
        maxLength={reasonLength.most}
        value={reason}
        disabled={!canAct}
        onChange={({ target }) => useQueue.setState({ reason: target.value })}
      />
      {isReason(reason) ? null : <p className={styles['quiet']}>{t.chat.reasonHint}</p>}
    </div>
  );
}
