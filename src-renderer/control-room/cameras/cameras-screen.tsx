/** The wall: 1, 4, 9 or 16 live pictures, page by page, with overlays that can be switched off. */
import { ChevronLeft, ChevronRight, VideoOff } from 'lucide-react';
import { useCallback, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useShallow } from 'zustand/react/shallow';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { useText } from '../i18n/use-text.ts';
import { searchFieldId } from '../keyboard/use-shortcuts.ts';
import { usePreferences } from '../preferences/preferences-store.ts';
import { useCameras } from '../station/cameras-store.ts';
import { CameraTile } from './camera-tile.tsx';
import styles from './cameras-screen.module.css';
import { type Layout, layouts, pageCount, wallPage } from './layouts.ts';
import { NoModelNotice } from './no-model-notice.tsx';

export function CamerasScreen() {
  const t = useText();
  const [search, setSearch] = useState('');
  const [params, setParams] = useSearchParams();
  const alone = params.get('camera');
  const layout = usePreferences((state) => state.layout);
  const [page, setPage] = useState(0);
  const ids = useFoundCameras(search, alone);
  const pages = pageCount(ids.length, layout);
  const shownPage = Math.min(page, pages - 1);
  const shownLayout: Layout = alone === null ? layout : 1;
  const showAlone = useCallback((cameraId: string) => setParams({ camera: cameraId }), [setParams]);
  const setLayout = (next: Layout) => {
    usePreferences.getState().set({ layout: next });
    setParams({});
    setPage(0);
  };
  return (
    <div className={styles['screen']}>
      <div className={styles['tools']}>
        <Choice
          label={t.cameras.layout}
          hideLabel
          value={String(shownLayout)}
          onChange={(value) => setLayout(layouts.find((known) => String(known) === value) ?? 4)}
          options={layouts.map((value) => ({ value: String(value), label: String(value) }))}
        />
        {pages > 1 && alone === null ? (
          <div className={styles['pages']}>
            <Button
              tone="quiet"
              label={t.cameras.previous}
              icon={<ChevronLeft size={16} />}
              disabled={shownPage === 0}
              onClick={() => setPage(shownPage - 1)}
            />
            <span>{t.cameras.page(String(shownPage + 1), String(pages))}</span>
            <Button
              tone="quiet"
              label={t.cameras.next}
              icon={<ChevronRight size={16} />}
              disabled={shownPage >= pages - 1}
              onClick={() => setPage(shownPage + 1)}
            />
          </div>
        ) : null}
        <Overlays />
        <span className={styles['space']} />
        <SearchField id={searchFieldId} label={t.cameras.filter} keys="/" value={search} onChange={setSearch} />
      </div>
      <NoModelNotice />
      <Wall ids={ids} layout={shownLayout} page={shownPage} onAlone={showAlone} filtered={search !== ''} />
    </div>
  );
}

interface WallProps {
  readonly ids: readonly string[];
  readonly layout: Layout;
  readonly page: number;
  readonly filtered: boolean;
  readonly onAlone: (cameraId: string) => void;
}

function Wall({ ids, layout, page, filtered, onAlone }: WallProps) {
  const t = useText();
  if (ids.length === 0) {
    return (
      <EmptyState icon={<VideoOff size={28} strokeWidth={1.25} />} title={filtered ? t.cameras.none : t.cameras.empty}>
        {filtered ? null : t.cameras.emptyHint}
      </EmptyState>
    );
  }
  return (
    <div className={styles['wall']} data-layout={layout}>
      {wallPage(ids, layout, page).map((cameraId, slot) =>
        cameraId === null ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: a free place is nothing but its place
          <div key={`free-${slot}`} className={styles['free']}>
            {t.cameras.emptySlot}
          </div>
        ) : (
          <CameraTile key={cameraId} cameraId={cameraId} {...(layout === 1 ? {} : { onAlone })} />
        ),
      )}
    </div>
  );
}

function Overlays() {
  const t = useText();
  const { overlayBoxes, overlayZones, overlayLines, set } = usePreferences();
  return (
    <fieldset className={styles['overlays']} aria-label={t.cameras.overlays}>
      <span>{t.cameras.overlays}</span>
      <Button pressed={overlayBoxes} onClick={() => set({ overlayBoxes: !overlayBoxes })}>
        {t.cameras.boxes}
      </Button>
      <Button pressed={overlayZones} onClick={() => set({ overlayZones: !overlayZones })}>
        {t.cameras.zones}
      </Button>
      <Button pressed={overlayLines} onClick={() => set({ overlayLines: !overlayLines })}>
        {t.cameras.lines}
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
