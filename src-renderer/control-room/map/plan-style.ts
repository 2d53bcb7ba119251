/** The map's style: the station's plan on a plain ground. */
import type { LayerSpecification, StyleSpecification } from 'maplibre-gl';
import { closedLayers } from '../../ui/map/closed-layers.ts';
import type { MapColours } from '../../ui/map/hatch-images.ts';
import { localStyle } from '../../ui/map/local-style.ts';
import { zoneLayers } from '../../ui/map/zone-layers.ts';

const sourceNames = ['grid', 'views', 'zones', 'cells', 'people', 'lines', 'closed', 'flows', 'incidents'] as const;
export type SourceName = (typeof sourceNames)[number];

export function planStyle(colours: MapColours): StyleSpecification {
  return localStyle(colours, sourceNames, planLayers(colours));
}

function planLayers(colours: MapColours): LayerSpecification[] {
  const layers = [
    {
      id: 'grid',
      type: 'line',
      source: 'grid',
      paint: { 'line-color': colours.line, 'line-width': ['match', ['get', 'major'], 1, 1, 0.5], 'line-opacity': 0.7 },
    },
    { id: 'views-fill', type: 'fill', source: 'views', paint: { 'fill-color': colours.accent, 'fill-opacity': 0.06 } },
    ...zoneLayers(colours),
    ...groundLayers(colours),
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
    ...closedLayers(colours, 'closed'),
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
    {
      id: 'incidents',
      type: 'symbol',
      source: 'incidents',
      layout: { 'icon-image': 'sign-incident', 'icon-allow-overlap': true, 'icon-ignore-placement': true },
    },
  ];
  return layers as LayerSpecification[];
}

/** Density cells at the edges of the default bands of waiting areas, and people as a quiet cloud: colour is kept for what is dense. */
function groundLayers(colours: MapColours): LayerSpecification[] {
  const { amber, orange, red } = colours.bands;
  const clear = 'rgba(0, 0, 0, 0)';
  const layers = [
    {
      id: 'cells-fill',
      type: 'fill',
      source: 'cells',
      paint: {
        'fill-color': ['step', ['get', 'density'], colours.text2, 2, amber, 3, orange, 4, red],
        'fill-opacity': ['interpolate', ['linear'], ['get', 'density'], 0.2, 0.08, 2, 0.4, 4, 0.7],
        'fill-antialias': false,
      },
    },
    {
      id: 'people-heat',
      type: 'heatmap',
      source: 'people',
      paint: {
        'heatmap-weight': ['get', 'persons'],
        // A person's reach is some 1.5 m at every zoom.
        'heatmap-radius': ['interpolate', ['exponential', 2], ['zoom'], 14, 2, 22, 160],
        // Of one colour, and full only where it is dense, so that the zone's own colour is seen through it.
        'heatmap-intensity': 0.25,
        'heatmap-opacity': 0.6,
        'heatmap-color': ['interpolate', ['linear'], ['heatmap-density'], 0, clear, 0.2, colours.accent, 1, colours.text],
      },
    },
  ];
  return layers as LayerSpecification[];
}
