/**
 * Marks this moment of a camera at once, so that the seconds before it are kept, and only then asks what it is about. The key M does the
 * same while the focus is in the camera's tile.
 */
import { Bookmark } from 'lucide-react';
import { type RefObject, useEffect, useRef, useState } from 'react';
import type { MarkReply } from '../../../src-contract/api/evidence.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Form } from '../../ui/form.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { showToast } from '../frame/toast-store.ts';
import { useFormat, useText } from '../i18n/use-text.ts';
import { shortcutOf } from '../keyboard/shortcut.ts';
import { keyContext } from '../keyboard/use-shortcuts.ts';
import { FaultNotice } from '../station/fault-notice.tsx';
import { mayAct, useSession } from '../station/session-store.ts';
import { useCommand } from '../station/use-command.ts';
import { markMoment, noteMark } from './evidence-calls.ts';

export function MarkButton({ cameraId }: { readonly cameraId: string }) {
  const t = useText();
  const canAct = useSession((state) => mayAct(state.caller));
  const [mark, setMark] = useState<MarkReply | null>(null);
  const press = () => markMoment(cameraId).then(setMark, () => showToast(t.evidence.markFailed, 'fault'));
  const place = useRef<HTMLSpanElement>(null);
  useTileKey(place, canAct ? press : null);
  if (!canAct) return null;
  return (
    <>
      <span ref={place} />
      <Button tone="quiet" label={t.evidence.mark} keys="M" icon={<Bookmark size={15} />} onClick={press} />
      <Dialog open={mark !== null} title={t.evidence.marked} closeLabel={t.common.close} onClose={() => setMark(null)}>
        {mark === null ? null : <NoteForm mark={mark} onClose={() => setMark(null)} />}
      </Dialog>
    </>
  );
}

/** The key counts where the focus is in the camera's own tile: elsewhere nobody could tell which camera is meant. */
function useTileKey(place: RefObject<HTMLElement | null>, press: (() => void) | null): void {
  const latest = useRef(press);
  latest.current = press;
  useEffect(() => {
    const tile = place.current?.closest<HTMLElement>('[data-camera]') ?? null;
    const onKey = (event: KeyboardEvent) => {
      if (shortcutOf(event, keyContext(event, 'cameras'))?.kind !== 'mark') return;
      event.preventDefault();
      latest.current?.();
    };
    tile?.addEventListener('keydown', onKey);
    return () => tile?.removeEventListener('keydown', onKey);
  }, [place]);
}

function NoteForm({ mark, onClose }: { readonly mark: MarkReply; readonly onClose: () => void }) {
  const t = useText();
  const format = useFormat();
  const [note, setNote] = useState('');
  const { waiting, fault, run } = useCommand();
  const submit = () => run(() => noteMark(mark.id, note.trim()), onClose);
  return (
    <Form submit={t.evidence.saveNote} ready={!waiting && note.trim() !== ''} onSubmit={submit}>
      <p>{t.evidence.markedAt(format.clock(Date.parse(mark.at)))}</p>
      <TextArea label={t.evidence.note} value={note} onChange={setNote} rows={2} firstFocus maxLength={500} />
      <FaultNotice fault={fault} />
    </Form>
  );
}
