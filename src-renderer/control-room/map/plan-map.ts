/**
 * The station's plan in MapLibre. In: the plan, and what its zones, cameras and flows look like now; out: clicks by zone and
 * camera. Labels are plain elements over the map, so that the style needs no glyphs and text stays sharp.
 */
import { Marker, type PositionAnchor } from 'maplibre-gl';
import type { SiteReply } from '../../../src-contract/api/site.ts';
import { createBaseMap, toBounds } from '../../ui/map/base-map.ts';
import { boxesMeet } from '../../ui/map/boxes-meet.ts';
import { type Features, type LonLat, type ZoneMark, zoneFeatures } from '../../ui/map/features.ts';
import { type MapColours, mapImages } from '../../ui/map/hatch-images.ts';
import { signImages } from '../../ui/map/sign-images.ts';
import { cameraPlace, type Flow, flowFeatures, gridFeatures, labelPlace, lineFeatures, viewFeatures } from './plan-features.ts';
import { planStyle, type SourceName } from './plan-style.ts';

export interface PlanMapOptions {
  readonly container: HTMLElement;
  readonly site: SiteReply;
  readonly onZone: (zoneId: string | null) => void;
  readonly onCamera: (cameraId: string) => void;
  readonly onIncident?: (incidentId: string) => void;
  /** Each click's place. */
  readonly onPlace?: (at: LonLat) => void;
  /** Room at the edges for what lies over the map, px. */
  readonly padding?: number;
}

export interface PlanMark {
  readonly element: HTMLElement;
  readonly at: LonLat;
  /** Which part of the element stands there; its middle unless told. */
  readonly anchor?: PositionAnchor;
  /** From that place, px to the right and down. */
  readonly offset?: [number, number];
}

export type MarkGroup = 'sensors' | 'zones' | 'pin';

export interface PlanMap {
  setZones(zones: readonly ZoneMark[]): void;
  setCameras(states: ReadonlyMap<string, string>, showViews: boolean): void;
  setFlows(flows: readonly Flow[]): void;
  /** Density cells and people; empty where they are not shown. */
  setGround(ground: Readonly<Record<'cells' | 'people', Features>>): void;
  setIncidents(incidents: Features): void;
  /** Closed ways. */
  setClosed(ways: Features): void;
  /** The address of the base map; null: none. */
  setTiles(address: string | null): void;
  /** Puts elements on the plan: zone labels under the zones, camera marks where their views begin. */
  placeLabels(zoneLabels: ReadonlyMap<string, HTMLElement>, cameraMarks: ReadonlyMap<string, HTMLElement>): void;
  /** Further elements on the plan, in place of those of this group before. */
  placeMarks(group: MarkGroup, marks: readonly PlanMark[]): void;
  restyle(): void;
  /** Room that something takes away at the right, px. */
  setInset(rightPx: number): void;
  showAll(): void;
  zoomBy(steps: number): void;
  destroy(): void;
}

/** Between a place on the plan and the element that stands there, px. */
const labelOffset: Record<'center' | 'top' | 'bottom', [number, number]> = { center: [0, 0], top: [0, 5], bottom: [0, -5] };

export function createPlanMap({ container, site, onZone, onCamera, onIncident, onPlace, padding = 48 }: PlanMapOptions): PlanMap {
  const data = new Map<SourceName, Features>([
    ['grid', gridFeatures(site)],
    ['lines', lineFeatures(site)],
  ]);
  const { map, isReady, set, setTiles, restyle, remove } = createBaseMap({
    ...{ container, bounds: site.bounds, padding, style: planStyle, images: planImages, data },
  });
  const markers: Marker[] = [];
  const marks = new Map<MarkGroup, readonly Marker[]>();
  let fitted = true;
  let insetPx = 0;

  const showAll = (animate: boolean) => {
    fitted = true;
    map.fitBounds(toBounds(site.bounds), {
      padding: { top: padding, bottom: padding, left: padding, right: padding + insetPx },
      animate,
      duration: 200,
    });
  };

  const mark = ({ element, at, anchor = 'center', offset = [0, 0] }: PlanMark) => {
    // Else the map takes the click as one beside the mark, and ends what the mark has just begun.
    element.addEventListener('click', stopHere);
    return new Marker({ element, anchor, offset }).setLngLat([at[0], at[1]]).addTo(map);
  };

  map.on('idle', () => declutter(container));
  // Idle may be long in coming while figures keep changing.
  map.on('moveend', () => declutter(container));
  // Their words come later than the map, and change with the language, the figures and their age.
  const labelSizes = new ResizeObserver(() => declutter(container));
  map.on('dragstart', () => {
    fitted = false;
  });
  map.on('click', (event) => {
    const incident = map.queryRenderedFeatures(event.point, { layers: ['incidents'] })[0];
    if (incident !== undefined && onIncident !== undefined) {
      onIncident(String(incident.properties['incident']));
      return;
    }
    const hit = map.queryRenderedFeatures(event.point, { layers: ['zones-fill'] })[0];
    onZone(hit === undefined ? null : String(hit.properties['zone']));
    onPlace?.([event.lngLat.lng, event.lngLat.lat]);
  });
  map.on('mousemove', (event) => {
    const over = isReady() && map.queryRenderedFeatures(event.point, { layers: ['zones-fill', 'incidents'] }).length > 0;
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
    setGround({ cells, people }) {
      set('cells', cells);
      set('people', people);
    },
    setIncidents: (incidents) => set('incidents', incidents),
    setClosed: (ways) => set('closed', ways),
    setTiles,
    placeLabels(zoneLabels, cameraMarks) {
      labelSizes.disconnect();
      for (const marker of markers.splice(0)) marker.remove();
      const put = (element: HTMLElement, at: LonLat, anchor: keyof typeof labelOffset) =>
        markers.push(mark({ element, at, anchor, offset: labelOffset[anchor] }));
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
    placeMarks(group, wanted) {
      for (const marker of marks.get(group) ?? []) marker.remove();
      marks.set(group, wanted.map(mark));
    },
    restyle,
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
      for (const marker of [...markers, ...[...marks.values()].flat()]) marker.remove();
      remove();
    },
  };
}

function stopHere(event: Event): void {
  event.stopPropagation();
}

function planImages(colours: MapColours): ReadonlyMap<string, ImageData> {
  return new Map([...mapImages(colours), ...signImages(colours)]);
}

/** Where zone labels would cover each other, all of them turn short: the list beside the map has the names. */
function declutter(container: HTMLElement): void {
  delete container.dataset['compact'];
  const boxes = [...container.querySelectorAll('[data-zone-label]')].map((label) => label.getBoundingClientRect());
  const crowded = boxes.some((a, i) => boxes.slice(i + 1).some((b) => boxesMeet(a, b)));
  if (crowded) container.dataset['compact'] = 'true';
}
