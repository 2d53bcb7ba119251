/** What staff have reported, with who and why, and the way to take it off the line. */
import { Trash2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ReportedMessageReply } from '../../../src-contract/api/chat.ts';
import { routes } from '../../../src-contract/api/routes.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useFormat, useText } from '../i18n/use-text.ts';
import { rest } from '../station/session.ts';
import { mayAct, useSession } from '../station/session-store.ts';
import styles from './aside-list.module.css';
import { decide } from './chat-commands.ts';
import { MessageHead } from './message-head.tsx';
import { MessageText } from './message-text.tsx';
import { useQueue } from './queue-store.ts';

const most = 100;

export function ReportsList() {
  const t = useText();
  const revision = useQueue((state) => state.revision);
  const [items, setItems] = useState<readonly ReportedMessageReply[] | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new revision means that there may be a new report
  useEffect(() => {
    const stop = new AbortController();
    rest
      .call(routes.chatReports, { query: { limit: most }, signal: stop.signal })
      .then((reply) => setItems(reply.items))
      .catch(() => {});
    return () => stop.abort();
  }, [revision]);
  if (items === null) return <Skeleton rows={3} height={64} />;
  if (items.length === 0) return <EmptyState title={t.chat.noneReported} />;
  return (
    <ul className={styles['list']}>
      {items.map((item) => (
        <Reported key={item.message.id} item={item} />
      ))}
    </ul>
  );
}

function Reported({ item: { message, reports } }: { readonly item: ReportedMessageReply }) {
  const t = useText();
  const format = useFormat();
  const canAct = useSession((state) => mayAct(state.caller));
  return (
    <li>
      <MessageHead message={message} withLine />
      <MessageText text={message.message} />
      {reports.map(({ seq, actor, timestamp, reason }) => (
        <p key={seq} className={styles['why']}>
          <bdi>{actor.name}</bdi> · {format.time(Date.parse(timestamp))} · <bdi>{reason}</bdi>
        </p>
      ))}
      <p className={styles['end']}>
        <span>{t.chat.states[message.state]}</span>
        {message.state === 'published' ? (
          <Button icon={<Trash2 size={14} />} disabled={!canAct} onClick={() => decide(message, 'removed')}>
            {t.chat.remove}
          </Button>
        ) : null}
      </p>
    </li>
  );
}
