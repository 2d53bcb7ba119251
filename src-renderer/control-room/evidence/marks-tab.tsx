/** Moments that people marked, newest first: what they are about, and the way to their clip. */
import { Film, Trash2 } from 'lucide-react';
import { useCallback, useState } from 'react';
import type { MarkReply } from '../../../src-contract/api/evidence.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { RowActions, Table } from '../../ui/table.tsx';
import { useFormat, useText } from '../i18n/use-text.ts';
import { searchFieldId } from '../keyboard/use-shortcuts.ts';
import { useCameras } from '../station/cameras-store.ts';
import { FaultNotice } from '../station/fault-notice.tsx';
import { useAsked } from '../station/use-asked.ts';
import { useCommand } from '../station/use-command.ts';
import { askClipsOf, askMarks, removeMark } from './evidence-calls.ts';

const everyMs = 10_000;

export function MarksTab({ onClip }: { readonly onClip: (clipId: string) => void }) {
  const t = useText();
  const [text, setText] = useState('');
  const ask = useCallback((signal: AbortSignal) => askMarks(text.trim(), signal), [text]);
  const { asked, again } = useAsked(ask, everyMs);
  const marks = asked.kind === 'ready' ? asked.value.marks : [];
  return (
    <Panel
      title={t.evidence.tabs.marks}
      aside={<SearchField id={searchFieldId} label={t.evidence.findMark} keys="/" value={text} onChange={setText} />}
      scroll
    >
      {asked.kind === 'loading' ? <Skeleton rows={3} height={44} /> : null}
      {asked.kind === 'failed' ? <FaultNotice fault={asked.fault} /> : null}
      {asked.kind === 'ready' && marks.length === 0 ? (
        <EmptyState title={t.evidence.noMarks}>{t.evidence.noMarksHint}</EmptyState>
      ) : null}
      {marks.length === 0 ? null : (
        <Table caption={t.evidence.tabs.marks} head={[t.evidence.when, t.evidence.camera, t.evidence.note, t.evidence.by, '']}>
          {marks.map((mark) => (
            <Row key={mark.id} mark={mark} onClip={onClip} onChange={again} />
          ))}
        </Table>
      )}
    </Panel>
  );
}

interface RowProps {
  readonly mark: MarkReply;
  readonly onClip: (clipId: string) => void;
  readonly onChange: () => void;
}

function Row({ mark, onClip, onChange }: RowProps) {
  const t = useText();
  const format = useFormat();
  const camera = useCameras((state) => state.cameras[mark.camera]?.name ?? mark.camera);
  const { waiting, fault, run } = useCommand();
  const [isWithout, setWithout] = useState(false);
  const show = () =>
    run(
      () => askClipsOf(mark.id, AbortSignal.timeout(10_000)),
      ({ clips }) => {
        const [clip] = clips;
        if (clip === undefined) setWithout(true);
        else onClip(clip.id);
      },
    );
  return (
    <tr>
      <td>{format.dateTime(Date.parse(mark.at))}</td>
      <td>{camera}</td>
      <td>
        {mark.note === '' ? t.evidence.noNote : mark.note}
        <FaultNotice fault={fault} />
      </td>
      <td>{mark.by}</td>
      <RowActions>
        {isWithout ? (
          <span>{t.evidence.noClip}</span>
        ) : (
          <Button icon={<Film size={15} />} disabled={waiting} onClick={show}>
            {t.evidence.showClip}
          </Button>
        )}
        <Button
          tone="quiet"
          label={t.evidence.removeMark}
          icon={<Trash2 size={15} />}
          disabled={waiting}
          onClick={() => run(() => removeMark(mark.id), onChange)}
        />
      </RowActions>
    </tr>
  );
}
