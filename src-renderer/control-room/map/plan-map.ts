/**
 * The only place that touches MapLibre. In: the plan, and what its zones, cameras and flows look like now; out: clicks by zone and
 * camera. Labels are plain elements over the map, so that the style needs no glyphs and text stays sharp.
 */
import { type GeoJSONSource, Map as MapLibreMap, Marker, ScaleControl, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import 'maplibre-gl/dist/maplibre-gl.css';
import type { SiteReply } from '../../../src-contract/api/site.ts';
import { imageRatio, mapImages, readColours } from './hatch-images.ts';
import {
  cameraPlace,
  type Features,
  type Flow,
  flowFeatures,
  gridFeatures,
  type LonLat,
  labelPlace,
  lineFeatures,
  viewFeatures,
  type ZoneMark,
  zoneFeatures,
} from './plan-features.ts';
import { planStyle, type SourceName } from './plan-style.ts';

setWorkerUrl(workerUrl);

export interface PlanMapOptions {
  readonly container: HTMLElement;
  readonly site: SiteReply;
  readonly onZone: (zoneId: string | null) => void;
  readonly onCamera: (cameraId: string) => void;
  /** Each click's place. */
  readonly onPlace?: (at: LonLat) => void;
  /** Room at the edges for what lies over the map, px. */
  readonly padding?: number;
}

export interface PlanMark {
  readonly element: HTMLElement;
  readonly at: LonLat;
}

export interface PlanMap {
  setZones(zones: readonly ZoneMark[]): void;
  setCameras(states: ReadonlyMap<string, string>, showViews: boolean): void;
  setFlows(flows: readonly Flow[]): void;
  /** Puts elements on the plan: zone labels under the zones, camera marks where their views begin. */
  placeLabels(zoneLabels: ReadonlyMap<string, HTMLElement>, cameraMarks: ReadonlyMap<string, HTMLElement>): void;
  /** Further elements on the plan, in place of those before. */
  placeMarks(marks: readonly PlanMark[]): void;
  restyle(): void;
  /** Room that something takes away at the right, px. */
  setInset(rightPx: number): void;
  showAll(): void;
  zoomBy(steps: number): void;
  destroy(): void;
}

/** Between a place on the plan and the element that stands there, px. */
const labelOffset: Record<'center' | 'top' | 'bottom', [number, number]> = { center: [0, 0], top: [0, 5], bottom: [0, -5] };

export function createPlanMap({ container, site, onZone, onCamera, onPlace, padding = 48 }: PlanMapOptions): PlanMap {
  const map = new MapLibreMap({
    container,
    style: planStyle(readColours(container)),
    bounds: [...site.bounds],
    fitBoundsOptions: { padding },
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    // The page's own keys and list are there for the keyboard; the canvas would only be one more stop for Tab.
    keyboard: false,
    maxZoom: 24,
    renderWorldCopies: false,
    fadeDuration: 0,
  });
  map.getCanvas().tabIndex = -1;
  // MapLibre names it in English; the element around it has the name.
  map.getCanvas().setAttribute('aria-hidden', 'true');
  map.addControl(new ScaleControl({ unit: 'metric', maxWidth: 90 }), 'bottom-left');
  const data = new Map<SourceName, Features>([
    ['grid', gridFeatures(site)],
    ['lines', lineFeatures(site)],
  ]);
  const markers: Marker[] = [];
  const marks: Marker[] = [];
  let ready = false;
  let fitted = true;
  let insetPx = 0;

  const show = (name: SourceName) => {
    const features = data.get(name);
    if (!ready || features === undefined) return;
    map.getSource<GeoJSONSource>(name)?.setData(features as Parameters<GeoJSONSource['setData']>[0]);
  };
  const set = (name: SourceName, features: Features) => {
    data.set(name, features);
    show(name);
  };
  const furnish = () => {
    for (const [name, image] of mapImages(readColours(container))) {
      if (map.hasImage(name)) map.removeImage(name);
      map.addImage(name, image, { pixelRatio: imageRatio });
    }
    ready = true;
    for (const name of data.keys()) show(name);
  };
  const showAll = (animate: boolean) => {
    fitted = true;
    map.fitBounds([...site.bounds], {
      padding: { top: padding, bottom: padding, left: padding, right: padding + insetPx },
      animate,
      duration: 200,
    });
  };

  map.on('style.load', furnish);
  map.on('idle', () => declutter(container));
  // Idle may be long in coming while figures keep changing.
  map.on('moveend', () => declutter(container));
  // Their words come later than the map, and change with the language, the figures and their age.
  const labelSizes = new ResizeObserver(() => declutter(container));
  map.on('dragstart', () => {
    fitted = false;
  });
  map.on('click', (event) => {
    const hit = map.queryRenderedFeatures(event.point, { layers: ['zones-fill'] })[0];
    onZone(hit === undefined ? null : String(hit.properties['zone']));
    onPlace?.([event.lngLat.lng, event.lngLat.lat]);
  });
  map.on('mousemove', (event) => {
    const over = ready && map.queryRenderedFeatures(event.point, { layers: ['zones-fill'] }).length > 0;
    map.getCanvas().style.cursor = over ? 'pointer' : '';
  });
  // A panel or window of another size keeps the whole plan in sight until the operator moves it himself.
  map.on('resize', () => {
    if (fitted) showAll(false);
  });

  return {
    setZones: (zones) => set('zones', zoneFeatures(site, new Map(zones.map((zone) => [zone.id, zone])))),
    setCameras: (states, showViews) =>
      set(
        'views',
        viewFeatures(showViews ? site : { ...site, cameras: [] }, (id) => states.get(id) ?? 'offline'),
      ),
    setFlows: (flows) => set('flows', flowFeatures(site, flows)),
    placeLabels(zoneLabels, cameraMarks) {
      labelSizes.disconnect();
      for (const marker of markers.splice(0)) marker.remove();
      const put = (element: HTMLElement, at: readonly [number, number], anchor: keyof typeof labelOffset) =>
        markers.push(new Marker({ element, anchor, offset: labelOffset[anchor] }).setLngLat([at[0], at[1]]).addTo(map));
      const cameraPlaces = site.cameras.flatMap(({ view }) => (view === null ? [] : [cameraPlace(view)]));
      for (const camera of site.cameras) {
        const element = cameraMarks.get(camera.id);
        if (element === undefined || camera.view === null) continue;
        element.onclick = () => onCamera(camera.id);
        put(element, cameraPlace(camera.view), 'center');
      }
      for (const zone of site.zones) {
        const element = zoneLabels.get(zone.id);
        if (element === undefined || zone.polygon === null) continue;
        const { at, anchor } = labelPlace(zone.polygon, cameraPlaces);
        put(element, at, anchor);
        labelSizes.observe(element);
      }
    },
    placeMarks(wanted) {
      for (const mark of marks.splice(0)) mark.remove();
      for (const { element, at } of wanted) marks.push(new Marker({ element }).setLngLat([at[0], at[1]]).addTo(map));
    },
    restyle() {
      ready = false;
      map.setStyle(planStyle(readColours(container)), { diff: false });
    },
    setInset(rightPx) {
      if (rightPx === insetPx) return;
      insetPx = rightPx;
      if (fitted) showAll(true);
    },
    showAll: () => showAll(true),
    zoomBy(steps) {
      fitted = false;
      map.zoomTo(map.getZoom() + steps, { duration: 150 });
    },
    destroy() {
      labelSizes.disconnect();
      for (const marker of [...markers, ...marks]) marker.remove();
      map.remove();
    },
  };
}

/** Where zone labels would cover each other, all of them turn short: the list beside the map has the names. */
function declutter(container: HTMLElement): void {
  delete container.dataset['compact'];
  const boxes = [...container.querySelectorAll('[data-zone-label]')].map((label) => label.getBoundingClientRect());
  const crowded = boxes.some((a, i) => boxes.slice(i + 1).some((b) => covers(a, b)));
  if (crowded) container.dataset['compact'] = 'true';
}

function covers(a: DOMRect, b: DOMRect): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
