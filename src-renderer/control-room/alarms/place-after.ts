/** Moving in a list by keys. Pure. */

/** The place that a key moves to in a list of `length`, from `place` (−1: none); null when the key moves nothing. */
export function placeAfter(key: string, place: number, length: number): number | null {
  if (length === 0) return null;
  switch (key) {
    case 'ArrowDown':
      return Math.min(place + 1, length - 1);
    case 'ArrowUp':
      return Math.max(place - 1, 0);
    case 'Home':
      return 0;
    case 'End':
      return length - 1;
    default:
      return null;
  }
}
