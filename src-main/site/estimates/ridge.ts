/**
 * Linear regression without an intercept whose weights are held back by as much as too little was seen (ridge; Hoerl & Kennard 1970).
 * In: rows of features with their target, one at a time. Out: weights. Features may be idle (always 0): their weight is 0.
 */

/** So many rows weigh as much as the wish for a weight of 0: two hours of minutes. */
const holdingRows = 120;

export interface Ridge {
  /** x: [features] */
  add(x: Float64Array, y: number): void;
  /** [features] */
  weights(): Float64Array;
}

export function createRidge(features: number): Ridge {
  const gram = new Float64Array(features * features);
  const target = new Float64Array(features);
  let rows = 0;
  return {
    add(x, y) {
      rows++;
      for (let i = 0; i < features; i++) {
        const xi = x[i] ?? 0;
        if (xi === 0) continue;
        target[i] = (target[i] ?? 0) + xi * y;
        for (let j = 0; j <= i; j++) gram[i * features + j] = (gram[i * features + j] ?? 0) + xi * (x[j] ?? 0);
      }
    },
    weights() {
      const held = gram.slice();
      for (let i = 0; i < features; i++) {
        const own = gram[i * features + i] ?? 0;
        held[i * features + i] = own === 0 ? 1 : own * (1 + holdingRows / Math.max(1, rows));
      }
      return solve(held, target, features);
    },
  };
}

/** By Cholesky; lower: [n*n] row-major, positive definite, of which the lower half counts. */
function solve(lower: Float64Array, target: Float64Array, n: number): Float64Array {
  const at = (i: number, j: number): number => lower[i * n + j] ?? 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let left = at(i, j);
      for (let k = 0; k < j; k++) left -= at(i, k) * at(j, k);
      lower[i * n + j] = i === j ? Math.sqrt(Math.max(left, 1e-12)) : left / at(j, j);
    }
  }
  const x = target.slice();
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) x[i] = (x[i] ?? 0) - at(i, k) * (x[k] ?? 0);
    x[i] = (x[i] ?? 0) / at(i, i);
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i] = (x[i] ?? 0) - at(k, i) * (x[k] ?? 0);
    x[i] = (x[i] ?? 0) / at(i, i);
  }
  return x;
}
