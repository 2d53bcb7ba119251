/** The action card of an alarm: the next step first in sight, all steps to tick, what to expect, whom to call. A tick is the station's, not the page's. */
import { Check } from 'lucide-react';
import type { CardReply } from '../../../src-contract/api/alarm-tools.ts';
import type { AlarmReply } from '../../../src-contract/api/alarms.ts';
import { DetailsSection } from '../../ui/details.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useFormat, useText } from '../i18n/use-text.ts';
import { mayAct, useSession } from '../station/session-store.ts';
import styles from './action-card.module.css';
import { tickStep } from './alarm-commands.ts';
import { useCard } from './cards-store.ts';

export function ActionCard({ alarm }: { readonly alarm: AlarmReply }) {
  const t = useText().alarmTools.card;
  const { card, failed } = useCard(alarm.kind);
  return (
    <DetailsSection title={t.title}>
      {card === undefined ? failed ? <p>{t.unavailable}</p> : <Skeleton rows={3} height={24} /> : null}
      {card === undefined ? null : <Card card={card} alarm={alarm} />}
    </DetailsSection>
  );
}

function Card({ card, alarm }: { readonly card: CardReply; readonly alarm: AlarmReply }) {
  const t = useText().alarmTools.card;
  const ticked = new Map(alarm.steps.map((one) => [one.step, one]));
  const next = card.steps.find(({ id }) => !ticked.has(id));
  return (
    <div className={styles['card']}>
      <p className={styles['done']} aria-live="polite">
        {next === undefined ? t.allDone : t.stepsDone(String(ticked.size), String(card.steps.length))}
      </p>
      <ol className={styles['steps']}>
        {card.steps.map((step) => (
          <Step key={step.id} step={step} ticked={ticked.get(step.id)} alarm={alarm} isNext={step === next} />
        ))}
      </ol>
      <dl className={styles['more']}>
        <div>
          <dt>{t.expected}</dt>
          <dd>{card.expected}</dd>
        </div>
        {card.contacts.length === 0 ? null : (
          <div>
            <dt>{t.contacts}</dt>
            <dd>{card.contacts.join(' · ')}</dd>
          </div>
        )}
      </dl>
    </div>
  );
}

interface StepProps {
  readonly step: CardReply['steps'][number];
  readonly ticked: AlarmReply['steps'][number] | undefined;
  readonly alarm: AlarmReply;
  readonly isNext: boolean;
}

function Step({ step, ticked, alarm, isNext }: StepProps) {
  const t = useText().alarmTools.card;
  const format = useFormat();
  const canAct = useSession((state) => mayAct(state.caller));
  return (
    <li aria-current={isNext ? 'step' : undefined}>
      {isNext ? <span className={styles['tag']}>{t.next}</span> : null}
      <label>
        <input
          type="checkbox"
          className="visually-hidden"
          checked={ticked !== undefined}
          disabled={!canAct}
          onChange={(event) => tickStep(alarm.id, step, event.target.checked)}
        />
        <span className={styles['box']} aria-hidden="true">
          {ticked === undefined ? null : <Check size={13} strokeWidth={3} />}
        </span>
        <span className={styles['text']}>{step.text}</span>
      </label>
      {ticked === undefined ? null : (
        <span className={styles['by']}>{t.tickedBy(ticked.by, format.time(Date.parse(ticked.at)))}</span>
      )}
    </li>
  );
}
