/** Sends a picture to an incident, with how far it is and a way to stop. */
import { ImagePlus } from 'lucide-react';
import { useRef, useState } from 'react';
import { routes } from '../../../src-contract/api/routes.ts';
import { incidentLimits } from '../../../src-contract/domain/incident.ts';
import { StationError } from '../../client/errors.ts';
import { pathOf } from '../../client/rest.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useText } from '../i18n/use-text.ts';
import { FaultNotice } from '../station/fault-notice.tsx';
import { UploadProgress } from '../station/upload-progress.tsx';
import { useUpload } from '../station/use-upload.ts';
import styles from './incident-details.module.css';
import { applyIncidents } from './incidents-store.ts';

/** The station's own limit. */
const mostBytes = 10_000_000;

interface AddPictureProps {
  readonly incidentId: string;
  readonly count: number;
}

export function AddPicture({ incidentId, count }: AddPictureProps) {
  const t = useText();
  const input = useRef<HTMLInputElement>(null);
  const { sending, send } = useUpload();
  const [tooLarge, setTooLarge] = useState(false);
  const isFull = count >= incidentLimits.attachments;
  const isSending = sending.kind === 'sending';
  const add = (file: File) => {
    setTooLarge(file.size > mostBytes);
    if (file.size > mostBytes) return;
    const { path, response } = routes.attachPicture;
    send({ url: pathOf(path, { params: { id: incidentId } }), file, response }, (reply) => applyIncidents([reply]));
  };
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        accept="image/jpeg,image/png,image/webp"
        onChange={({ target }) => {
          const file = target.files?.[0];
          // The same file can be chosen again after it failed.
          target.value = '';
          if (file !== undefined) add(file);
        }}
      />
      <div className={styles['upload']}>
        <Button icon={<ImagePlus size={15} />} disabled={isFull || isSending} onClick={() => input.current?.click()}>
          {t.incidents.addPicture}
        </Button>
        {isFull ? <span className={styles['dim']}>{t.incidents.picturesFull(incidentLimits.attachments)}</span> : null}
        {isSending ? <UploadProgress share={sending.share} onStop={sending.stop} working={t.incidents.storing} /> : null}
      </div>
      {tooLarge ? <Notice tone="fault">{t.incidents.tooLarge}</Notice> : null}
      {sending.kind === 'failed' ? <UploadFault fault={sending.fault} /> : null}
    </>
  );
}

function UploadFault({ fault }: { readonly fault: unknown }) {
  const t = useText();
  const status = fault instanceof StationError ? fault.status : 0;
  if (status === 413) return <Notice tone="fault">{t.incidents.tooLarge}</Notice>;
  if (status === 415 || status === 422) return <Notice tone="fault">{t.incidents.notPicture}</Notice>;
  return <FaultNotice fault={fault} instead={{ limited: t.incidents.limited }} />;
}
