/** Undo, redo, discard, save of what is drawn on one camera; and the way back from what was saved last. */
import { Redo2, Undo2 } from 'lucide-react';
import type { SiteEdit } from '../../../src-contract/domain/site-edit.ts';
import { Button } from '../../ui/button.tsx';
import { showToast } from '../frame/toast-store.ts';
import { useText } from '../i18n/use-text.ts';
import { FaultNotice } from '../station/fault-notice.tsx';
import { useCommand } from '../station/use-command.ts';
import styles from './camera-set-up.module.css';
import type { Draft } from './draft.ts';
import { discard, draftFor, isUnsaved, redo, undo, useSetUp } from './set-up-store.ts';
import { saveEdits, undoSaved, useSiteConfig } from './site-config.ts';

export function SaveBar({ cameraId }: { readonly cameraId: string }) {
  const t = useText();
  const draft = useSetUp((state) => draftFor(state, cameraId));
  const versions = useSiteConfig((state) => state.config?.versions ?? 0);
  const command = useCommand();
  const unsaved = isUnsaved(draft);
  const save = () =>
    command.run(
      () => saveDraft(cameraId, draft.now),
      () => {
        // What was drawn is what is saved now; the site may say it in other words.
        discard(cameraId);
        showToast(t.cameraSetUp.saved);
      },
    );
  const back = () => command.run(undoSaved, () => showToast(t.cameraSetUp.undone));
  return (
    <>
      <div className={styles['bar']}>
        <Button
          label={t.cameraSetUp.undo}
          icon={<Undo2 size={16} />}
          disabled={draft.past.length === 0}
          onClick={() => undo(cameraId)}
        />
        <Button
          label={t.cameraSetUp.redo}
          icon={<Redo2 size={16} />}
          disabled={draft.future.length === 0}
          onClick={() => redo(cameraId)}
        />
        <Button tone="quiet" disabled={!unsaved} onClick={() => discard(cameraId)}>
          {t.cameraSetUp.discard}
        </Button>
        <span className={styles['space']} role="status">
          {unsaved ? t.cameraSetUp.unsaved : ''}
        </span>
        <Button tone="quiet" disabled={versions === 0 || unsaved || command.waiting} onClick={back}>
          {t.cameraSetUp.undoSaved}
        </Button>
        <Button tone="primary" disabled={!unsaved || command.waiting} onClick={save}>
          {t.cameraSetUp.save}
        </Button>
      </div>
      <FaultNotice fault={command.fault} instead={{ taken: t.cameraSetUp.conflict }} />
    </>
  );
}

async function saveDraft(cameraId: string, { zones, lines, masks, pairs, newZones }: Draft): Promise<void> {
  const added = newZones.map(({ id, name, kind }): SiteEdit => ({ part: 'zone', id, change: { name, kind } }));
  const change = {
    zones: zones.map(({ zone, polygon }) => (polygon === null ? { zone } : { zone, polygon })),
    lines,
    masks,
    calibration: pairs.length === 0 ? null : pairs,
  };
  await saveEdits([...added, { part: 'camera', id: cameraId, change }]);
}
