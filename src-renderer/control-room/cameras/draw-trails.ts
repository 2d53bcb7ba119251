/** Where people of the picture went: the last places of their feet, by track. In: tracks in fractions of the picture; out: pixels of the canvas. */
import type { LiveOverlay } from '../../client/live-picture.ts';

type Point = readonly [x: number, y: number];

export interface Trails {
  /** Remembers where the tracks are now, and forgets those that are gone. */
  follow(tracks: LiveOverlay['tracks']): void;
  draw(context: CanvasRenderingContext2D): void;
}

/** About five seconds at ten detections a second: enough to see a direction, too little to fill the picture. */
const mostPoints = 50;

export function createTrails(): Trails {
  let trails = new Map<number, readonly Point[]>();
  return {
    follow(tracks) {
      trails = new Map(
        tracks.map(({ id, box: [x1, , x2, y2] }) => {
          const feet: Point = [(x1 + x2) / 2, y2];
          return [id, [...(trails.get(id) ?? []), feet].slice(-mostPoints)];
        }),
      );
    },
    draw(context) {
      const { width, height } = context.canvas;
      context.setLineDash([]);
      context.strokeStyle = '#8fc7ff';
      context.lineWidth = 2 * Math.max(1, width / 640);
      for (const points of trails.values()) {
        context.beginPath();
        for (const [x, y] of points) context.lineTo(x * width, y * height);
        context.stroke();
      }
    },
  };
}

/** Where many stand close together it glows: a soft spot at each pair of feet, as large as a body is wide. */
export function drawDensity(context: CanvasRenderingContext2D, tracks: LiveOverlay['tracks']): void {
  const { width, height } = context.canvas;
  context.save();
  context.globalCompositeOperation = 'lighter';
  for (const { box } of tracks) {
    const [x, y, radius] = [((box[0] + box[2]) / 2) * width, box[3] * height, (box[2] - box[0]) * width * 1.5];
    const spot = context.createRadialGradient(x, y, 0, x, y, radius);
    spot.addColorStop(0, 'rgb(255 140 60 / 45%)');
    spot.addColorStop(1, 'rgb(255 140 60 / 0%)');
    context.fillStyle = spot;
    context.fillRect(x - radius, y - radius, 2 * radius, 2 * radius);
  }
  context.restore();
}
