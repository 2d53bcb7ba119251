/**
 * The look of the base map: the streets, rails, water and buildings of Protomaps tiles in the greys of the page, so that only what the map
 * itself draws has a colour. In: the archive's address and the theme's colours; out: a source and its layers. No names: letters would
 * need glyph files, and would stand against the zones' own. Loaded only where there is a base map.
 */
import { type Flavor, GRAYSCALE, layers } from '@protomaps/basemaps';
import { addProtocol, type LayerSpecification, type VectorSourceSpecification } from 'maplibre-gl';
import { PMTiles, Protocol, ResolvedValueCache } from 'pmtiles';
import type { MapColours } from './hatch-images.ts';

const protocol = new Protocol();
addProtocol('pmtiles', protocol.tile);

/** `address`: of the archive, absolute; it is read in ranges with the page's own session. */
export function tilesFrom(address: string): VectorSourceSpecification {
  // The usual cache would keep a failed reading of the head for good.
  if (protocol.get(address) === undefined) protocol.add(new PMTiles(address, new ResolvedValueCache()));
  return { type: 'vector', url: `pmtiles://${address}` };
}

export function tileLayers(source: string, colours: MapColours): LayerSpecification[] {
  const drawn = layers(source, greys(colours));
  // The page has its own ground, and where a district ends is no matter here.
  return drawn.filter((layer) => layer.type !== 'background' && layer['source-layer'] !== 'boundaries');
}

/** By the names of the style's own greys; what has no rule is some use of the land. */
function greys({ page, surface, surface3, line, lineStrong }: MapColours): Flavor {
  const rules: readonly (readonly [RegExp, string])[] = [
    [/casing|earth/, page],
    [/rail/, lineStrong],
    [/water/, surface3],
    // Buildings are drawn half as strong.
    [/^(other|minor|link|major|highway|bridges|tunnel|runway|pier|buildings)/, line],
  ];
  const grey = (name: string): string => rules.find(([names]) => names.test(name))?.[1] ?? surface;
  return { ...GRAYSCALE, ...Object.fromEntries(Object.keys(GRAYSCALE).map((name) => [name, grey(name)])) };
}
