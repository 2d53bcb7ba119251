/**
 * One twin camera's picture of the station at one instant. In: the simulation and the time. Out: its planar YCbCr bytes, the
 * same buffer each time. What moves is drawn over the painted backdrop: the train, shadows, people from the far to the near.
 */
import { drawTimecode } from '../../../src-contract/timecode.ts';
import { createPinhole, type Pinhole, type Projected } from '../scenes/camera-pose.ts';
import type { PlatformPlan, SceneCamera, TwinScene } from '../scenes/scene.ts';
import type { Person } from '../simulation/person.ts';
import type { StationSimulation } from '../simulation/station.ts';
import { trainAt } from '../simulation/timetable.ts';
import { deckSurface, paintBackdrop, platformSurface, tracksBelow } from './backdrop.ts';
import { drawCaption } from './caption.ts';
import { createFigurePainter, drawFootShadow, type FigurePose } from './figure.ts';
import { type FigureLook, lookOf } from './look.ts';
import { createPicture, type Picture } from './picture.ts';
import { ghatSurface, waterColour } from './river-backdrop.ts';
import type { Surface } from './surface.ts';
import { createTrainPainter } from './train.ts';

export interface CameraPicture {
  readonly camera: Pinhole;
  readonly picture: Picture;
  /** `shownMs`: station time written into the corner; also as a block code when `timecode`. */
  draw(simulation: StationSimulation, shownMs: number): Uint8Array;
}

/** Further out than this in px nobody's body or shadow reaches into the picture. */
const marginPx = 90;
const mostLooks = 1_000;
/**
 * The light wanders as an automatic exposure's does, too little to see. Without it an empty view would not change at all, which no
 * real camera's does, and would rightly be taken for a frozen one.
 */
const lightEveryMs = 4_000;
const lightLevels = 3;

export interface CameraPictureOptions {
  readonly timecode: boolean;
  /** IANA name of the zone that the pictures' clock shows. */
  readonly timeZone: string;
}

export function createCameraPicture(scene: TwinScene, view: SceneCamera, options: CameraPictureOptions): CameraPicture {
  const [width, height] = [scene.pictureWidth, scene.pictureHeight];
  const camera = createPinhole(view.pose, width, height);
  const backdrop = createPicture(width, height);
  const plan = scene.platforms.find((platform) => platform.floor === view.floor);
  paintBackdrop(backdrop, camera, surfaceOf(scene, view.floor, plan));
  const lighter = createPicture(width, height);
  lighter.bytes.set(backdrop.bytes);
  for (const [i, level] of backdrop.luma.entries()) lighter.luma[i] = Math.min(235, level + lightLevels);
  const picture = createPicture(width, height);
  const drawTrain = trainPainter(scene, plan, picture, camera);
  const drawFigure = createFigurePainter(picture, camera);
  const looks = new Map<number, FigureLook>();
  const scratch: Projected = { u: 0, v: 0, depthM: 0 };
  const clockText = createClockText(options.timeZone);
  const lookAt = (person: Person): FigureLook => {
    const known = looks.get(person.id);
    if (known !== undefined) return known;
    if (looks.size >= mostLooks) looks.clear();
    const look = lookOf(person.lookSeed);
    looks.set(person.id, look);
    return look;
  };
  return {
    camera,
    picture,
    draw: (simulation, shownMs) => {
      picture.bytes.set((shownMs % (2 * lightEveryMs) < lightEveryMs ? backdrop : lighter).bytes);
      drawTrain(simulation.cycleS);
      const seen = inView(simulation.people, view.floor, camera, scratch);
      for (const person of seen) drawFootShadow(picture, camera, poseOf(person), scratch);
      for (const person of seen) drawFigure(poseOf(person), lookAt(person));
      drawCaption(picture, `${view.caption}  ${clockText(shownMs)}`, 8, height - 14);
      if (options.timecode) drawTimecode(picture.luma, width, height, shownMs);
      return picture.bytes;
    },
  };
}

function surfaceOf(scene: TwinScene, floor: string, plan: PlatformPlan | undefined): Surface {
  const isRiver = scene.beyond === 'river';
  if (plan !== undefined) return isRiver ? ghatSurface(plan) : platformSurface(plan);
  const deck = scene.floors.find(({ id }) => id === floor)?.walkable ?? [0, 0, 0, 0];
  return deckSurface(deck[0] - 0.1, deck[2] + 0.1, isRiver ? waterColour : tracksBelow);
}

/** Draws the train that stands or moves along a platform at a time of the cycle; nothing where none comes. */
function trainPainter(
  scene: TwinScene,
  plan: PlatformPlan | undefined,
  picture: Picture,
  camera: Pinhole,
): (cycleS: number) => void {
  if (plan?.arrival.kind !== 'train') return () => {};
  const draw = createTrainPainter(picture, camera, { edgeY: plan.edgeY, doorsX: plan.arrival.doorsX });
  return (cycleS) => draw(trainAt(plan, scene, cycleS));
}

/** Those on the camera's floor whose feet are near or in the picture, the farthest first. */
export function inView(people: readonly Person[], floor: string, camera: Pinhole, scratch: Projected): Person[] {
  const seen: { person: Person; depthM: number }[] = [];
  for (const person of people) {
    if (person.floor !== floor || person.onStairs) continue;
    const { u, v, depthM } = camera.project(person.x, person.y, 0, scratch);
    const isNear = u > -marginPx && u < camera.width + marginPx && v > -marginPx && v < camera.height + marginPx;
    if (depthM > 0 && isNear) seen.push({ person, depthM });
  }
  return seen.sort((a, b) => b.depthM - a.depthM).map(({ person }) => person);
}

function poseOf(person: Person): FigurePose {
  return { ...person, z: 0 };
}

/** HH:MM:SS as the station's clocks show it. */
function createClockText(timeZone: string): (atMs: number) => string {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', second: '2-digit' });
  return (atMs) => format.format(atMs);
}
