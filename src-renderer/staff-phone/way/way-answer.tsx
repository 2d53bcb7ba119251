/** One way, the best first: how long, what to heed, and its steps in the phone's language, to be read at arm's length. */
import type { WalkRouteFeature } from '../../../src-contract/api/walks.ts';
import { useFormat, useText } from '../i18n/use-text.ts';
import { BigButton } from '../parts/big-button.tsx';
import { usePreferences } from '../preferences-store.ts';
import { isLinked, usePhone } from '../station/phone-store.ts';
import { readGoal } from './way-goal.ts';
import styles from './way-screen.module.css';
import type { WayAnswer } from './way-store.ts';

interface WayAnswerProps {
  readonly answer: WayAnswer;
  /** It answers what is chosen now; else it is only the last that is known. */
  readonly isAsked: boolean;
  /** Which of its ways is looked at. */
  readonly rank: number;
  readonly onRank: (rank: number) => void;
}

export function WayAnswerCard({ answer, isAsked, rank, onRank }: WayAnswerProps) {
  const t = useText();
  const { features } = answer.reply;
  const shown = features.find(({ properties }) => properties.rank === rank) ?? features[0];
  const other = features.find((way) => way !== shown);
  return (
    <section className={styles['answer']} aria-live="polite">
      <Age answer={answer} isAsked={isAsked} />
      {shown === undefined ? <p className={styles['none']}>{t.way.noWay}</p> : <Way way={shown} />}
      {other === undefined ? null : (
        <BigButton onClick={() => onRank(other.properties.rank)}>
          <Another way={other} />
        </BigButton>
      )}
    </section>
  );
}

function Age({ answer, isAsked }: { readonly answer: WayAnswer; readonly isAsked: boolean }) {
  const t = useText();
  const format = useFormat();
  const linked = usePhone(isLinked);
  const zones = usePhone((state) => state.site?.zones) ?? [];
  const { reply, from, goal } = answer;
  const time = format.time(Date.parse(reply.generated_at));
  if (linked) return <p className={styles['note']}>{t.way.asOf(time)}</p>;
  const nameOf = (id: string) => zones.find((zone) => zone.id === id)?.name ?? t.way.here;
  const wanted = readGoal(goal);
  const goalName = wanted.kind === 'out' ? t.way.out : wanted.kind === 'zone' ? nameOf(wanted.id) : t.way.goals[wanted.place];
  return (
    <>
      {isAsked ? null : <p className={styles['warning']}>{t.way.otherOld(nameOf(from), goalName)}</p>}
      <p className={styles['old']}>{t.way.old(time)}</p>
    </>
  );
}

function Way({ way: { properties } }: { readonly way: WalkRouteFeature }) {
  const t = useText();
  const locale = usePreferences((state) => state.locale);
  const words = useWords();
  return (
    <>
      <p className={styles['figures']}>
        <b>{words.minutes(properties.duration_s)}</b> <span>{words.distance(properties.distance_m)}</span>
      </p>
      {properties.exit?.name == null ? null : <p className={styles['exit']}>{properties.exit.name}</p>}
      {properties.warnings.map((warning) => (
        <p key={warning} className={styles['warning']}>
          {t.way.warnings[warning]}
        </p>
      ))}
      <ol className={styles['steps']}>
        {properties.steps.map((step, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps have no name of their own, and their order is what they are
          <li key={i}>{step.text[locale]}</li>
        ))}
      </ol>
    </>
  );
}

function Another({ way: { properties } }: { readonly way: WalkRouteFeature }) {
  const t = useText();
  const words = useWords();
  const minutes = words.minutes(properties.duration_s);
  return properties.rank === 0 ? `${t.way.best}, ${minutes}` : t.way.another(minutes);
}

function useWords() {
  const t = useText();
  const format = useFormat();
  return {
    minutes: (seconds: number) => t.way.minutes(format.number(Math.max(1, Math.ceil(seconds / 60)))),
    distance: (metres: number) =>
      metres < 1000 ? t.way.metres(format.number(metres)) : t.way.kilometres(format.number(metres / 1000, 1)),
  };
}
