/** Who may not write now, until when, why and by whom; and the way to end it. */
import { useEffect, useState } from 'react';
import type { MuteReply } from '../../../src-contract/api/chat.ts';
import { routes } from '../../../src-contract/api/routes.ts';
import { useStationNow } from '../../client/station-clock.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useFormat, useText } from '../i18n/use-text.ts';
import { rest } from '../station/session.ts';
import { mayAct, useSession } from '../station/session-store.ts';
import styles from './aside-list.module.css';
import { liftMute } from './chat-commands.ts';
import { useQueue } from './queue-store.ts';

export function MutesList() {
  const t = useText();
  const format = useFormat();
  const nowMs = useStationNow();
  const revision = useQueue((state) => state.revision);
  const canAct = useSession((state) => mayAct(state.caller));
  const [mutes, setMutes] = useState<readonly MuteReply[] | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new revision means that there may be a new mute
  useEffect(() => {
    const stop = new AbortController();
    rest
      .call(routes.mutes, { signal: stop.signal })
      .then((reply) => setMutes(reply.mutes))
      .catch(() => {});
    return () => stop.abort();
  }, [revision]);
  const lasting = mutes?.filter(({ until }) => Date.parse(until) > nowMs) ?? null;
  if (lasting === null) return <Skeleton rows={3} height={64} />;
  if (lasting.length === 0) return <EmptyState title={t.chat.noneMuted} />;
  return (
    <ul className={styles['list']}>
      {lasting.map(({ id, author, line, until, reason, by }) => (
        <li key={id}>
          <bdi className={styles['name']}>{author.name}</bdi>
          <span>
            {t.chat.mutedUntil(format.dateTime(Date.parse(until)), line === null ? t.chat.muteAll : t.chat.muteLine(line))}
          </span>
          <p className={styles['why']}>
            <bdi>{by}</bdi> · <bdi>{reason}</bdi>
          </p>
          <p className={styles['end']}>
            <Button disabled={!canAct} onClick={() => liftMute(id)}>
              {t.chat.lift}
            </Button>
          </p>
        </li>
      ))}
    </ul>
  );
}
