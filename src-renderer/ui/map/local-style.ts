/** A map's style that names no address, no glyphs and no sprite, so that it needs no network: a plain ground, and sources that the page fills. */
import type { LayerSpecification, StyleSpecification } from 'maplibre-gl';
import type { MapColours } from './hatch-images.ts';

export function localStyle(
  colours: MapColours,
  sources: readonly string[],
  layers: readonly LayerSpecification[],
): StyleSpecification {
  return {
    version: 8,
    sources: Object.fromEntries(
      sources.map((name) => [name, { type: 'geojson' as const, data: { type: 'FeatureCollection' as const, features: [] } }]),
    ),
    layers: [{ id: 'ground', type: 'background', paint: { 'background-color': colours.page } }, ...layers],
  };
}
