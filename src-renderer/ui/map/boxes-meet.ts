/** Whether two boxes on the screen cover each other somewhere; for labels that have no room. */
export function boxesMeet(a: DOMRect, b: DOMRect): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
