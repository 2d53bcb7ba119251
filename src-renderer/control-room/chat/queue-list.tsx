/** The held messages of every line, the oldest first, walked by arrows or J and K. */
import { Inbox } from 'lucide-react';
import { type KeyboardEvent, useEffect } from 'react';
import type { QueuedMessageReply } from '../../../src-contract/api/chat.ts';
import { useStationNow } from '../../client/station-clock.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { placeAfter } from '../alarms/place-after.ts';
import { useFormat, useLineName, useText } from '../i18n/use-text.ts';
import { queueFeed } from '../station/session.ts';
import { queueListId } from './chat-keys.ts';
import styles from './queue-list.module.css';
import { selectHeld, useQueue } from './queue-store.ts';

export function QueueList() {
  const t = useText();
  const { items, loaded, fault, more, selectedId } = useQueue();
  useEffect(() => {
    if (selectedId !== null) document.getElementById(optionId(selectedId))?.scrollIntoView({ block: 'nearest' });
  }, [selectedId]);
  const onKeyDown = (event: KeyboardEvent): void => {
    const place = items.findIndex(({ message }) => message.id === selectedId);
    const next = placeAfter(event.key, place, items.length);
    if (next === null) return;
    event.preventDefault();
    selectHeld(items[next]?.message.id ?? null);
  };
  return (
    <>
      {fault === null ? null : <Fault message={fault} />}
      {loaded || fault !== null ? null : <Skeleton rows={3} height={56} />}
      <div
        id={queueListId}
        role="listbox"
        tabIndex={0}
        aria-label={t.chat.queue}
        aria-activedescendant={selectedId === null ? undefined : optionId(selectedId)}
        className={styles['list']}
        onKeyDown={onKeyDown}
      >
        {items.map((item) => (
          <Row key={item.message.id} item={item} selected={item.message.id === selectedId} />
        ))}
      </div>
      {more ? <p className={styles['note']}>{t.chat.moreHeld}</p> : null}
      {loaded && fault === null && items.length === 0 ? (
        <EmptyState icon={<Inbox size={28} strokeWidth={1.25} />} title={t.chat.noneHeld}>
          {t.chat.noneHeldHint}
        </EmptyState>
      ) : null}
    </>
  );
}

function optionId(messageId: string): string {
  return `held-${messageId}`;
}

function Row({ item: { message }, selected }: { readonly item: QueuedMessageReply; readonly selected: boolean }) {
  const nameOf = useLineName();
  const format = useFormat();
  const nowMs = useStationNow();
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list takes the keys
    <div
      id={optionId(message.id)}
      role="option"
      tabIndex={-1}
      aria-selected={selected}
      className={styles['row']}
      onClick={() => selectHeld(message.id)}
    >
      <p className={styles['head']}>
        <span className={styles['line']}>{nameOf(message.line)}</span>
        <bdi className={styles['author']}>{message.author.name}</bdi>
        <span className={styles['age']}>{format.age(nowMs - Date.parse(message.timestamp))}</span>
      </p>
      <bdi className={styles['text']}>{message.message}</bdi>
    </div>
  );
}

function Fault({ message }: { readonly message: string }) {
  const t = useText();
  return (
    <div className={styles['fault']} role="alert">
      <span>{t.chat.queueFailed(message)}</span>
      <Button onClick={() => queueFeed.refresh()}>{t.chat.again}</Button>
    </div>
  );
}
