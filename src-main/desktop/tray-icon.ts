/**
 * The tray's icons, drawn by rule: a disc for a running station, a ring for one that starts, a triangle for alarms (full when one is high),
 * a cross for one that is down. Shapes differ, so that nobody has to tell colours apart. Out: BGRA pixels, row-major.
 */

export type TrayFace = 'running' | 'starting' | 'alarms' | 'high' | 'down';

export const trayIconSize = 32;

type Colour = readonly [red: number, green: number, blue: number];

/** The pages' own greys and priorities: colour only for what needs a person. */
const colours: Record<TrayFace, Colour> = {
  running: [182, 191, 199],
  starting: [182, 191, 199],
  alarms: [255, 159, 67],
  high: [255, 98, 88],
  down: [255, 98, 88],
};

/** x and y from -1 to 1, y downwards. Below 0 is inside. */
const distances: Record<TrayFace, (x: number, y: number) => number> = {
  running: (x, y) => Math.hypot(x, y) - 0.8,
  starting: (x, y) => Math.abs(Math.hypot(x, y) - 0.65) - 0.15,
  alarms: (x, y) => Math.abs(triangle(x, y) + 0.15) - 0.13,
  high: triangle,
  down: (x, y) => Math.max(Math.min(Math.abs(x - y), Math.abs(x + y)) / Math.SQRT2 - 0.16, Math.hypot(x, y) - 0.95),
};

function triangle(x: number, y: number): number {
  return Math.max(y - 0.75, (2 * Math.abs(x) - y) / Math.sqrt(5) - 0.42);
}

export function trayPixels(face: TrayFace): Buffer {
  const pixels = Buffer.alloc(trayIconSize * trayIconSize * 4);
  const [red, green, blue] = colours[face];
  for (let row = 0; row < trayIconSize; row++)
    for (let column = 0; column < trayIconSize; column++) {
      const toUnit = (index: number): number => ((index + 0.5) / trayIconSize) * 2 - 1;
      const distance = distances[face](toUnit(column), toUnit(row));
      // An edge one pixel wide.
      const share = Math.min(1, Math.max(0, 0.5 - (distance * trayIconSize) / 2));
      const premultiplied = [blue * share, green * share, red * share, 255 * share].map(Math.round);
      pixels.set(premultiplied, (row * trayIconSize + column) * 4);
    }
  return pixels;
}
