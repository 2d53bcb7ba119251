/** How closed ways look on every map: a broken red line with a sign in its middle, to be told without the colour. */
import type { LayerSpecification } from 'maplibre-gl';
import type { MapColours } from './hatch-images.ts';

/** In: features of `source` with `blocked` 0 | 1. The sign is `sign-blocked`, of sign-images.ts. */
export function closedLayers(colours: MapColours, source: string): LayerSpecification[] {
  const filter = ['==', ['get', 'blocked'], 1];
  const layers = [
    {
      ...{ id: 'closed', type: 'line', source, filter },
      paint: { 'line-color': colours.bands['red'], 'line-width': 4, 'line-dasharray': [1.5, 1] },
    },
    {
      ...{ id: 'closed-sign', type: 'symbol', source, filter },
      layout: {
        'symbol-placement': 'line-center',
        'icon-image': 'sign-blocked',
        'icon-rotation-alignment': 'viewport',
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
      },
    },
  ];
  return layers as LayerSpecification[];
}
