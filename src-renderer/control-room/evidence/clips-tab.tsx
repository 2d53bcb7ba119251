/** Clips, newest first, by camera, by why they were kept, or those under lock; and the selected one beside them. */
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { ClipReply } from '../../../src-contract/api/evidence.ts';
import { type CauseKind, causeKinds } from '../../../src-contract/domain/evidence.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ListAndDetails } from '../../ui/list-and-details.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Switch } from '../../ui/switch.tsx';
import { useText } from '../i18n/use-text.ts';
import { useCameras } from '../station/cameras-store.ts';
import { FaultNotice } from '../station/fault-notice.tsx';
import { useAsked } from '../station/use-asked.ts';
import { useCommand } from '../station/use-command.ts';
import { ClipDetails } from './clip-details.tsx';
import { ClipList } from './clip-list.tsx';
import styles from './evidence.module.css';
import { askClip, askClips, type ClipFilter } from './evidence-calls.ts';

interface ClipsTabProps {
  readonly selectedId: string | null;
  readonly onSelect: (id: string) => void;
}

const everyMs = 5_000;
const everything: ClipFilter = { camera: '', kind: '', locked: false };

export function ClipsTab({ selectedId, onSelect }: ClipsTabProps) {
  const t = useText();
  const [filter, setFilter] = useState(everything);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const { asked, clips, again, more } = useClips(filter);
  const listed = clips.find(({ id }) => id === selectedId) ?? (selectedId === null ? clips[0] : undefined);
  const other = useOtherClip(asked.kind === 'ready' && listed === undefined ? selectedId : null);
  const shown = listed ?? other.clip;
  const choose = (id: string) => setChosen((old) => (old.includes(id) ? old.filter((one) => one !== id) : [...old, id]));
  return (
    <ListAndDetails
      wide="details"
      tools={<Filters filter={filter} onFilter={setFilter} />}
      list={
        <Panel title={t.evidence.list} aside={chosen.length === 0 ? null : t.evidence.chosen(chosen.length)} scroll>
          {asked.kind === 'loading' ? <Skeleton rows={5} height={72} /> : null}
          {asked.kind === 'failed' ? <FaultNotice fault={asked.fault} /> : null}
          {asked.kind === 'ready' && clips.length === 0 ? <Empty isFiltered={filter !== everything} /> : null}
          {clips.length === 0 ? null : (
            <ClipList clips={clips} selectedId={shown?.id ?? null} chosen={chosen} onSelect={onSelect} onChoose={choose} />
          )}
          {more === null ? null : (
            <div className={styles['more']}>
              <Button onClick={more}>{t.evidence.older}</Button>
            </div>
          )}
        </Panel>
      }
      details={
        <Panel title={t.evidence.selected} scroll>
          {shown === null ? (
            <EmptyState title={other.isGone ? t.evidence.clipGone : t.evidence.select} />
          ) : (
            <ClipDetails key={shown.id} clip={shown} chosen={chosen} onChange={again} />
          )}
        </Panel>
      }
    />
  );
}

/** The newest page is asked for again by itself; older ones stay as they were loaded. */
function useClips(filter: ClipFilter) {
  const ask = useCallback((signal: AbortSignal) => askClips(filter, null, signal), [filter]);
  const { asked, again } = useAsked(ask, everyMs);
  const [older, setOlder] = useState<{ readonly clips: readonly ClipReply[]; readonly cursor: string | null } | null>(null);
  const { run } = useCommand();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another filter is another list
  useEffect(() => setOlder(null), [filter]);
  const newest = asked.kind === 'ready' ? asked.value : null;
  const clips = useMemo(() => {
    const known = new Set(newest?.clips.map(({ id }) => id));
    return [...(newest?.clips ?? []), ...(older?.clips ?? []).filter(({ id }) => !known.has(id))];
  }, [newest, older]);
  const cursor = older === null ? (newest?.next_cursor ?? null) : older.cursor;
  const load = (from: string) =>
    run(
      () => askClips(filter, from),
      (page) => setOlder((old) => ({ clips: [...(old?.clips ?? []), ...page.clips], cursor: page.next_cursor })),
    );
  return { asked, clips, again, more: cursor === null ? null : () => load(cursor) };
}

/** A clip that a link leads to and that is not in the list: an older one, or one that the filter leaves out. */
function useOtherClip(id: string | null): { readonly clip: ClipReply | null; readonly isGone: boolean } {
  const ask = useCallback(async (signal: AbortSignal) => ({ id, clip: id === null ? null : await askClip(id, signal) }), [id]);
  const { asked } = useAsked(ask, everyMs);
  const answer = asked.kind === 'ready' && asked.value.id === id ? asked.value : null;
  return { clip: answer?.clip ?? null, isGone: id !== null && answer !== null && answer.clip === null };
}

function Filters({ filter, onFilter }: { readonly filter: ClipFilter; readonly onFilter: (filter: ClipFilter) => void }) {
  const t = useText();
  const cameras = useCameras((state) => state.cameras);
  const named = Object.values(cameras).map(({ id, name }) => ({ value: id, label: name }));
  const kinds = causeKinds.map((value) => ({ value, label: t.evidence.kinds[value] }));
  const camera = [{ value: '', label: t.evidence.allCameras }, ...named];
  const kind = [{ value: '' as const, label: t.evidence.allKinds }, ...kinds];
  return (
    <div className={styles['filters']}>
      <SelectField
        label={t.evidence.camera}
        value={filter.camera}
        options={camera}
        onChange={(value) => onFilter({ ...filter, camera: value })}
      />
      <SelectField<CauseKind | ''>
        label={t.evidence.why}
        value={filter.kind}
        options={kind}
        onChange={(value) => onFilter({ ...filter, kind: value })}
      />
      <Switch label={t.evidence.onlyLocked} checked={filter.locked} onChange={(locked) => onFilter({ ...filter, locked })} />
    </div>
  );
}

function Empty({ isFiltered }: { readonly isFiltered: boolean }) {
  const t = useText();
  return isFiltered ? (
    <EmptyState title={t.evidence.noMatch} />
  ) : (
    <EmptyState title={t.evidence.empty}>{t.evidence.emptyHint}</EmptyState>
  );
}
