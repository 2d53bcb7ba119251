/**
 * `npm run models -- twin DIR [--pictures N] [--seed S]`: pictures of the simulated station with their true boxes, in YOLO layout, for
 * training. Half are the demo's own views, half look from elsewhere. A person's box is the extent of what can be seen of them;
 * who is mostly hidden goes to NAME.ignore.txt.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { type CameraPicture, createCameraPicture, inView } from '../../twin/draw/camera-picture.ts';
import { createFigurePainter } from '../../twin/draw/figure.ts';
import { lookOf } from '../../twin/draw/look.ts';
import { createPicture, type Picture } from '../../twin/draw/picture.ts';
import type { CameraPose } from '../../twin/scenes/camera-pose.ts';
import { dadar } from '../../twin/scenes/dadar.ts';
import type { SceneCamera } from '../../twin/scenes/scene.ts';
import type { Person } from '../../twin/simulation/person.ts';
import { createRandom, randomBetween, randomOf } from '../../twin/simulation/random.ts';
import { createStationSimulation, type StationSimulation, stepS } from '../../twin/simulation/station.ts';

/** `[left, top, right, bottom]`, px. */
type PixelBox = [number, number, number, number];

/** A person of whom less than this share of the body can be seen is neither right nor wrong. */
const leastVisible = 0.3;
/** Smaller than this is neither right nor wrong, px of the picture. */
const leastHeightPx = 8;
const picturesAView = 4;
/** Between two pictures, s: long enough that the crowd has changed. */
const [leastWaitS, mostWaitS] = [6, 30];
/** Everything the painter draws is lighter than this; an untouched pixel is 0. */
const drawnFrom = 8;

export async function renderTwinPictures(
  folder: string,
  pictures: number,
  seed: number,
): Promise<{ pictures: number; boxes: number }> {
  const random = createRandom(seed);
  const simulation = createStationSimulation(dadar, seed);
  await mkdir(join(folder, 'images'), { recursive: true });
  await mkdir(join(folder, 'labels'), { recursive: true });
  let boxes = 0;
  for (let made = 0; made < pictures; ) {
    const base = randomOf(random, dadar.cameras);
    const isDemo = Math.floor(made / picturesAView) % 2 === 0;
    const view: SceneCamera = isDemo ? base : { ...base, pose: elsewhere(base.pose, random) };
    const camera = createCameraPicture(dadar, view, { timecode: false, timeZone: 'UTC' });
    const labeller = createLabeller(camera, view.floor);
    for (let i = 0; i < picturesAView && made < pictures; i++, made++) {
      walk(simulation, randomBetween(random, leastWaitS, mostWaitS));
      camera.draw(simulation, Math.floor(random() * 86_400_000));
      const labels = labeller(simulation);
      const name = `twin_${String(made).padStart(5, '0')}`;
      await savePicture(camera.picture, join(folder, 'images', `${name}.jpg`));
      await writeFile(join(folder, 'labels', `${name}.txt`), labels.seen.join(''));
      if (labels.unclear.length > 0) await writeFile(join(folder, 'labels', `${name}.ignore.txt`), labels.unclear.join(''));
      boxes += labels.seen.length;
    }
  }
  return { pictures, boxes };
}

function walk(simulation: StationSimulation, forS: number): void {
  for (let i = 0; i < forS / stepS; i++) simulation.step();
}

/** The same spot, seen from another height, distance, side and lens; the horizon stays out of the picture. */
function elsewhere(pose: CameraPose, random: () => number): CameraPose {
  const [x, y, z] = pose.position;
  const rangeWas = z / Math.sin((pose.pitchDeg * Math.PI) / 180);
  const spot = [x, y + rangeWas * Math.cos((pose.pitchDeg * Math.PI) / 180)] as const;
  const pitchDeg = randomBetween(random, 26, 68);
  const bearingDeg = pose.bearingDeg + randomBetween(random, -50, 50);
  const rangeM = randomBetween(random, 7, 28);
  const [pitch, bearing] = [(pitchDeg * Math.PI) / 180, (bearingDeg * Math.PI) / 180];
  const back = rangeM * Math.cos(pitch);
  const position = [spot[0] - back * Math.cos(bearing), spot[1] - back * Math.sin(bearing), rangeM * Math.sin(pitch)] as const;
  return { position, pitchDeg, bearingDeg, focalPx: randomBetween(random, 560, 1000) };
}

/** Draws each person alone, the farthest first, and keeps whose pixel each one is in the end. */
function createLabeller(camera: CameraPicture, floor: string) {
  const { width, height } = camera.picture;
  const alone = createPicture(width, height);
  const paint = createFigurePainter(alone, camera.camera);
  const owner = new Int32Array(width * height);
  return (simulation: StationSimulation) => {
    owner.fill(0);
    const people = inView(simulation.people, floor, camera.camera, { u: 0, v: 0, depthM: 0 });
    const bodyPx = people.map((person, i) => claim(person, i + 1));
    const seen: string[] = [];
    const unclear: string[] = [];
    for (const [i, box] of extents(people.length).entries()) {
      if (box === null) continue;
      const isClear = box.px >= leastVisible * (bodyPx[i] ?? 0) && box.box[3] - box.box[1] >= leastHeightPx;
      (isClear ? seen : unclear).push(yoloLine(box.box, width, height));
    }
    return { seen, unclear };
  };

  function claim(person: Person, id: number): number {
    alone.luma.fill(0);
    paint({ ...person, z: 0 }, lookOf(person.lookSeed));
    let px = 0;
    for (let at = 0; at < owner.length; at++) {
      if ((alone.luma[at] ?? 0) < drawnFrom) continue;
      owner[at] = id;
      px++;
    }
    return px;
  }

  function extents(people: number): ({ box: PixelBox; px: number } | null)[] {
    const found: ({ box: PixelBox; px: number } | null)[] = new Array(people).fill(null);
    for (let at = 0; at < owner.length; at++) {
      const id = owner[at] ?? 0;
      if (id === 0) continue;
      const [x, y] = [at % width, Math.floor(at / width)];
      const known = found[id - 1];
      if (known === null || known === undefined) found[id - 1] = { box: [x, y, x + 1, y + 1], px: 1 };
      else {
        const [x1, y1, x2, y2] = known.box;
        known.box = [Math.min(x1, x), Math.min(y1, y), Math.max(x2, x + 1), Math.max(y2, y + 1)];
        known.px++;
      }
    }
    return found;
  }
}

function yoloLine([x1, y1, x2, y2]: PixelBox, width: number, height: number): string {
  const numbers = [(x1 + x2) / 2 / width, (y1 + y2) / 2 / height, (x2 - x1) / width, (y2 - y1) / height];
  return `0 ${numbers.map((number) => number.toFixed(5)).join(' ')}\n`;
}

/** BT.601 limited range to RGB, as a player shows it. */
async function savePicture({ width, height, luma, cb, cr }: Picture, path: string): Promise<void> {
  const rgb = new Uint8ClampedArray(width * height * 3);
  for (let at = 0; at < luma.length; at++) {
    const half = (Math.floor(at / width) >> 1) * (width >> 1) + ((at % width) >> 1);
    const y = 1.164 * ((luma[at] ?? 0) - 16);
    const [b, r] = [(cb[half] ?? 0) - 128, (cr[half] ?? 0) - 128];
    rgb[3 * at] = y + 1.596 * r;
    rgb[3 * at + 1] = y - 0.392 * b - 0.813 * r;
    rgb[3 * at + 2] = y + 2.017 * b;
  }
  await sharp(Buffer.from(rgb.buffer), { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 90 })
    .toFile(path);
}
