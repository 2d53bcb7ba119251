/** What this phone's owner answered to an alarm and who is on the way, and the three answers as buttons for a gloved thumb. */
import { Check, Clock3, Footprints } from 'lucide-react';
import type { AlarmReply } from '../../../src-contract/api/alarms.ts';
import { type AnswerKind, answerKinds } from '../../../src-contract/domain/alarm-answer.ts';
import { stationNow } from '../../client/station-clock.ts';
import { useAlarmText, useFormat, useText } from '../i18n/use-text.ts';
import { BigButton } from '../parts/big-button.tsx';
import { usePhone } from '../station/phone-store.ts';
import styles from './alarm-answers.module.css';
import { addAnswer, answerQueue, myAnswer } from './answer-queue.ts';

/** More names than this are a line that nobody reads; the count says it all. */
const mostNames = 4;

/** As the station calls this phone's owner in an answer; null before it is known. */
export function useMe(): string | null {
  return usePhone(({ caller }) => (caller === null ? null : `${caller.kind}:${caller.id}`));
}

export function useMayAnswer(): boolean {
  return usePhone(({ caller }) => caller !== null && caller.role !== 'viewer');
}

export function WhoAnswered({ alarm }: { readonly alarm: AlarmReply }) {
  const t = useText();
  const format = useFormat();
  const me = useMe();
  const mine = myAnswer(alarm, answerQueue.use().items, me);
  const coming = alarm.answers.filter(({ by, answer }) => answer === 'on_my_way' && by !== me).toReversed();
  const names = coming.slice(0, mostNames).map(({ name }) => name);
  const Icon = mine?.isWaiting === true ? Clock3 : Check;
  return (
    <>
      {coming.length === 0 ? null : (
        <p className={styles['line']}>
          <Footprints size={20} aria-hidden="true" />
          <span>{t.alerts.coming(names.join(', '), String(coming.length))}</span>
        </p>
      )}
      {mine === null ? null : (
        <p className={styles['line']} role="status">
          <Icon size={20} aria-hidden="true" />
          <span>
            {t.alerts.mine(t.alerts.answers[mine.answer], format.time(mine.atMs))}
            {mine.isWaiting ? ` · ${t.queue.states.queued}` : ''}
          </span>
        </p>
      )}
    </>
  );
}

interface AnswerButtonsProps {
  readonly alarm: AlarmReply;
  /** How the three stand. */
  readonly className: string | undefined;
  /** After any of the three, also one that says nothing new: what waits for it goes on. */
  readonly onAnswer?: () => void;
}

export function AnswerButtons({ alarm, className, onAnswer }: AnswerButtonsProps) {
  const t = useText();
  const worded = useAlarmText();
  const me = useMe();
  const mine = myAnswer(alarm, answerQueue.use().items, me)?.answer ?? null;
  // Whoever said more has seen it.
  const isNews = (answer: AnswerKind): boolean => (answer === 'seen' ? mine === null : answer !== mine);
  const say = (answer: AnswerKind): void => {
    if (isNews(answer)) addAnswer({ alarm, title: worded(alarm).title, answer, me, nowMs: stationNow() });
    onAnswer?.();
  };
  return (
    <fieldset className={className} aria-label={t.alerts.yourAnswer}>
      {answerKinds.map((answer) => (
        <BigButton
          key={answer}
          data-answer={answer}
          aria-pressed={answer === mine}
          tone={answer === mine ? 'primary' : 'normal'}
          disabled={answer === 'seen' && !isNews(answer) && onAnswer === undefined}
          onClick={() => say(answer)}
        >
          {t.alerts.answers[answer]}
        </BigButton>
      ))}
    </fieldset>
  );
}
