/**
 * A base map below what a map draws itself. In: the map, and the archive's address or null. Out: its layers under the others, put there again
 * after each change of theme. While it can't be read the map is the drawn plan, as where there is none.
 */
import type { Map as MapLibreMap, VectorTileSource } from 'maplibre-gl';
import type { MapColours } from './hatch-images.ts';

export interface TilesBelow {
  /** Null: none. The same address again tries anew what failed. */
  show(address: string | null): void;
  /** After the map took on another style. */
  drawAgain(): void;
}

interface TilesBelowOptions {
  readonly map: MapLibreMap;
  readonly isReady: () => boolean;
  readonly colours: () => MapColours;
}

const source = 'tiles';
/** Layers that stay in sight only where the base map has nothing. */
const replaced = ['ground', 'grid'];

export function createTilesBelow({ map, isReady, colours }: TilesBelowOptions): TilesBelow {
  let wanted: string | null = null;
  let failed = false;

  const remove = () => {
    for (const id of map.getLayersOrder()) if (map.getLayer(id)?.source === source) map.removeLayer(id);
    if (map.getSource(source) !== undefined) map.removeSource(source);
  };
  const draw = async () => {
    failed = false;
    if (!isReady()) return;
    remove();
    const address = wanted;
    if (address === null) return;
    const { tileLayers, tilesFrom } = await import('./tile-layers.ts');
    // Meanwhile it may have been switched off, or the style may be another one.
    if (wanted !== address || !isReady() || map.getSource(source) !== undefined) return;
    map.addSource(source, tilesFrom(address));
    map.getSource<VectorTileSource>(source)?.on('error', () => {
      failed = true;
    });
    const lowest = map.getLayersOrder().find((id) => !replaced.includes(id));
    for (const layer of tileLayers(source, colours())) map.addLayer(layer, lowest);
  };
  const drawOrNote = () =>
    void draw().catch(() => {
      failed = true;
    });
  map.on('remove', () => {
    wanted = null;
  });

  return {
    show(address) {
      if (address === wanted && !failed) return;
      wanted = address;
      drawOrNote();
    },
    drawAgain: drawOrNote,
  };
}
