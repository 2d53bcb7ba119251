/** One message: whose, when, what; of one's own also what became of it and why; of others a way to report it. */
import { Flag } from 'lucide-react';
import { useState } from 'react';
import type { ChatMessageReply } from '../../../src-contract/api/chat.ts';
import { moderationTexts } from '../../../src-contract/texts/moderation-texts.ts';
import { useFormat, useText } from '../i18n/use-text.ts';
import { BigButton } from '../parts/big-button.tsx';
import { usePreferences } from '../preferences-store.ts';
import { usePhone } from '../station/phone-store.ts';
import styles from './chat-message.module.css';
import { chatLine } from './chat-store.ts';

export function ChatMessage({ message }: { readonly message: ChatMessageReply }) {
  const format = useFormat();
  const ownId = usePhone((state) => state.caller?.id);
  const isOwn = message.author.id === `session:${ownId}`;
  return (
    <li className={styles['message']} data-own={isOwn} data-official={message.official} data-state={message.state}>
      <p className={styles['head']}>
        <span className={styles['author']}>{message.author.name}</span>
        <time dateTime={message.timestamp}>{format.time(Date.parse(message.timestamp))}</time>
      </p>
      <p className={styles['text']}>{message.message}</p>
      {message.state === 'published' ? null : <WhyHeld message={message} />}
      {isOwn || message.official ? null : <Report id={message.id} />}
    </li>
  );
}

function WhyHeld({ message: { state, reasons } }: { readonly message: ChatMessageReply }) {
  const locale = usePreferences((preferences) => preferences.locale);
  const timeZone = usePhone((phone) => phone.site?.station.timezone ?? 'Asia/Kolkata');
  const { sender } = moderationTexts(locale, timeZone)({ state, reasons });
  return <p className={styles['why']}>{sender}</p>;
}

function Report({ id }: { readonly id: string }) {
  const t = useText();
  const [step, setStep] = useState<'closed' | 'asking' | 'sent'>('closed');
  if (step === 'sent') return <p className={styles['why']}>{t.chat.reported}</p>;
  if (step === 'closed') {
    return (
      <button type="button" className={styles['flag']} aria-label={t.chat.report} onClick={() => setStep('asking')}>
        <Flag size={18} aria-hidden="true" />
      </button>
    );
  }
  const send = (reason: string): void => {
    chatLine()?.report(id, reason);
    setStep('sent');
  };
  return (
    <div className={styles['reasons']}>
      {t.chat.reasons.map((reason) => (
        <BigButton key={reason} onClick={() => send(reason)}>
          {reason}
        </BigButton>
      ))}
      <BigButton onClick={() => setStep('closed')}>{t.panic.cancel}</BigButton>
    </div>
  );
}
