/** One number 0..1 for how bad a zone is. In: its figure, edges and step; out: the number. It never decides a band. */
import type { Edges } from './zone-bands.ts';

/**
 * Piecewise linear through (0, 0), (amber edge, ¼), (orange edge, ½), (red edge, ¾), (black edge, 1), then flat: it rises with
 * the figure and each quarter is one band, so zones with different edges can be compared. A step-up adds one quarter.
 */
export function riskScore(value: number, edges: Edges, steppedUp: boolean): number {
  return Math.min(1, quarters(value, edges) / 4 + (steppedUp ? 0.25 : 0));
}

function quarters(value: number, edges: Edges): number {
  let lower = 0;
  for (const [i, edge] of edges.entries()) {
    if (value < edge) return i + Math.max(0, value - lower) / (edge - lower);
    lower = edge;
  }
  return edges.length;
}
