/** What stands still in a picture of a bathing place: the paved terrace, the steps down from its edge, and the river. */
import type { PlatformPlan } from '../scenes/scene.ts';
import { type Colour, colourOf, shaded } from './picture.ts';
import { fraction, meet, noise, type Surface, tileOf } from './surface.ts';

const slabs = [0xa8927a, 0xb09a81, 0xa28c75, 0xac9780].map(colourOf);
const joint = colourOf(0x857260);
const edgeBand = colourOf(0xb5523b);
const tread = colourOf(0x9b8670);
const nosing = colourOf(0xc4b29c);
const wet = colourOf(0x75695a);
const water = colourOf(0x3f5f5c);
const glint = colourOf(0x7f9a96);

/** Shallow steps: 0.15 m down each 0.6 m; four of them, and the river stands at the last. */
const stepDepthM = 0.6;
const stepDownM = 0.15;
const steps = 4;
const waterLevelM = -steps * stepDownM;

export function ghatSurface({ edgeY }: PlatformPlan): Surface {
  return (origin, ray) => {
    const [x, y] = meet(origin, ray, 0);
    if (y < edgeY) return terraceColour(x, y - edgeY);
    for (let step = 1; step <= steps; step++) {
      const [sx, sy] = meet(origin, ray, -step * stepDownM);
      const beyond = sy - edgeY - (step - 1) * stepDepthM;
      if (beyond < stepDepthM) return stepColour(sx, beyond, step);
    }
    return waterColour(...meet(origin, ray, waterLevelM));
  };
}

function terraceColour(x: number, fromEdge: number): Colour {
  const grain = noise(x * 24, fromEdge * 24) * 0.06 + noise(x * 1.1, fromEdge * 1.1) * 0.1;
  if (fromEdge > -0.9 && fromEdge < -0.6) return shaded(edgeBand, 0.95 + grain);
  if (fraction(x / 1.2) < 0.018 || fraction(fromEdge / 0.8) < 0.026) return shaded(joint, 1 + grain);
  return shaded(tileOf(slabs, Math.floor(x / 1.2), Math.floor(fromEdge / 0.8)), 0.97 + grain);
}

/** `beyond`: m from the step's back. Its front edge is worn light, and the last one is under water at times. */
function stepColour(x: number, beyond: number, step: number): Colour {
  const grain = noise(x * 18, beyond * 18 + step * 7) * 0.07;
  if (beyond > stepDepthM - 0.09) return shaded(nosing, 0.95 + grain);
  return shaded(step === steps ? wet : tread, 0.85 + grain);
}

/** Ripples that stand still: a picture's backdrop is painted once. */
export function waterColour(x: number, y: number): Colour {
  const ripple = noise(x * 0.9, y * 2.6) * 0.5 + noise(x * 3.1 + 11, y * 7.3) * 0.3;
  return ripple > 0.3 ? shaded(glint, 0.85 + ripple * 0.3) : shaded(water, 0.92 + ripple * 0.35);
}
