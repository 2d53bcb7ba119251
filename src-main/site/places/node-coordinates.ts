/**
 * Where the nodes of an extract lie, 16 bytes a node: an extract has millions, of which names are a few. In: nodes in any order. Out: a place
 * by id. Degrees are kept to the seventh place, as the map itself has them.
 */
import type { LonLat } from '../../../src-contract/domain/geometry-types.ts';

export interface NodeCoordinates {
  readonly size: number;
  add(id: number, at: LonLat): void;
  at(id: number): LonLat | null;
}

const perDegree = 1e7;

export function createNodeCoordinates(): NodeCoordinates {
  let ids = new Float64Array(4096);
  let lonLats = new Int32Array(8192);
  let size = 0;
  let isSorted = true;

  const grow = (): void => {
    const [moreIds, moreLonLats] = [new Float64Array(size * 2), new Int32Array(size * 4)];
    moreIds.set(ids);
    moreLonLats.set(lonLats);
    ids = moreIds;
    lonLats = moreLonLats;
  };
  /** Extracts are mostly sorted as they come. */
  const sort = (): void => {
    const order = Uint32Array.from({ length: size }, (_, i) => i).sort((a, b) => (ids[a] ?? 0) - (ids[b] ?? 0));
    const [unsortedIds, unsorted] = [ids, lonLats];
    ids = new Float64Array(ids.length);
    lonLats = new Int32Array(lonLats.length);
    order.forEach((from, to) => {
      ids[to] = unsortedIds[from] ?? 0;
      lonLats.set(unsorted.subarray(from * 2, from * 2 + 2), to * 2);
    });
    isSorted = true;
  };

  return {
    get size() {
      return size;
    },
    add(id, [lon, lat]) {
      if (size === ids.length) grow();
      isSorted &&= size === 0 || (ids[size - 1] ?? 0) <= id;
      ids[size] = id;
      lonLats[size * 2] = Math.round(lon * perDegree);
      lonLats[size * 2 + 1] = Math.round(lat * perDegree);
      size += 1;
    },
    at(id) {
      if (!isSorted) sort();
      let [low, high] = [0, size - 1];
      while (low <= high) {
        const middle = (low + high) >> 1;
        const found = ids[middle] ?? 0;
        if (found === id) return [(lonLats[middle * 2] ?? 0) / perDegree, (lonLats[middle * 2 + 1] ?? 0) / perDegree];
        if (found < id) low = middle + 1;
        else high = middle - 1;
      }
      return null;
    },
  };
}
