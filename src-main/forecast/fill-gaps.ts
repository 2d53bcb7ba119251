/** Models want every step; gaps are bridged in what is left beside the usual figure, so that a gap at night doesn't look like noon. */

/**
 * values from `from` on, less `usual[index % usual.length]` (nothing when null); gaps linear between their ends, level before the first
 * and after the last known. → [values.length - from]; null where nothing is known.
 */
export function fillGaps(values: readonly (number | null)[], from: number, usual: Float64Array | null): Float64Array | null {
  const filled = new Float64Array(values.length - from);
  let known = -1;
  for (let i = 0; i < filled.length; i++) {
    const value = values[from + i] ?? null;
    if (value === null) continue;
    filled[i] = value - (usual?.[(from + i) % usual.length] ?? 0);
    bridge(filled, known, i);
    known = i;
  }
  if (known < 0) return null;
  return filled.fill(filled[known] ?? 0, known);
}

/** Fills what lies between two known steps; `left` −1 = there is none. */
function bridge(filled: Float64Array, left: number, right: number): void {
  const end = filled[right] ?? 0;
  const start = left < 0 ? end : (filled[left] ?? end);
  for (let i = left + 1; i < right; i++) filled[i] = start + ((end - start) * (i - left)) / (right - left);
}
