/**
 * The map beside a section of the Site screen: the station's zones by band, and what the section lays over them. In: overlays; out: what was
 * hit, and where. The section's list holds the same, for the keyboard and for browsers without WebGL.
 */
import { Minus, Plus, Scan } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { SiteReply } from '../../../src-contract/api/site.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import type { Bounds } from '../../ui/map/base-map.ts';
import { collection, type Features, type LonLat } from '../../ui/map/features.ts';
import { createSiteMap, type SiteMap } from '../../ui/map/site-map.ts';
import { type Overlay, overlays } from '../../ui/map/site-style.ts';
import { useText } from '../i18n/use-text.ts';
import { MapSource } from '../map/map-source.tsx';
import { useBaseMap } from '../map/use-base-map.ts';
import { useRestyle } from '../map/use-restyle.ts';
import { zoneMarks } from '../map/zone-marks.ts';
import { useCrowd } from '../station/crowd-store.ts';
import { useSite } from '../station/site-store.ts';
import styles from './site-map-view.module.css';

interface SiteMapViewProps {
  /** What it shows, for screen readers. */
  readonly label: string;
  /** Keep what doesn't change: only another object is drawn anew. */
  readonly overlays: Readonly<Partial<Record<Overlay, Features>>>;
  readonly onHit?: (overlay: Overlay, id: string) => void;
  /** Each click's place, after `onHit`. */
  readonly onPlace?: (at: LonLat) => void;
  /** What to bring into sight when it changes; null: the station. */
  readonly fitTo?: Bounds | null;
  /** What lies over the map at its right, px. */
  readonly insetPx?: number;
  /** Something of OpenStreetMap is shown: its licence wants that to be said. */
  readonly osm?: boolean;
}

/** Bands also age while nothing comes in. */
const refreshMs = 1_000;
const nothing = collection([]);

export function SiteMapView(props: SiteMapViewProps) {
  const t = useText();
  const site = useSite((state) => state.site);
  const [failed, setFailed] = useState(false);
  if (site === null) return null;
  if (failed) return <EmptyState title={t.map.noWebGl} />;
  return <Shown {...props} site={site} onFailed={() => setFailed(true)} />;
}

function Shown(props: SiteMapViewProps & { readonly site: SiteReply; readonly onFailed: () => void }) {
  const { site, label, onFailed, fitTo = null, insetPx = 0, osm = false } = props;
  const t = useText();
  const host = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<SiteMap | null>(null);
  const latest = useRef(props);
  latest.current = props;

  // biome-ignore lint/correctness/useExhaustiveDependencies: another plan is another map; the handlers are read when they are called
  useEffect(() => {
    if (host.current === null) return;
    try {
      const made = createSiteMap({
        ...{ container: host.current, site },
        onHit: (overlay, id) => latest.current.onHit?.(overlay, id),
        onPlace: (at) => latest.current.onPlace?.(at),
      });
      made.nameZones(zoneNames(site));
      setMap(made);
      return () => {
        setMap(null);
        made.destroy();
      };
    } catch {
      onFailed();
    }
  }, [site]);

  useOverlays(map, props.overlays);
  useBands(map);
  const hasBase = useBaseMap((address) => map?.setTiles(address), map);
  useRestyle(() => map?.restyle());
  useEffect(() => map?.setInset(insetPx), [map, insetPx]);
  const wanted = JSON.stringify(fitTo);
  useEffect(() => map?.fit(JSON.parse(wanted) as Bounds | null), [map, wanted]);
  return (
    <div className={styles['view']}>
      <div ref={host} className={styles['map']} role="img" aria-label={label} />
      <div className={styles['buttons']} style={{ right: insetPx + 10 }}>
        <Button label={t.map.zoomIn} icon={<Plus size={16} />} onClick={() => map?.zoomBy(0.75)} />
        <Button label={t.map.zoomOut} icon={<Minus size={16} />} onClick={() => map?.zoomBy(-0.75)} />
        <Button label={t.map.fit} icon={<Scan size={16} />} onClick={() => map?.fit(latest.current.fitTo ?? null)} />
      </div>
      {osm || hasBase ? <MapSource words={hasBase ? t.map.baseSource : t.site.osm} /> : null}
    </div>
  );
}

function useOverlays(map: SiteMap | null, wanted: SiteMapViewProps['overlays']): void {
  const shown = useRef<{ map: SiteMap | null; overlays: SiteMapViewProps['overlays'] }>({ map: null, overlays: {} });
  useEffect(() => {
    const known = shown.current.map === map ? shown.current.overlays : {};
    for (const name of overlays) if (wanted[name] !== known[name]) map?.set(name, wanted[name] ?? nothing);
    shown.current = { map, overlays: wanted };
  }, [map, wanted]);
}

/** Outside React: figures come twice a second, and seldom change a band. */
function useBands(map: SiteMap | null): void {
  useEffect(() => {
    let shown = '';
    const draw = () => {
      const marks = zoneMarks(null);
      const key = JSON.stringify(marks);
      if (key === shown) return;
      shown = key;
      map?.setZones(marks);
    };
    draw();
    const stop = useCrowd.subscribe(draw);
    const timer = setInterval(draw, refreshMs);
    return () => {
      stop();
      clearInterval(timer);
    };
  }, [map]);
}

function zoneNames(site: SiteReply): ReadonlyMap<string, HTMLElement> {
  return new Map(
    site.zones.map(({ id, name }) => {
      const element = document.createElement('div');
      element.className = styles['zone'] ?? '';
      element.textContent = name;
      return [id, element];
    }),
  );
}
