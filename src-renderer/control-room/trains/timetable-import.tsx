/** Sends a GTFS feed and shows how far its import is; a feed that can't be taken says why, and changes nothing. */
import { FileUp } from 'lucide-react';
import { useRef, useState } from 'react';
import { routes } from '../../../src-contract/api/routes.ts';
import type { TimetableReply } from '../../../src-contract/api/trains.ts';
import { StationError } from '../../client/errors.ts';
import { useStationNow } from '../../client/station-clock.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useFormat, useText } from '../i18n/use-text.ts';
import { FaultNotice } from '../station/fault-notice.tsx';
import { rest } from '../station/session.ts';
import { UploadProgress } from '../station/upload-progress.tsx';
import { useCommand } from '../station/use-command.ts';
import { useUpload } from '../station/use-upload.ts';
import styles from './timetable-panel.module.css';

interface TimetableImportProps {
  readonly reply: TimetableReply;
  readonly onChanged: () => void;
}

export function TimetableImport({ reply, onChanged }: TimetableImportProps) {
  const t = useText();
  const input = useRef<HTMLInputElement>(null);
  const [stopId, setStopId] = useState('');
  const { sending, send } = useUpload();
  const sendFeed = (file: File) => {
    const { path: url, response } = routes.importTimetable;
    const stop = stopId.trim();
    send({ url, file, response, fields: stop === '' ? {} : { stop_id: stop } }, onChanged);
  };
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
          if (file !== undefined) sendFeed(file);
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
      {sending.kind === 'sending' ? (
        <div className={styles['progress']}>
          <UploadProgress share={sending.share} onStop={sending.stop} working={t.trains.steps.unpacking} />
        </div>
      ) : null}
      {sending.kind !== 'sending' && reply.import.state === 'running' ? (
        <Running importing={reply.import} onChanged={onChanged} />
      ) : null}
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
