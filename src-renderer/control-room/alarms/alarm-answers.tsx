/** What staff answered to an alarm from their phones: a count for a line of a list, and who said what and when for the details. */
import { Footprints } from 'lucide-react';
import type { AlarmReply } from '../../../src-contract/api/alarms.ts';
import { answerSummary } from '../../client/alarm-answers.ts';
import { DetailsSection } from '../../ui/details.tsx';
import { capital, useFormat, useText, useWords } from '../i18n/use-text.ts';
import styles from './alarm-answers.module.css';

export function AnswerCount({ alarm }: { readonly alarm: AlarmReply }) {
  const t = useText();
  const summary = answerSummary(alarm);
  if (summary === null) return null;
  return (
    <span className={styles['count']}>
      {summary.answer === 'on_my_way' ? <Footprints size={12} aria-hidden="true" /> : null}
      {t.alarms.answerCounts[summary.answer](summary.count)}
    </span>
  );
}

export function AlarmAnswers({ alarm }: { readonly alarm: AlarmReply }) {
  const t = useText();
  const words = useWords();
  const format = useFormat();
  if (alarm.answers.length === 0) return null;
  return (
    <DetailsSection title={t.alarms.answers}>
      <ol className={styles['answers']}>
        {alarm.answers.toReversed().map(({ by, name, answer, at }) => (
          <li key={by} data-answer={answer}>
            <time>{format.clock(Date.parse(at))}</time>
            <span className={styles['answer']}>{capital(words.answers[answer])}</span>
            <span>{name}</span>
          </li>
        ))}
      </ol>
      {alarm.answers_left_out === 0 ? null : <p className={styles['more']}>{t.alarms.answersLeftOut(alarm.answers_left_out)}</p>}
    </DetailsSection>
  );
}
