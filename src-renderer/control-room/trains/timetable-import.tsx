/** Sends a GTFS feed and shows how far its import is; a feed that can't be taken says why, and changes nothing. */
import { FileUp, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { routes } from '../../../src-contract/api/routes.ts';
import type { TimetableReply } from '../../../src-contract/api/trains.ts';
import { StationError } from '../../client/errors.ts';
import { useStationNow } from '../../client/station-clock.ts';
import { uploadFile } from '../../client/upload.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useFormat, useText } from '../i18n/use-text.ts';
import { FaultNotice } from '../station/fault-notice.tsx';
import { rest } from '../station/session.ts';
import { useCommand } from '../station/use-command.ts';
import styles from './timetable-panel.module.css';

type Sending =
  | { readonly kind: 'idle' }
  | { readonly kind: 'sending'; readonly share: number; readonly stop: AbortController }
  | { readonly kind: 'failed'; readonly fault: unknown };

interface TimetableImportProps {
  readonly reply: TimetableReply;
  readonly onChanged: () => void;
}

export function TimetableImport({ reply, onChanged }: TimetableImportProps) {
  const t = useText();
  const input = useRef<HTMLInputElement>(null);
  const [stopId, setStopId] = useState('');
  const { sending, send } = useSending(onChanged);
  const isBusy = sending.kind === 'sending' || reply.import.state === 'running';
  return (
    <div className={styles['import']}>
      <input
        ref={input}
        type="file"
        hidden
        accept=".zip,application/zip"
        aria-label={t.trains.import}
        onChange={({ target }) => {
          const file = target.files?.[0];
          // The same file can be chosen again after it failed.
          target.value = '';
          if (file !== undefined) send(file, stopId.trim());
        }}
      />
      {sending.kind === 'failed' ? <SendFault fault={sending.fault} /> : null}
      {sending.kind === 'idle' && reply.import.state === 'failed' ? (
        <Notice tone="fault">{t.trains.failed(reply.import.reason)}</Notice>
      ) : null}
      {isBusy ? null : (
        <>
          <Button icon={<FileUp size={15} />} onClick={() => input.current?.click()}>
            {reply.timetable === null ? t.trains.import : t.trains.replace}
          </Button>
          <TextField label={t.trains.stop} hint={t.trains.stopHint} value={stopId} maxLength={100} onChange={setStopId} />
        </>
      )}
      {sending.kind === 'sending' ? <Sent share={sending.share} onStop={() => sending.stop.abort()} /> : null}
      {sending.kind !== 'sending' && reply.import.state === 'running' ? (
        <Running importing={reply.import} onChanged={onChanged} />
      ) : null}
    </div>
  );
}

function useSending(onChanged: () => void) {
  const [sending, setSending] = useState<Sending>({ kind: 'idle' });
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  const send = async (file: File, stopId: string) => {
    const stop = new AbortController();
    running.current = stop;
    setSending({ kind: 'sending', share: 0, stop });
    try {
      const { path, response } = routes.importTimetable;
      await uploadFile({
        ...{ url: path, file, response, signal: stop.signal, fields: stopId === '' ? {} : { stop_id: stopId } },
        onProgress: (share) => setSending({ kind: 'sending', share, stop }),
      });
      setSending({ kind: 'idle' });
      onChanged();
    } catch (fault) {
      setSending(stop.signal.aborted ? { kind: 'idle' } : { kind: 'failed', fault });
    }
  };
  return { sending, send };
}

function Sent({ share, onStop }: { readonly share: number; readonly onStop: () => void }) {
  const t = useText();
  const format = useFormat();
  const text = t.trains.uploading(format.percent(share));
  return (
    <div className={styles['progress']}>
      <progress value={share} max={1} aria-label={text} />
      <span role="status">{text}</span>
      <Button tone="quiet" label={t.common.cancel} icon={<X size={15} />} onClick={onStop} />
    </div>
  );
}

interface RunningProps {
  readonly importing: Extract<TimetableReply['import'], { state: 'running' }>;
  readonly onChanged: () => void;
}

function Running({ importing, onChanged }: RunningProps) {
  const t = useText();
  const format = useFormat();
  const nowMs = useStationNow();
  const command = useCommand();
  const text = `${t.trains.steps[importing.step]}, ${t.trains.since(format.age(nowMs - Date.parse(importing.started_at)))}`;
  const cancel = () => command.run(() => rest.call(routes.cancelTimetableImport), onChanged);
  return (
    <>
      <div className={styles['progress']}>
        <progress aria-label={text} />
        <span role="status">{text}</span>
      </div>
      <Button disabled={command.waiting} onClick={cancel}>
        {t.trains.cancelImport}
      </Button>
      <FaultNotice fault={command.fault} />
    </>
  );
}

function SendFault({ fault }: { readonly fault: unknown }) {
  const t = useText();
  if (fault instanceof StationError && fault.status === 413) return <Notice tone="fault">{t.trains.tooLarge}</Notice>;
  return <FaultNotice fault={fault} />;
}
