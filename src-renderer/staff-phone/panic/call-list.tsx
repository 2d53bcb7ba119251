/** The calls from this phone, newest first: waiting, delivered, seen and by whom. */
import { useFormat, useText } from '../i18n/use-text.ts';
import { QueuedItem, QueuedList } from '../queue/queued-item.tsx';
import { callQueue } from './panic-queue.ts';

export function CallList() {
  const t = useText();
  const format = useFormat();
  const calls = callQueue.use((state) => state.items);
  return (
    <QueuedList>
      {calls.map(({ clientId, delivery, atMs, severity, description }) => (
        <QueuedItem
          key={clientId}
          delivery={delivery}
          note={[format.time(atMs), t.severities[severity], description].filter((part) => part !== '').join(' · ')}
        />
      ))}
    </QueuedList>
  );
}
