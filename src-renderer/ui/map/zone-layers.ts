/** How zones look on every map: by band, told apart by hatching and edge as well as by colour. In: the theme's colours; out: layers of the source `zones`. */
import type { LayerSpecification } from 'maplibre-gl';
import type { MapColours } from './hatch-images.ts';

/** A colour by a feature's `band`; black has red's, for black itself can't be told from a dark ground. */
export function byBand(colours: MapColours, unknown: string, green: string): ['match', ...unknown[]] {
  const { amber, orange, red } = colours.bands;
  return ['match', ['get', 'band'], 'green', green, 'amber', amber, 'orange', orange, 'red', red, 'black', red, unknown];
}

export function zoneLayers(colours: MapColours): LayerSpecification[] {
  const layers = [
    {
      id: 'zones-fill',
      type: 'fill',
      source: 'zones',
      paint: {
        'fill-color': [
          'match',
          ['get', 'band'],
          'black',
          colours.bands['black'],
          byBand(colours, colours.surface3, colours.surface3),
        ],
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
        'line-color': byBand(colours, colours.hatch, colours.lineStrong),
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
  ];
  return layers as LayerSpecification[];
}
