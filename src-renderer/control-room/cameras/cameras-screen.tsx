/** The wall: 1, 4, 9 or 16 live pictures, each where the operator put it, page by page, with overlays that can be switched off. */
import { BellRing, ChevronLeft, ChevronRight, VideoOff } from 'lucide-react';
import { useCallback, useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useShallow } from 'zustand/react/shallow';
import { type WallSize, wallSizes } from '../../../src-contract/domain/screen-layout.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { useText } from '../i18n/use-text.ts';
import { searchFieldId } from '../keyboard/use-shortcuts.ts';
import { LayoutMenu } from '../layouts/layout-menu.tsx';
import { usePreferences } from '../preferences/preferences-store.ts';
import { useCameras } from '../station/cameras-store.ts';
import styles from './cameras-screen.module.css';
import { NoModelNotice } from './no-model-notice.tsx';
import { PopUpTile } from './pop-up-tile.tsx';
import { SetUpButton } from './set-up-button.tsx';
import { Wall } from './wall.tsx';
import { allPlaces, type Places, pageCount, placesOfPage, swapped, wallSizeOf } from './wall-places.ts';

export function CamerasScreen() {
  const [search, setSearch] = useState('');
  const [params, setParams] = useSearchParams();
  const alone = params.get('camera');
  const wall = useWall(search, alone);
  const showAlone = useCallback((cameraId: string) => setParams({ camera: cameraId }), [setParams]);
  const setSize = (size: WallSize) => {
    usePreferences.getState().set({ layout: size });
    setParams({});
    wall.setPage(0);
  };
  return (
    <div className={styles['screen']}>
      <Tools wall={wall} onSize={setSize} search={search} onSearch={setSearch} />
      <NoModelNotice />
      {wall.count === 0 ? (
        <NoCameras filtered={search !== ''} />
      ) : (
        <Wall places={wall.shown} size={wall.size} onMove={wall.move} onAlone={showAlone} />
      )}
      <PopUps inSight={wall.shown} onPin={wall.pin} />
    </div>
  );
}

interface WallState {
  readonly size: WallSize;
  readonly page: number;
  readonly pages: number;
  readonly shown: Places;
  /** Cameras that there are to show. */
  readonly count: number;
  readonly setPage: (page: number) => void;
  readonly move: (from: number, to: number) => void;
  readonly pin: (cameraId: string) => void;
}

function useWall(search: string, alone: string | null): WallState {
  const { layout, wallPlaces, set } = usePreferences(useShallow(({ layout, wallPlaces, set }) => ({ layout, wallPlaces, set })));
  const [page, setPage] = useState(0);
  const found = useFoundCameras(search, alone);
  const all = useCameras((state) => state.cameraIds);
  // A search shows what it finds, without the gaps that somebody left.
  const isWhole = alone === null && search.trim() === '';
  const places = useMemo(() => (isWhole ? allPlaces(all, wallPlaces) : found), [isWhole, all, wallPlaces, found]);
  const size: WallSize = alone === null ? layout : 1;
  const pages = pageCount(places.length, size);
  const shownPage = Math.min(page, pages - 1);
  const shown = useMemo(() => placesOfPage(places, size, shownPage), [places, size, shownPage]);
  const at = (place: number) => shownPage * size + place;
  const keep = (next: Places) => set({ wallPlaces: [...next] });
  return {
    ...{ size, pages, shown, setPage },
    page: shownPage,
    count: found.length,
    move: (from, to) => isWhole && keep(swapped(places, at(from), at(to))),
    // The last place of this page: the first ones are what the eye goes to.
    pin: (cameraId) => isWhole && keep(swapped(places, places.indexOf(cameraId), at(size - 1))),
  };
}

interface ToolsProps {
  readonly wall: WallState;
  readonly onSize: (size: WallSize) => void;
  readonly search: string;
  readonly onSearch: (search: string) => void;
}

function Tools({ wall, onSize, search, onSearch }: ToolsProps) {
  const t = useText();
  return (
    <div className={styles['tools']}>
      <Choice
        label={t.cameras.layout}
        hideLabel
        value={String(wall.size)}
        onChange={(value) => onSize(wallSizeOf(value))}
        options={wallSizes.map((value) => ({ value: String(value), label: String(value) }))}
      />
      {wall.pages > 1 ? <Pages wall={wall} /> : null}
      <LayoutMenu />
      <Overlays />
      <SetUpButton />
      <span className={styles['space']} />
      <SearchField id={searchFieldId} label={t.cameras.filter} keys="/" value={search} onChange={onSearch} />
    </div>
  );
}

function Pages({ wall: { page, pages, setPage } }: { readonly wall: WallState }) {
  const t = useText();
  return (
    <div className={styles['pages']}>
      <Button
        tone="quiet"
        label={t.cameras.previous}
        icon={<ChevronLeft size={16} />}
        disabled={page === 0}
        onClick={() => setPage(page - 1)}
      />
      <span>{t.cameras.page(String(page + 1), String(pages))}</span>
      <Button
        tone="quiet"
        label={t.cameras.next}
        icon={<ChevronRight size={16} />}
        disabled={page >= pages - 1}
        onClick={() => setPage(page + 1)}
      />
    </div>
  );
}

function PopUps(props: { readonly inSight: Places; readonly onPin: (cameraId: string) => void }) {
  const on = usePreferences((state) => state.wallPopUp);
  return on ? <PopUpTile {...props} /> : null;
}

function NoCameras({ filtered }: { readonly filtered: boolean }) {
  const t = useText();
  return (
    <EmptyState icon={<VideoOff size={28} strokeWidth={1.25} />} title={filtered ? t.cameras.none : t.cameras.empty}>
      {filtered ? null : t.cameras.emptyHint}
    </EmptyState>
  );
}

const overlayNames = {
  overlayBoxes: 'boxes',
  overlayTracks: 'tracks',
  overlayZones: 'zones',
  overlayLines: 'lines',
  overlayDensity: 'density',
} as const;

function Overlays() {
  const t = useText();
  const preferences = usePreferences();
  const { wallPopUp, set } = preferences;
  return (
    <fieldset className={styles['overlays']} aria-label={t.cameras.overlays}>
      {(Object.keys(overlayNames) as (keyof typeof overlayNames)[]).map((name) => (
        <Button key={name} pressed={preferences[name]} onClick={() => set({ [name]: !preferences[name] })}>
          {t.cameras[overlayNames[name]]}
        </Button>
      ))}
      <Button
        pressed={wallPopUp}
        title={t.cameras.popUpHint}
        icon={<BellRing size={14} />}
        onClick={() => set({ wallPopUp: !wallPopUp })}
      >
        {t.cameras.popUps}
      </Button>
    </fieldset>
  );
}

function useFoundCameras(search: string, alone: string | null): readonly string[] {
  const filter = search.trim().toLowerCase();
  return useCameras(
    useShallow((state) =>
      state.cameraIds.filter(
        (id) =>
          (alone === null || id === alone) &&
          (filter === '' || `${id} ${state.cameras[id]?.name ?? ''}`.toLowerCase().includes(filter)),
      ),
    ),
  );
}
