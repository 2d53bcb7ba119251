/** Sends a picture to an incident, with how far it is and a way to stop. */
import { ImagePlus, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { routes } from '../../../src-contract/api/routes.ts';
import { incidentLimits } from '../../../src-contract/domain/incident.ts';
import { StationError } from '../../client/errors.ts';
import { pathOf } from '../../client/rest.ts';
import { uploadFile } from '../../client/upload.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useFormat, useText } from '../i18n/use-text.ts';
import { FaultNotice } from '../station/fault-notice.tsx';
import styles from './incident-details.module.css';
import { applyIncidents } from './incidents-store.ts';

type Sending =
  | { readonly kind: 'idle' }
  | { readonly kind: 'sending'; readonly share: number; readonly stop: AbortController }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'failed'; readonly fault: unknown };

/** The station's own limit. */
const mostBytes = 10_000_000;

interface AddPictureProps {
  readonly incidentId: string;
  readonly count: number;
}

export function AddPicture({ incidentId, count }: AddPictureProps) {
  const t = useText();
  const input = useRef<HTMLInputElement>(null);
  const { sending, send } = useSending(incidentId);
  const isFull = count >= incidentLimits.attachments;
  const isSending = sending.kind === 'sending';
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
          if (file !== undefined) send(file);
        }}
      />
      <div className={styles['upload']}>
        <Button icon={<ImagePlus size={15} />} disabled={isFull || isSending} onClick={() => input.current?.click()}>
          {t.incidents.addPicture}
        </Button>
        {isFull ? <span className={styles['dim']}>{t.incidents.picturesFull(incidentLimits.attachments)}</span> : null}
        {isSending ? <Progress share={sending.share} onStop={() => sending.stop.abort()} /> : null}
      </div>
      {sending.kind === 'too-large' ? <Notice tone="fault">{t.incidents.tooLarge}</Notice> : null}
      {sending.kind === 'failed' ? <UploadFault fault={sending.fault} /> : null}
    </>
  );
}

function useSending(incidentId: string): { readonly sending: Sending; readonly send: (file: File) => void } {
  const [sending, setSending] = useState<Sending>({ kind: 'idle' });
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  const send = async (file: File) => {
    if (file.size > mostBytes) {
      setSending({ kind: 'too-large' });
      return;
    }
    const stop = new AbortController();
    running.current = stop;
    setSending({ kind: 'sending', share: 0, stop });
    try {
      const { path, response } = routes.attachPicture;
      const reply = await uploadFile({
        ...{ url: pathOf(path, { params: { id: incidentId } }), file, response, signal: stop.signal },
        onProgress: (share) => setSending({ kind: 'sending', share, stop }),
      });
      applyIncidents([reply]);
      setSending({ kind: 'idle' });
    } catch (fault) {
      setSending(stop.signal.aborted ? { kind: 'idle' } : { kind: 'failed', fault });
    }
  };
  return { sending, send };
}

function Progress({ share, onStop }: { readonly share: number; readonly onStop: () => void }) {
  const t = useText();
  const format = useFormat();
  const text = share < 1 ? t.incidents.uploading(format.percent(share)) : t.incidents.storing;
  return (
    <>
      <progress value={share} max={1} aria-label={text} />
      <span role="status">{text}</span>
      <Button tone="quiet" label={t.common.cancel} icon={<X size={15} />} onClick={onStop} />
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
