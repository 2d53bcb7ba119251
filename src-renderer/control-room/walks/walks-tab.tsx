/** Ways on foot: finding one, the plan for everybody to leave, and what is closed; the map beside it shows the same. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import { type WalkNetworkReply, walkRoutes } from '../../../src-contract/api/walks.ts';
import { boundsOf, exitFeatures, routeFeatures, wayFeatures } from '../../client/walk-features.ts';
import { Choice } from '../../ui/choice.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import type { Bounds } from '../../ui/map/base-map.ts';
import { boxAround } from '../../ui/map/box-around.ts';
import type { LonLat } from '../../ui/map/features.ts';
import type { Overlay } from '../../ui/map/site-style.ts';
import { Panel } from '../../ui/panel.tsx';
import { useText } from '../i18n/use-text.ts';
import { AskedList } from '../set-up/asked-list.tsx';
import { SiteMapView } from '../site/site-map-view.tsx';
import { rest } from '../station/session.ts';
import { useSite } from '../station/site-store.ts';
import { useAsked } from '../station/use-asked.ts';
import { useWaysChanged } from '../station/walk-revision.ts';
import { EvacuationView } from './evacuation-view.tsx';
import { RouteForm } from './route-form.tsx';
import { RouteResult } from './route-result.tsx';
import { StretchesView } from './stretches-view.tsx';
import { type Found, useRoutes } from './use-routes.ts';
import styles from './walks.module.css';
import { askWayOut, chooseEnd, useWalks, walkViews } from './walks-store.ts';

/** The streets around, as far as people are sent. */
const aroundM = 400;

export function WalksTab() {
  const t = useText();
  const bbox = useSite((state) => (state.site === null ? undefined : boxAround(state.site.bounds, aroundM)));
  // One row, so that it is loading, failed and old as every list is.
  const ask = useCallback(
    async (signal: AbortSignal) => [
      await rest.call(walkRoutes.walkNetwork, { query: bbox === undefined ? {} : { bbox }, signal }),
    ],
    [bbox],
  );
  const network = useAsked(ask);
  useWaysChanged(network.again);
  useAskedInAddress();
  return (
    <AskedList from={network} empty={null}>
      {([known]) =>
        known === undefined || known.stretches.length === 0 ? (
          <EmptyState title={t.walks.empty}>{t.walks.emptyHint}</EmptyState>
        ) : (
          <Walks network={known} onChanged={network.again} />
        )
      }
    </AskedList>
  );
}

function Walks({ network, onChanged }: { readonly network: WalkNetworkReply; readonly onChanged: () => void }) {
  const t = useText();
  const view = useWalks((state) => state.view);
  const routes = useRoutes();
  return (
    <div className={styles['screen']}>
      <div className={styles['side']}>
        <Choice
          label={t.walks.views.label}
          hideLabel
          value={view}
          options={walkViews.map((value) => ({ value, label: t.walks.views[value] }))}
          onChange={(value) => useWalks.setState({ view: value, picking: null })}
        />
        {view === 'route' ? (
          <Panel title={t.walks.views.route} scroll className={styles['all']}>
            <RouteForm network={network} />
            <RouteResult {...routes} />
          </Panel>
        ) : null}
        {view === 'evacuation' ? <EvacuationView /> : null}
        {view === 'stretches' ? <StretchesView network={network} onChanged={onChanged} /> : null}
      </div>
      <Panel title={t.walks.map}>
        <WalksMap network={network} found={routes.found} />
      </Panel>
    </div>
  );
}

function WalksMap({ network, found }: { readonly network: WalkNetworkReply; readonly found: Found }) {
  const t = useText();
  const { view, rank, stretchId, picking } = useWalks();
  const reply = found.kind === 'ready' && view === 'route' ? found.value : null;
  const overlays = useMemo(
    () => ({
      ways: wayFeatures(network, view === 'stretches' ? stretchId : null),
      route: routeFeatures(reply, rank, exitFeatures(network)),
    }),
    [network, view, stretchId, reply, rank],
  );
  const onHit = (overlay: Overlay, id: string) => {
    if (picking !== null) return;
    if (overlay === 'route') useWalks.setState({ rank: Number(id) });
    if (overlay === 'ways' && view === 'stretches') useWalks.setState({ stretchId: id });
  };
  const onPlace = ([lon, lat]: LonLat) => {
    if (picking === null) return;
    const [north, east] = [lat.toFixed(5), lon.toFixed(5)];
    chooseEnd(picking, { id: `${lat.toFixed(6)},${lon.toFixed(6)}`, label: t.walks.onMap(north, east) });
  };
  const routeBounds = useRouteBounds(found);
  const stationBounds = boundsOf(network.stretches.flatMap(({ source, line }) => (source === 'site' ? line : [])));
  const hasOsm = network.stretches.some(({ source }) => source === 'osm');
  return (
    <SiteMapView
      label={t.walks.map}
      overlays={overlays}
      onHit={onHit}
      onPlace={onPlace}
      fitTo={view === 'route' && routeBounds !== null ? routeBounds : stationBounds}
      osm={hasOsm}
    />
  );
}

/** The first answer to a question is brought into sight; one that replaces it leaves the operator's view of the map alone. Null without a route. */
function useRouteBounds(found: Found): Bounds | null {
  const [bounds, setBounds] = useState<Bounds | null>(null);
  const asked = useRef<string | null>(null);
  useEffect(() => {
    if (found.kind !== 'ready') return;
    const { from, to, mode, features } = found.value;
    const key = JSON.stringify([from, to, mode]);
    if (asked.current === key) return;
    asked.current = key;
    setBounds(boundsOf(features.flatMap(({ geometry }) => geometry.coordinates)));
  }, [found]);
  return bounds;
}

/** Other screens ask for the way out of a zone by `?section=walks&out=ZONE`. */
function useAskedInAddress(): void {
  const [params, setParams] = useSearchParams();
  const out = params.get('out');
  const site = useSite((state) => state.site);
  const ask = useCallback(() => {
    if (out === null || site === null) return;
    askWayOut({ id: out, label: site.zones.find(({ id }) => id === out)?.name ?? out });
    setParams({ section: 'walks' }, { replace: true });
  }, [out, site, setParams]);
  useEffect(ask, [ask]);
}
