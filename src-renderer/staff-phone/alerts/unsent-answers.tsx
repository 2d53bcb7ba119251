/** Answers that will not arrive any more, or whose alarm is over while they wait: each says why, and stays until its writer drops it. */
import { isOpen } from '../../client/alarm-order.ts';
import { useFormat, useText } from '../i18n/use-text.ts';
import { BigButton } from '../parts/big-button.tsx';
import { Card } from '../parts/card.tsx';
import type { Delivery } from '../queue/kept-queue.ts';
import { QueuedItem, QueuedList } from '../queue/queued-item.tsx';
import { usePhone } from '../station/phone-store.ts';
import { answerQueue, type WaitingAnswer } from './answer-queue.ts';

export function UnsentAnswers() {
  const t = useText();
  const alarms = usePhone((state) => state.alarms);
  const isOver = ({ alarmId }: WaitingAnswer): boolean => {
    const alarm = alarms[alarmId];
    return alarm === undefined || !isOpen(alarm);
  };
  const items = answerQueue.use().items.filter((item) => item.delivery.kind === 'refused' || isOver(item));
  if (items.length === 0) return null;
  return (
    <Card title={t.alerts.unsent}>
      <QueuedList>
        {items.map((item) => (
          <Item key={item.clientId} item={item} isOver={isOver(item)} />
        ))}
      </QueuedList>
    </Card>
  );
}

function Item({ item, isOver }: { readonly item: WaitingAnswer; readonly isOver: boolean }) {
  const t = useText();
  const format = useFormat();
  const { clientId, delivery, atMs, answer, title } = item;
  const isRefused = delivery.kind === 'refused';
  // In its reader's language, which the station's own words are not.
  const shown: Delivery = isRefused && isOver ? { kind: 'refused', why: t.alerts.over } : delivery;
  return (
    <QueuedItem delivery={shown} note={[format.time(atMs), t.alerts.answers[answer], title].join(' · ')}>
      {isRefused ? <BigButton onClick={() => answerQueue.drop(clientId)}>{t.report.drop}</BigButton> : null}
    </QueuedItem>
  );
}
