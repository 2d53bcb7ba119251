/**
 * The look of the map around the station: zones quietly below, then ways, places, events, routes, and what is being picked. In: the theme's
 * colours; out: style and pictures. Kinds and states are told apart by dashes, widths and signs, never by colour alone.
 */
import type { LayerSpecification, StyleSpecification } from 'maplibre-gl';
import { closedLayers } from './closed-layers.ts';
import { type MapColours, mapImages } from './hatch-images.ts';
import { localStyle } from './local-style.ts';
import { placeImages } from './place-marks.ts';
import { signImages } from './sign-images.ts';
import { byBand, zoneLayers } from './zone-layers.ts';

/** What sections fill. Each feature's `id` is what `onHit` says. */
export const overlays = ['ways', 'places', 'events', 'route', 'pick'] as const;
export type Overlay = (typeof overlays)[number];
export type SiteSource = Overlay | 'zones';

/** Layers that can be hit, by overlay; what lies on top comes first. */
export const hitLayers: Readonly<Record<Overlay, readonly string[]>> = {
  pick: [],
  events: ['events-sign'],
  places: ['places-sign', 'places-dot', 'places-area'],
  route: ['route-casing'],
  ways: ['ways-hit'],
};

export function siteStyle(colours: MapColours): StyleSpecification {
  const layers = [
    ...zoneLayers(colours),
    ...wayLayers(colours),
    ...placeLayers(colours),
    ...routeLayers(colours),
    ...eventLayers(),
    ...pickLayers(colours),
  ];
  return localStyle(colours, ['zones', ...overlays], layers as LayerSpecification[]);
}

export function siteImages(colours: MapColours): ReadonlyMap<string, ImageData> {
  return new Map([...mapImages(colours), ...placeImages(colours), ...signImages(colours)]);
}

const round = { 'line-cap': 'round', 'line-join': 'round' } as const;
const isArea = ['==', ['geometry-type'], 'Polygon'];
const isLine = ['==', ['geometry-type'], 'LineString'];
const isPoint = ['==', ['geometry-type'], 'Point'];

/** Stretches: `band` (of their zone; none outside), `blocked` 0 | 1, `selected` 0 | 1, `kind`. */
function wayLayers(colours: MapColours): unknown[] {
  const blocked = ['==', ['get', 'blocked'], 1];
  const isStairs = ['in', ['get', 'kind'], ['literal', ['stairs', 'escalator']]];
  const colour = byBand(colours, colours.text2, colours.text2);
  return [
    line('ways-selected', 'ways', ['==', ['get', 'selected'], 1], {
      'line-color': colours.accent,
      'line-width': 11,
      'line-opacity': 0.6,
    }),
    line('ways', 'ways', ['all', ['!', blocked], ['!', isStairs]], {
      'line-color': colour,
      'line-width': 2,
      'line-opacity': 0.85,
    }),
    line(
      'ways-stairs',
      'ways',
      ['all', ['!', blocked], isStairs],
      { 'line-color': colour, 'line-width': 6, 'line-dasharray': [0.25, 0.35] },
      {},
    ),
    ...closedLayers(colours, 'ways'),
    // A finger's or a shaky hand's width around each stretch.
    line('ways-hit', 'ways', isLine, { 'line-color': colours.text, 'line-width': 16, 'line-opacity': 0 }),
  ];
}

/** Places: `kind`, `rank` (lower stays when there is no room), `selected` 0 | 1; areas are drawn as outlines. */
function placeLayers(colours: MapColours): unknown[] {
  return [
    {
      id: 'places-area',
      type: 'fill',
      source: 'places',
      filter: isArea,
      paint: { 'fill-color': colours.accent, 'fill-opacity': 0.08 },
    },
    line('places-outline', 'places', isArea, { 'line-color': colours.text2, 'line-width': 1, 'line-dasharray': [4, 2] }),
    {
      ...{ id: 'places-dot', type: 'circle', source: 'places', filter: isPoint },
      paint: {
        'circle-radius': 3.5,
        'circle-color': colours.text2,
        'circle-stroke-color': colours.page,
        'circle-stroke-width': 1,
      },
    },
    {
      ...{ id: 'places-sign', type: 'symbol', source: 'places', filter: isPoint },
      layout: {
        'icon-image': ['concat', 'place-', ['get', 'kind'], ['match', ['get', 'selected'], 1, '-selected', '']],
        'icon-padding': 1,
        'symbol-sort-key': ['-', ['get', 'rank'], ['*', 100, ['get', 'selected']]],
      },
    },
  ];
}

/** Ways found: `rank` 0 = the best, solid and wide; others are dashed; points with `sign` start | goal | exit. */
function routeLayers(colours: MapColours): unknown[] {
  const best = ['all', isLine, ['==', ['get', 'rank'], 0]];
  const other = ['all', isLine, ['>', ['get', 'rank'], 0]];
  return [
    line('route-other', 'route', other, {
      'line-color': colours.text,
      'line-width': 3,
      'line-dasharray': [2, 1.6],
      'line-opacity': 0.8,
    }),
    line('route-casing', 'route', isLine, {
      'line-color': colours.page,
      'line-width': 11,
      'line-opacity': ['match', ['get', 'rank'], 0, 0.9, 0],
    }),
    line('route-best', 'route', best, { 'line-color': colours.accent, 'line-width': 6 }),
    {
      ...{ id: 'route-way', type: 'symbol', source: 'route', filter: best },
      layout: { 'symbol-placement': 'line', 'symbol-spacing': 70, 'icon-image': 'sign-onward', ...always },
    },
    sign('route-sign', 'route', ['get', 'sign']),
  ];
}

/** Points, and the areas that they take. */
function eventLayers(): unknown[] {
  return [sign('events-sign', 'events', ['match', ['get', 'selected'], 1, 'event-selected', 'event'])];
}

/** A place or an outline that is being drawn. */
function pickLayers(colours: MapColours): unknown[] {
  return [
    {
      id: 'pick-area',
      type: 'fill',
      source: 'pick',
      filter: isArea,
      paint: { 'fill-color': colours.accent, 'fill-opacity': 0.2 },
    },
    line('pick-line', 'pick', ['!', isPoint], { 'line-color': colours.accent, 'line-width': 2.5 }),
    sign('pick-sign', 'pick', 'pick'),
  ];
}

const always = { 'icon-allow-overlap': true, 'icon-ignore-placement': true } as const;

function line(id: string, source: SiteSource, filter: unknown, paint: unknown, layout: unknown = round): unknown {
  return { id, type: 'line', source, filter, paint, layout };
}

function sign(id: string, source: SiteSource, name: unknown): unknown {
  return { id, type: 'symbol', source, filter: isPoint, layout: { 'icon-image': ['concat', 'sign-', name], ...always } };
}
