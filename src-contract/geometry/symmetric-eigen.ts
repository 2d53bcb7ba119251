/**
 * Eigenvalues and eigenvectors of a small symmetric matrix by Jacobi's rotations (Golub and Van Loan, Matrix Computations,
 * section 8.5): slow for large matrices, exact and simple for the 9 × 9 of a homography.
 */

export interface EigenPair {
  readonly value: number;
  /** Unit length. */
  readonly vector: readonly number[];
}

/** matrix: [n * n], row-major, symmetric. Pairs by falling eigenvalue. */
export function symmetricEigen(matrix: readonly number[], n: number): EigenPair[] {
  const a = Float64Array.from(matrix);
  const vectors = new Float64Array(n * n);
  for (let i = 0; i < n; i++) vectors[i * n + i] = 1;
  const scale = a.reduce((sum, v) => sum + v * v, 0);
  // Converges quadratically: 9 × 9 takes 6 to 8 sweeps; the limit only guards against NaN.
  for (let sweep = 0; sweep < 30 && offDiagonal(a, n) > 1e-30 * scale; sweep++) {
    for (let p = 0; p < n - 1; p++) for (let q = p + 1; q < n; q++) rotate(a, vectors, n, p, q);
  }
  return Array.from({ length: n }, (_, i) => ({
    value: at(a, i * n + i),
    vector: Array.from({ length: n }, (_, row) => at(vectors, row * n + i)),
  })).sort((one, other) => other.value - one.value);
}

function offDiagonal(a: Float64Array, n: number): number {
  let sum = 0;
  for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) sum += at(a, p * n + q) ** 2;
  return sum;
}

/** One rotation that makes element (p, q) zero. */
function rotate(a: Float64Array, vectors: Float64Array, n: number, p: number, q: number): void {
  const apq = at(a, p * n + q);
  if (apq === 0) return;
  const theta = (at(a, q * n + q) - at(a, p * n + p)) / (2 * apq);
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.hypot(theta, 1));
  const c = 1 / Math.hypot(t, 1);
  const s = t * c;
  for (let k = 0; k < n; k++) turn(a, k * n + p, k * n + q, c, s);
  for (let k = 0; k < n; k++) turn(a, p * n + k, q * n + k, c, s);
  for (let k = 0; k < n; k++) turn(vectors, k * n + p, k * n + q, c, s);
}

function turn(values: Float64Array, i: number, j: number, c: number, s: number): void {
  const [x, y] = [at(values, i), at(values, j)];
  values[i] = c * x - s * y;
  values[j] = s * x + c * y;
}

function at(values: Float64Array, i: number): number {
  return values[i] ?? 0;
}
