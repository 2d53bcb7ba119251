/** How old the map is, whether it is kept fresh, and what waits to be looked at; the way to the dialog that brings one in. */
import { MapPlus } from 'lucide-react';
import { useState } from 'react';
import { type LocationImportReply, placeRoutes } from '../../../src-contract/api/places.ts';
import { useStationNow } from '../../client/station-clock.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useFormat, useText } from '../i18n/use-text.ts';
import { rest } from '../station/session.ts';
import { useAsked } from '../station/use-asked.ts';
import { ImportDialog } from './import-dialog.tsx';
import styles from './places.module.css';

const askEveryMs = 2000;
const askImport = (signal: AbortSignal): Promise<LocationImportReply> => rest.call(placeRoutes.locationImport, { signal });

export function MapStrip({ onChanged }: { readonly onChanged: () => void }) {
  const t = useText();
  const { asked, again } = useAsked(askImport, askEveryMs);
  const [open, setOpen] = useState(false);
  if (asked.kind !== 'ready') return null;
  const reply = asked.value;
  const changed = () => {
    again();
    onChanged();
  };
  const isBusy = ['fetching', 'reading', 'applying'].includes(reply.import.state);
  const waiting = reply.preview === null ? 0 : changesIn(reply.preview);
  return (
    <div className={styles['strip']}>
      <div className={styles['row']}>
        <MapAge reply={reply} />
        <Button icon={<MapPlus size={15} />} onClick={() => setOpen(true)}>
          {isBusy ? t.places.busy : t.places.bringIn}
        </Button>
      </div>
      {reply.preview === null ? null : (
        <Notice tone="warning">
          {t.places.waits(waiting)}{' '}
          <Button tone="quiet" onClick={() => setOpen(true)}>
            {t.places.look}
          </Button>
        </Notice>
      )}
      <ImportDialog open={open} reply={reply} onClose={() => setOpen(false)} onChanged={changed} />
    </div>
  );
}

function changesIn({ kinds, ways }: NonNullable<LocationImportReply['preview']>): number {
  const all = [ways, ...Object.values(kinds)];
  return all.reduce((sum, { added, changed, removed }) => sum + added + changed + removed, 0);
}

function MapAge({ reply: { last, refresh } }: { readonly reply: LocationImportReply }) {
  const t = useText();
  const format = useFormat();
  const nowMs = useStationNow();
  const at = last === null ? null : Date.parse(last.map_at ?? last.read_at);
  const fresh =
    refresh.state === 'offline'
      ? t.places.offline(format.dateTime(Date.parse(refresh.since)))
      : refresh.state === 'on'
        ? t.places.next(format.dateTime(Date.parse(refresh.next_at)))
        : t.places.refreshOff;
  return (
    <p className={styles['age']}>
      <strong>{at === null ? t.places.noMap : t.places.age(format.age(nowMs - at))}</strong>
      <br />
      {fresh}
    </p>
  );
}
