/**
 * The map around the station in MapLibre, for both pages. In: zones by band and named overlays that sections fill; out: what was hit, and
 * where. It needs no network: the drawn plan and the ways are the map, over the station's base map where there is one. Lists beside it hold
 * the same for the keyboard.
 */
import { Marker } from 'maplibre-gl';
import type { SiteReply } from '../../../src-contract/api/site.ts';
import { polygonCentroid } from '../../../src-contract/geometry/polygon.ts';
import { type Bounds, createBaseMap, toBounds } from './base-map.ts';
import { boxesMeet } from './boxes-meet.ts';
import { type Features, type LonLat, type ZoneMark, zoneFeatures } from './features.ts';
import { hitLayers, type Overlay, type SiteSource, siteImages, siteStyle } from './site-style.ts';

export interface SiteMapOptions {
  readonly container: HTMLElement;
  readonly site: SiteReply;
  readonly onHit: (overlay: Overlay, id: string) => void;
  /** Each click's place, after `onHit`. */
  readonly onPlace: (at: LonLat) => void;
  /** Room at the edges for what lies over the map, px. */
  readonly padding?: number;
}

export interface SiteMap {
  setZones(zones: readonly ZoneMark[]): void;
  set(overlay: Overlay, features: Features): void;
  /** The address of the base map; null: none. */
  setTiles(address: string | null): void;
  /** A name in the middle of each zone that has a place. */
  nameZones(elements: ReadonlyMap<string, HTMLElement>): void;
  /** Null: the station. */
  fit(bounds: Bounds | null): void;
  /** Room that something takes away at the right, px. */
  setInset(rightPx: number): void;
  zoomBy(steps: number): void;
  restyle(): void;
  destroy(): void;
}

/** A hand on a touch screen, px around the place that was hit. */
const reachPx = 8;
const overlaysFromTop: readonly Overlay[] = ['events', 'places', 'route', 'ways'];
/** Nearer than this a single place would fill the screen. */
const nearestZoom = 20;

export function createSiteMap({ container, site, onHit, onPlace, padding = 48 }: SiteMapOptions): SiteMap {
  const base = createBaseMap<SiteSource>({
    ...{ container, bounds: site.bounds, padding, style: siteStyle, images: siteImages, data: new Map() },
  });
  const { map } = base;
  const names: Marker[] = [];
  let shown: Bounds | null = null;
  let fitted = true;
  let insetPx = 0;

  const bringIntoSight = (animate: boolean) => {
    fitted = true;
    map.fitBounds(toBounds(shown ?? site.bounds), {
      ...{ animate, duration: 200, maxZoom: nearestZoom },
      padding: { top: padding, bottom: padding, left: padding, right: padding + insetPx },
    });
  };
  const hitAt = ({ x, y }: { readonly x: number; readonly y: number }): readonly [Overlay, string] | null => {
    if (!base.isReady()) return null;
    for (const overlay of overlaysFromTop) {
      const box: [[number, number], [number, number]] = [
        [x - reachPx, y - reachPx],
        [x + reachPx, y + reachPx],
      ];
      const id = map.queryRenderedFeatures(box, { layers: [...hitLayers[overlay]] })[0]?.properties['id'];
      if (id !== undefined) return [overlay, String(id)];
    }
    return null;
  };
  const nameWhatHasRoom = () => hideCovered(names.map((name) => name.getElement()));
  map.on('idle', nameWhatHasRoom);
  map.on('moveend', nameWhatHasRoom);
  map.on('dragstart', () => {
    fitted = false;
  });
  map.on('click', ({ point, lngLat }) => {
    const hit = hitAt(point);
    if (hit !== null) onHit(...hit);
    onPlace([lngLat.lng, lngLat.lat]);
  });
  map.on('mousemove', ({ point }) => {
    map.getCanvas().style.cursor = hitAt(point) === null ? '' : 'pointer';
  });
  // A panel or window of another size keeps all in sight until the operator moves the map himself.
  map.on('resize', () => {
    if (fitted) bringIntoSight(false);
  });

  return {
    setZones: (zones) => base.set('zones', zoneFeatures(site, new Map(zones.map((zone) => [zone.id, zone])))),
    set: base.set,
    setTiles: base.setTiles,
    nameZones(elements) {
      for (const name of names.splice(0)) name.remove();
      for (const { id, polygon } of site.zones) {
        const element = elements.get(id);
        if (element === undefined || polygon === null) continue;
        const [lon, lat] = polygonCentroid(polygon);
        names.push(new Marker({ element }).setLngLat([lon, lat]).addTo(map));
      }
    },
    fit(bounds) {
      shown = bounds;
      bringIntoSight(true);
    },
    setInset(rightPx) {
      if (rightPx === insetPx) return;
      insetPx = rightPx;
      if (fitted) bringIntoSight(true);
    },
    zoomBy(steps) {
      fitted = false;
      map.zoomTo(map.getZoom() + steps, { duration: 150 });
    },
    restyle: base.restyle,
    destroy() {
      for (const name of names) name.remove();
      base.remove();
    },
  };
}

/** Of names that would cover each other, the later ones go: the lists beside the map have all of them. */
function hideCovered(names: readonly HTMLElement[]): void {
  const shown: DOMRect[] = [];
  for (const name of names) {
    const box = name.getBoundingClientRect();
    const isCovered = shown.some((other) => boxesMeet(box, other));
    name.style.visibility = isCovered ? 'hidden' : '';
    if (!isCovered) shown.push(box);
  }
}
