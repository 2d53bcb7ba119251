/** One place beside the map: what it is, where, who says so; and what an operator can do about it. */
import { EyeOff, Pencil, RotateCcw, Trash2, X } from 'lucide-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { type LocationFeature, placeRoutes } from '../../../src-contract/api/places.ts';
import { Button } from '../../ui/button.tsx';
import { Fact, Facts } from '../../ui/facts.tsx';
import { showToast } from '../frame/toast-store.ts';
import { useText } from '../i18n/use-text.ts';
import { AskedList } from '../set-up/asked-list.tsx';
import { type Confirmation, ConfirmDialog } from '../set-up/confirm-dialog.tsx';
import { FaultNotice } from '../station/fault-notice.tsx';
import { rest } from '../station/session.ts';
import { mayAct, useSession } from '../station/session-store.ts';
import { useAsked } from '../station/use-asked.ts';
import { useCommand } from '../station/use-command.ts';
import drawer from '../zones/zone-drawer.module.css';
import { ChangeDialog } from './change-dialog.tsx';
import styles from './places.module.css';
import { usePlaces } from './places-store.ts';
import { usePlaceWords } from './use-place-words.ts';

type Place = LocationFeature['properties'];

export function PlaceDrawer({ id, onChanged }: { readonly id: string; readonly onChanged: () => void }) {
  const t = useText();
  const ask = useCallback(
    async (signal: AbortSignal) => [await rest.call(placeRoutes.location, { params: { id }, signal })],
    [id],
  );
  const asked = useAsked(ask);
  const element = useRef<HTMLElement>(null);
  useEffect(() => element.current?.focus({ preventScroll: true }), []);
  const changed = () => {
    asked.again();
    onChanged();
  };
  return (
    <aside ref={element} tabIndex={-1} className={drawer['drawer']} aria-label={t.places.title}>
      <AskedList from={asked} empty={null}>
        {([feature]) => (feature === undefined ? null : <Body feature={feature} onChanged={changed} />)}
      </AskedList>
      {asked.asked.kind === 'failed' ? <Button onClick={close}>{t.places.close}</Button> : null}
    </aside>
  );
}

function close(): void {
  usePlaces.setState({ selectedId: null });
}

function Body({ feature, onChanged }: { readonly feature: LocationFeature; readonly onChanged: () => void }) {
  const t = useText();
  const words = usePlaceWords();
  const canAct = useSession((state) => mayAct(state.caller));
  const { properties: place, geometry } = feature;
  const [lon, lat] = geometry.coordinates;
  const shownName = words.name(place);
  const names = [...new Set([place.name, place.names.en, place.names.hi, place.names.mr])].filter(
    (name) => name !== null && name !== undefined && name !== shownName,
  );
  const marks = [t.places.sources[place.source], place.corrected && t.places.corrected, place.hidden && t.places.isHidden];
  return (
    <>
      <header className={drawer['head']}>
        <div>
          <h2>{words.title(place)}</h2>
          <p>{t.places.kinds[place.kind]}</p>
        </div>
        <Button tone="quiet" label={t.places.close} icon={<X size={16} />} onClick={close} />
      </header>
      <div className={drawer['body']}>
        <p>{marks.filter((mark) => mark !== false).join(' · ')}</p>
        <Facts>
          {names.length === 0 ? null : <Fact term={t.places.otherNames}>{names.join(', ')}</Fact>}
          <Fact term={t.places.position}>{`${lat.toFixed(5)}, ${lon.toFixed(5)}`}</Fact>
        </Facts>
        {canAct ? <Actions feature={feature} onChanged={onChanged} /> : null}
      </div>
    </>
  );
}

function Actions({ feature, onChanged }: { readonly feature: LocationFeature; readonly onChanged: () => void }) {
  const t = useText();
  const command = useCommand();
  const [asks, setAsks] = useState<Confirmation | null>(null);
  const [changing, setChanging] = useState(false);
  const { properties: place } = feature;
  const isOwn = place.source === 'own';
  const setHidden = (hidden: boolean) =>
    command.run(
      () => rest.call(placeRoutes.changeLocation, { params: { id: place.id }, body: { hidden } }),
      () => {
        showToast(hidden ? t.places.hiddenNow : t.places.shownNow);
        onChanged();
      },
    );
  const done = () => {
    onChanged();
    if (isOwn) close();
  };
  return (
    <div className={styles['actions']}>
      <Button icon={<Pencil size={15} />} onClick={() => setChanging(true)}>
        {t.places.change}
      </Button>
      {isOwn ? null : (
        <Button icon={<EyeOff size={15} />} disabled={command.waiting} onClick={() => setHidden(!place.hidden)}>
          {place.hidden ? t.places.unhide : t.places.hide}
        </Button>
      )}
      {isOwn || place.corrected ? (
        <Button icon={isOwn ? <Trash2 size={15} /> : <RotateCcw size={15} />} onClick={() => setAsks(removal(t, place))}>
          {isOwn ? t.places.remove : t.places.takeBack}
        </Button>
      ) : null}
      <FaultNotice fault={command.fault} />
      <ConfirmDialog asks={asks} onClose={() => setAsks(null)} onDone={done} />
      <ChangeDialog feature={changing ? feature : null} onClose={() => setChanging(false)} onSaved={onChanged} />
    </div>
  );
}

function removal(t: ReturnType<typeof useText>, { id, source }: Place): Confirmation {
  const { remove, removeBody, removed, takeBack, takeBackBody, takenBack } = t.places;
  const act = () => rest.call(placeRoutes.removeLocation, { params: { id } });
  return source === 'own'
    ? { title: `${remove}?`, body: removeBody, confirm: remove, done: removed, act }
    : { title: `${takeBack}?`, body: takeBackBody, confirm: takeBack, done: takenBack, act };
}
