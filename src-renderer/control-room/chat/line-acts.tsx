/** Who did what on a line, and on all of them, newest first. */
import { useEffect } from 'react';
import type { ChatActReply } from '../../../src-contract/api/chat.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useFormat, useText } from '../i18n/use-text.ts';
import { loadActs, loadOlderActs, useActs } from './acts-store.ts';
import styles from './line-acts.module.css';
import { useQueue } from './queue-store.ts';

export function LineActs({ line }: { readonly line: string }) {
  const t = useText();
  const revision = useQueue((state) => state.revision);
  const { acts, cursor } = useActs();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new revision means that there may be a new act
  useEffect(() => {
    loadActs();
  }, [revision]);
  if (acts === null) return <Skeleton rows={5} height={40} />;
  const shown = acts.filter((act) => act.line === null || act.line === line);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
    <section className={styles['list']} tabIndex={0} aria-label={t.chat.acts}>
      {shown.length === 0 ? <EmptyState title={t.chat.noActs} /> : null}
      <ol>
        {shown.map((act) => (
          <Act key={act.seq} act={act} />
        ))}
      </ol>
      {cursor === null ? null : (
        <Button tone="quiet" onClick={() => loadOlderActs()}>
          {t.chat.older}
        </Button>
      )}
    </section>
  );
}

function Act({ act: { kind, actor, timestamp, reason, detail } }: { readonly act: ChatActReply }) {
  const t = useText();
  const format = useFormat();
  return (
    <li className={styles['act']}>
      <p>
        <strong>{t.chat.actKinds[kind]}</strong>
        <bdi className={styles['who']}>{actor.name}</bdi>
        <time dateTime={timestamp}>{format.dateTime(Date.parse(timestamp))}</time>
      </p>
      {reason === null ? null : <bdi>{reason}</bdi>}
      {detail === null ? null : <bdi className={styles['detail']}>{detail}</bdi>}
    </li>
  );
}
