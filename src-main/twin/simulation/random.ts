/** Seeded randomness for the twin: the same seed gives the same crowd, clothes and times on every machine. */

/** A number in [0, 1). */
export type Random = () => number;

/** The generator known as mulberry32 (Tommy Ettinger, public domain): 32 bits of state, ample for a demo crowd. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function randomBetween(random: Random, low: number, high: number): number {
  return low + (high - low) * random();
}

/** One of a list; bugs throw when it is empty. */
export function randomOf<T>(random: Random, items: readonly T[]): T {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error('nothing to choose from');
  return item;
}

/** Mean and standard deviation; the sum of three uniform numbers, so never further than three deviations away. */
export function randomAround(random: Random, mean: number, deviation: number): number {
  return mean + deviation * 2 * (random() + random() + random() - 1.5);
}
