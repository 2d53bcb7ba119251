/** The map's style: the station's plan on a plain ground. It names no address, no glyphs and no sprite, so it needs no network. */
import type { LayerSpecification, StyleSpecification } from 'maplibre-gl';
import type { MapColours } from './hatch-images.ts';

const sourceNames = ['grid', 'views', 'zones', 'lines', 'flows'] as const;
export type SourceName = (typeof sourceNames)[number];

const empty = { type: 'FeatureCollection', features: [] } as const;

export function planStyle(colours: MapColours): StyleSpecification {
  return {
    version: 8,
    sources: Object.fromEntries(
      sourceNames.map((name) => [name, { type: 'geojson' as const, data: { ...empty, features: [] } }]),
    ),
    layers: [{ id: 'ground', type: 'background', paint: { 'background-color': colours.page } }, ...planLayers(colours)],
  };
}

function planLayers(colours: MapColours): LayerSpecification[] {
  const band = (unknown: string, green: string): ['match', ...unknown[]] => [
    'match',
    ['get', 'band'],
    'green',
    green,
    'amber',
    colours.bands['amber'],
    'orange',
    colours.bands['orange'],
    'red',
    colours.bands['red'],
    'black',
    colours.bands['red'],
    unknown,
  ];
  const layers = [
    {
      id: 'grid',
      type: 'line',
      source: 'grid',
      paint: { 'line-color': colours.line, 'line-width': ['match', ['get', 'major'], 1, 1, 0.5], 'line-opacity': 0.7 },
    },
    { id: 'views-fill', type: 'fill', source: 'views', paint: { 'fill-color': colours.accent, 'fill-opacity': 0.06 } },
    {
      id: 'zones-fill',
      type: 'fill',
      source: 'zones',
      paint: {
        'fill-color': ['match', ['get', 'band'], 'black', colours.bands['black'], band(colours.surface3, colours.surface3)],
        'fill-opacity': [
          'match',
          ['get', 'band'],
          'green',
          0.85,
          'unknown',
          0.55,
          'amber',
          0.22,
          'orange',
          0.34,
          'red',
          0.42,
          0.75,
        ],
      },
    },
    {
      id: 'zones-hatch',
      type: 'fill',
      source: 'zones',
      filter: ['!=', ['get', 'band'], 'green'],
      paint: {
        'fill-pattern': ['concat', 'hatch-', ['get', 'band']],
        'fill-opacity': ['match', ['get', 'band'], 'unknown', 0.9, 0.55],
      },
    },
    {
      id: 'zones-edge',
      type: 'line',
      source: 'zones',
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': band(colours.hatch, colours.lineStrong),
        'line-width': ['match', ['get', 'band'], 'green', 1, 'unknown', 1, 'amber', 1.5, 'orange', 2.5, 3],
      },
    },
    {
      id: 'zones-selected',
      type: 'line',
      source: 'zones',
      filter: ['==', ['get', 'selected'], 1],
      layout: { 'line-join': 'round' },
      paint: { 'line-color': colours.text, 'line-width': 2.5, 'line-offset': -3 },
    },
    {
      id: 'views-edge',
      type: 'line',
      source: 'views',
      paint: {
        'line-color': ['match', ['get', 'state'], 'live', colours.accent, colours.bands['amber']],
        'line-width': 1,
        'line-dasharray': [4, 3],
        'line-opacity': 0.75,
      },
    },
    {
      id: 'lines',
      type: 'line',
      source: 'lines',
      layout: { 'line-cap': 'round' },
      paint: { 'line-color': colours.accent, 'line-width': 3 },
    },
    {
      id: 'flows',
      type: 'symbol',
      source: 'flows',
      layout: {
        'icon-image': 'flow-arrow',
        'icon-rotate': ['get', 'bearing'],
        'icon-size': ['get', 'size'],
        'icon-rotation-alignment': 'map',
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
      },
      paint: { 'icon-opacity': 0.85 },
    },
  ];
  return layers as LayerSpecification[];
}
