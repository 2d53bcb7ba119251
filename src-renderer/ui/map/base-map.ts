/**
 * What all our maps have in common: MapLibre with its worker, without turning and tilting, a scale, and sources that keep what they were
 * handed over a change of theme. In: the style by colours; out: the map and how to fill it. What is drawn is left to the style.
 */
import { type GeoJSONSource, Map as MapLibreMap, ScaleControl, type StyleSpecification, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import 'maplibre-gl/dist/maplibre-gl.css';
import './base-map.css';
import type { Features, LonLat } from './features.ts';
import { type MapColours, readColours } from './hatch-images.ts';
import { imageRatio } from './picture.ts';
import { createTilesBelow } from './tiles-below.ts';

setWorkerUrl(workerUrl);

export type Bounds = readonly [LonLat, LonLat];

interface BaseMapOptions<S extends string> {
  readonly container: HTMLElement;
  readonly bounds: Bounds;
  readonly padding: number;
  readonly style: (colours: MapColours) => StyleSpecification;
  /** Name → pixels of the pictures that the style names. */
  readonly images: (colours: MapColours) => ReadonlyMap<string, ImageData>;
  readonly data: Map<S, Features>;
}

export interface BaseMap<S extends string> {
  readonly map: MapLibreMap;
  readonly isReady: () => boolean;
  set(source: S, features: Features): void;
  /** The address of an archive of tiles that lie below all of it; null: none. */
  setTiles(address: string | null): void;
  /** After the page's theme changed. */
  restyle(): void;
  /** What is set after this goes nowhere. */
  remove(): void;
}

/** Throws where the browser has no WebGL. */
export function createBaseMap<S extends string>(options: BaseMapOptions<S>): BaseMap<S> {
  const { container, bounds, padding, style, images, data } = options;
  const map = new MapLibreMap({
    container,
    style: style(readColours(container)),
    bounds: toBounds(bounds),
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
  let ready = false;
  const tiles = createTilesBelow({ map, isReady: () => ready, colours: () => readColours(container) });
  const told = new Map<S, string>();
  const show = (name: S) => {
    const features = data.get(name);
    if (!ready || features === undefined) return;
    map.getSource<GeoJSONSource>(name)?.setData(features as Parameters<GeoJSONSource['setData']>[0]);
  };
  map.on('style.load', () => {
    for (const [name, image] of images(readColours(container))) {
      if (map.hasImage(name)) map.removeImage(name);
      map.addImage(name, image, { pixelRatio: imageRatio });
    }
    ready = true;
    for (const name of data.keys()) show(name);
    tiles.drawAgain();
  });
  return {
    map,
    isReady: () => ready,
    set(name, features) {
      // What is the same again would have the whole map drawn anew, at each push of figures.
      const text = JSON.stringify(features);
      if (told.get(name) === text) return;
      told.set(name, text);
      data.set(name, features);
      show(name);
    },
    setTiles: tiles.show,
    restyle() {
      ready = false;
      map.setStyle(style(readColours(container)), { diff: false });
    },
    remove() {
      ready = false;
      map.remove();
    },
  };
}

/** MapLibre's own are mutable. */
export function toBounds([[west, south], [east, north]]: Bounds): [[number, number], [number, number]] {
  return [
    [west, south],
    [east, north],
  ];
}
