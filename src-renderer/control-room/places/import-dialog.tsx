/** Brings in the map: a file or the surroundings, how far it is, what it would change, and the word that puts it in force. */
import { CloudDownload, FileUp } from 'lucide-react';
import { useRef } from 'react';
import { type LocationImportReply, placeRoutes } from '../../../src-contract/api/places.ts';
import { StationError } from '../../client/errors.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useFormat, useText } from '../i18n/use-text.ts';
import { FaultNotice } from '../station/fault-notice.tsx';
import { rest } from '../station/session.ts';
import { isAdmin, useSession } from '../station/session-store.ts';
import { useSite } from '../station/site-store.ts';
import { UploadProgress } from '../station/upload-progress.tsx';
import { useCommand } from '../station/use-command.ts';
import { useUpload } from '../station/use-upload.ts';
import { ImportPreview } from './import-preview.tsx';
import styles from './places.module.css';

interface ImportProps {
  readonly reply: LocationImportReply;
  readonly onChanged: () => void;
}

interface ImportDialogProps extends ImportProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

/** As far as a crowd walks, and as Overpass answers within seconds. */
const aroundKm = 2;
const kmPerDegree = 111.2;

export function ImportDialog({ open, onClose, ...rest }: ImportDialogProps) {
  const t = useText();
  return (
    <Dialog open={open} title={t.places.import.title} closeLabel={t.common.close} onClose={onClose} wide>
      <Import {...rest} />
    </Dialog>
  );
}

function Import({ reply, onChanged }: ImportProps) {
  const t = useText();
  const format = useFormat();
  const admin = useSession((state) => isAdmin(state.caller));
  const { last, preview, import: now } = reply;
  const isBusy = now.state === 'fetching' || now.state === 'reading' || now.state === 'applying';
  return (
    <div className={styles['import']}>
      <p>{admin ? t.places.import.explain : t.places.import.readOnly}</p>
      {last === null ? null : (
        <p className={styles['age']}>
          {t.places.import.last(last.from, last.applied_by, format.dateTime(Date.parse(last.applied_at)))}
        </p>
      )}
      {now.state === 'failed' ? <Notice tone="fault">{t.places.import.failed(now.reason)}</Notice> : null}
      {isBusy ? <Running now={now} onChanged={onChanged} /> : null}
      {admin && !isBusy ? <Choose onChanged={onChanged} /> : null}
      {preview === null || isBusy ? null : <ImportPreview preview={preview} onChanged={onChanged} />}
      {reply.refresh.state === 'on' ? null : <p className={styles['age']}>{reply.refresh.reason}</p>}
      <p className={styles['age']}>{reply.attribution}</p>
    </div>
  );
}

function Choose({ onChanged }: Pick<ImportProps, 'onChanged'>) {
  const t = useText();
  const format = useFormat();
  const input = useRef<HTMLInputElement>(null);
  const command = useCommand();
  const { sending, send } = useUpload();
  const bbox = useSurroundings();
  const sendFile = (file: File) => {
    const { path: url, response } = placeRoutes.importLocations;
    send({ url, file, response, fields: { name: file.name.slice(0, 200) } }, onChanged);
  };
  if (sending.kind === 'sending')
    return (
      <div className={styles['progress']}>
        <UploadProgress share={sending.share} onStop={sending.stop} working={t.places.busy} />
      </div>
    );
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        accept=".json,.osm,.xml,.pbf"
        aria-label={t.places.import.file}
        onChange={({ target }) => {
          const file = target.files?.[0];
          // The same file can be chosen again after it failed.
          target.value = '';
          if (file !== undefined) sendFile(file);
        }}
      />
      <div className={styles['row']}>
        <Button icon={<FileUp size={15} />} data-first-focus onClick={() => input.current?.click()}>
          {t.places.import.file}
        </Button>
        {bbox === null ? null : (
          <Button
            icon={<CloudDownload size={15} />}
            disabled={command.waiting}
            onClick={() => command.run(() => rest.call(placeRoutes.importLocations, { body: { bbox } }), onChanged)}
          >
            {t.places.import.area}
          </Button>
        )}
        <span className={styles['age']}>{t.places.import.areaHint(format.number(aroundKm))}</span>
      </div>
      <FaultNotice fault={command.fault} />
      {sending.kind === 'failed' ? <SendFault fault={sending.fault} /> : null}
    </>
  );
}

function useSurroundings(): [number, number, number, number] | null {
  const station = useSite((state) => state.site?.station.location ?? null);
  if (station === null) return null;
  const [lon, lat] = station;
  const north = aroundKm / kmPerDegree;
  const east = north / Math.cos((lat * Math.PI) / 180);
  return [lon - east, lat - north, lon + east, lat + north];
}

function SendFault({ fault }: { readonly fault: unknown }) {
  const t = useText();
  if (fault instanceof StationError && fault.status === 413) return <Notice tone="fault">{t.places.import.tooLarge}</Notice>;
  return <FaultNotice fault={fault} />;
}

type Running = Extract<LocationImportReply['import'], { state: 'fetching' | 'reading' | 'applying' }>;

function Running({ now, onChanged }: Pick<ImportProps, 'onChanged'> & { readonly now: Running }) {
  const t = useText();
  const format = useFormat();
  const command = useCommand();
  const { fetching, reading, applying, cancel } = t.places.import;
  const text =
    now.state === 'fetching'
      ? fetching(now.from, format.number(now.attempt))
      : now.state === 'reading'
        ? reading(now.from, format.percent(now.share))
        : applying;
  return (
    <>
      <div className={styles['progress']}>
        <progress {...(now.state === 'reading' ? { value: now.share, max: 1 } : {})} aria-label={text} />
        <span role="status">{text}</span>
        {now.state === 'applying' ? null : (
          <Button disabled={command.waiting} onClick={() => command.run(() => rest.call(placeRoutes.cancelLocations), onChanged)}>
            {cancel}
          </Button>
        )}
      </div>
      <FaultNotice fault={command.fault} />
    </>
  );
}
