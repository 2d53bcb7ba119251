/** Places around the station: a list, nearest first, with the map beside it; one in full; drawing and correcting; and bringing in the map. */
import { MapPinPlus } from 'lucide-react';
import { useCallback, useMemo } from 'react';
import { type LocationsReply, placeRoutes } from '../../../src-contract/api/places.ts';
import { placeKinds } from '../../../src-contract/domain/place.ts';
import { boundsOf } from '../../client/walk-features.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import type { Bounds } from '../../ui/map/base-map.ts';
import type { LonLat } from '../../ui/map/features.ts';
import type { Overlay } from '../../ui/map/site-style.ts';
import { Notice } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { useFormat, useText } from '../i18n/use-text.ts';
import { searchFieldId } from '../keyboard/use-shortcuts.ts';
import { AskedList } from '../set-up/asked-list.tsx';
import { useSettled } from '../set-up/use-settled.ts';
import { SiteMapView } from '../site/site-map-view.tsx';
import { rest } from '../station/session.ts';
import { mayAct, useSession } from '../station/session-store.ts';
import { useSite } from '../station/site-store.ts';
import { type AskedAgain, useAsked } from '../station/use-asked.ts';
import { DrawDialog } from './draw-dialog.tsx';
import { MapStrip } from './map-strip.tsx';
import { PlaceDrawer } from './place-drawer.tsx';
import { pickFeatures, placeFeatures } from './place-features.ts';
import { PlaceList } from './place-list.tsx';
import styles from './places.module.css';
import { usePlaces } from './places-store.ts';

const askEveryMs = 30_000;
/** As many as the map draws and a person looks through; the nearest come first. */
const mostPlaces = 400;
const farthestM = 50_000;
const drawerPx = 360;
/** Without them one would see the station alone; with all of them, nothing of it. */
const nearestShown = 12;

export function PlacesTab() {
  const t = useText();
  const found = usePlacesFound();
  const reply = found.asked.kind === 'ready' ? (found.asked.value[0] ?? null) : null;
  const selectedId = usePlaces((state) => state.selectedId);
  return (
    <div className={styles['screen']}>
      <div className={styles['side']}>
        <MapStrip onChanged={found.again} />
        <Tools reply={reply} />
        <Panel title={t.places.title} scroll className={styles['all']}>
          <AskedList from={found} empty={null}>
            {([rows]) => (rows === undefined ? null : <PlaceList reply={rows} />)}
          </AskedList>
        </Panel>
      </div>
      <Panel title={t.places.map} aside={<Draw />}>
        <PlacesMap reply={reply} />
        {selectedId === null ? null : (
          <div className={styles['drawer']} style={{ width: drawerPx }}>
            <PlaceDrawer key={selectedId} id={selectedId} onChanged={found.again} />
          </div>
        )}
      </Panel>
      <DrawDialog onSaved={found.again} />
    </div>
  );
}

/** One row, so that it is loading, failed and old as every list is. */
function usePlacesFound(): AskedAgain<readonly LocationsReply[]> {
  const { kind, view } = usePlaces();
  const q = useSettled(usePlaces((state) => state.search).trim());
  const station = useSite((state) => state.site?.station.location ?? null);
  const near = station === null ? undefined : `${station[1]},${station[0]}`;
  const ask = useCallback(
    async (signal: AbortSignal) => {
      const query = {
        ...{ limit: mostPlaces, radius_m: farthestM, hidden: view === 'hidden' ? ('true' as const) : ('false' as const) },
        ...(near === undefined ? {} : { near }),
        ...(q === '' ? {} : { q }),
        ...(kind === 'all' ? {} : { type: kind }),
      };
      return [await rest.call(placeRoutes.locations, { query, signal })];
    },
    [kind, view, q, near],
  );
  return useAsked(ask, askEveryMs);
}

function Tools({ reply }: { readonly reply: LocationsReply | null }) {
  const t = useText();
  const format = useFormat();
  const { search, kind, view } = usePlaces();
  const counted = placeKinds.filter((one) => one === kind || (reply?.counts[one] ?? 0) > 0);
  const labelOf = (one: (typeof placeKinds)[number]): string =>
    `${t.places.kinds[one]} (${format.number(reply?.counts[one] ?? 0)})`;
  const options = [
    { value: 'all' as const, label: t.places.allKinds },
    ...counted.map((value) => ({ value, label: labelOf(value) })),
  ];
  return (
    <div className={styles['tools']}>
      <SearchField
        id={searchFieldId}
        label={t.places.filter}
        keys="/"
        value={search}
        onChange={(next) => usePlaces.setState({ search: next })}
      />
      <div className={styles['row']}>
        <SelectField
          label={t.places.kind}
          value={kind}
          options={options}
          onChange={(next) => usePlaces.setState({ kind: next })}
        />
        <Choice
          label={t.places.show}
          hideLabel
          value={view}
          options={[
            { value: 'shown', label: t.places.shown },
            { value: 'hidden', label: t.places.hidden },
          ]}
          onChange={(next) => usePlaces.setState({ view: next, selectedId: null })}
        />
      </div>
    </div>
  );
}

/** On the map, or by typing where it is. */
function Draw() {
  const t = useText();
  const canAct = useSession((state) => mayAct(state.caller));
  const picking = usePlaces((state) => state.picking);
  if (!canAct) return null;
  return (
    <>
      {picking ? (
        <Button tone="quiet" onClick={() => usePlaces.setState({ picking: false, drawing: { at: null } })}>
          {t.places.type}
        </Button>
      ) : null}
      <Button
        tone="quiet"
        icon={<MapPinPlus size={15} />}
        pressed={picking}
        onClick={() => usePlaces.setState({ picking: !picking, selectedId: null })}
      >
        {t.places.add}
      </Button>
    </>
  );
}

/** The station with the nearest places, or with the one that is selected, however far it is. */
function useFit(reply: LocationsReply | null, selectedId: string | null): Bounds | null {
  const station = useSite((state) => state.site?.station.location ?? null);
  const places = reply?.features ?? [];
  const selected = places.filter(({ id }) => id === selectedId);
  const near = (selected.length > 0 ? selected : places.slice(0, nearestShown)).map(({ geometry }) => geometry.coordinates);
  return station === null || near.length === 0 ? null : boundsOf([station, ...near]);
}

function PlacesMap({ reply }: { readonly reply: LocationsReply | null }) {
  const t = useText();
  const { selectedId, picking, drawing } = usePlaces();
  const overlays = useMemo(
    () => ({ places: placeFeatures(reply?.features ?? [], selectedId), pick: pickFeatures(drawing?.at ?? null) }),
    [reply, selectedId, drawing],
  );
  const onHit = (_: Overlay, id: string) => {
    if (!picking) usePlaces.setState({ selectedId: id });
  };
  const onPlace = (at: LonLat) => {
    if (picking) usePlaces.setState({ picking: false, drawing: { at } });
  };
  return (
    <>
      <SiteMapView
        label={t.places.map}
        overlays={overlays}
        onHit={onHit}
        onPlace={onPlace}
        insetPx={selectedId === null ? 0 : drawerPx}
        fitTo={useFit(reply, selectedId)}
        osm={reply?.features.some(({ properties }) => properties.source === 'osm') ?? false}
      />
      {picking ? (
        <div className={styles['hint']}>
          <Notice>{t.places.pickHint}</Notice>
        </div>
      ) : null}
    </>
  );
}
