/**
 * How people walk: the collision-free speed model of Tordeux, Chraibi and Seyfried (Collision-free speed model for pedestrian
 * dynamics, Traffic and Granular Flow '15, 2016): a speed from the free space ahead, a direction that nearby people push aside.
 * The direction that is pushed is chosen by sight, after the first heuristic of Moussaïd, Helbing and Theraulaz (How simple
 * rules determine pedestrian behavior and crowd disasters, PNAS 108, 2011): the model alone walks straight into a person who
 * stands. In: everybody on one floor. Out: their new positions. Nobody comes nearer to another than `closestM`.
 */
import type { GroundPoint } from '../../../src-contract/domain/geometry-types.ts';
import type { Rect } from '../scenes/scene.ts';
import { currentStep, type Person } from './person.ts';

/** a and D as in the paper (5 and 0.1 m). */
const repulsion = 5;
const repulsionRangeM = 0.1;
/** Time gap T: 1 s in the paper; hurrying commuters follow closer (0.5 to 1 s in the experiments that it cites). */
const timeGapS = 0.7;
/** Length of a person ℓ: 0.3 m in the paper's single files; here shoulders and bags, so that drawn bodies never touch. */
const bodyM = 0.5;
/** Those who found no way for a while turn their shoulders. */
const squeezedBodyM = 0.38;
const closestM = 0.36;
const blockedAfterS = 1.2;
const mostBlockedS = 2.5;
/** How far people look for a free way: 10 m in the paper of 2011, less among people who stand about. */
const sightM = 3.5;
const anglesRad = [0, 0.2, -0.2, 0.4, -0.4, 0.65, -0.65, 0.9, -0.9, 1.2, -1.2, 1.5, -1.5];
const squeezedAnglesRad = [...anglesRad, 1.9, -1.9, 2.4, -2.4];
/** Radians per metre walked: two steps of 0.7 m a turn. */
const strideRadPerM = (2 * Math.PI) / 1.4;
const turnRadPerS = 5;

/** Moves everybody who walks; the others stand. Sequential, so that two never claim the same place. */
export function walkFloor(people: readonly Person[], walkable: Rect, dtS: number): void {
  for (const person of people) {
    const step = currentStep(person);
    if (step?.kind === 'walk') walkOne(person, step.to, people, walkable, dtS);
    else stand(person, step !== undefined && 'facing' in step ? step.facing : person.heading, dtS);
  }
}

function stand(person: Person, facing: number, dtS: number): void {
  person.vx = 0;
  person.vy = 0;
  person.strideSize = Math.max(0, person.strideSize - 3 * dtS);
  // Nobody stands like a post: a slow sway, each in their own time.
  const sway = 0.22 * Math.sin(person.stepS * 0.7 + person.id) + 0.1 * Math.sin(person.stepS * 1.9 + 2 * person.id);
  turnTo(person, facing + sway, dtS);
}

/** What a walker sees and heeds in one step. */
interface Surroundings {
  readonly near: readonly Person[];
  readonly walkable: Rect;
  /** Breadth that the walker keeps free, m. */
  readonly body: number;
  /** How far the walker looks, m. */
  readonly sight: number;
}

function walkOne(person: Person, goal: GroundPoint, people: readonly Person[], walkable: Rect, dtS: number): void {
  const distanceM = Math.hypot(goal[0] - person.x, goal[1] - person.y);
  if (distanceM < 1e-6) return;
  const goalAngle = Math.atan2(goal[1] - person.y, goal[0] - person.x);
  const around: Surroundings = {
    near: people.filter((other) => other !== person && Math.hypot(other.x - person.x, other.y - person.y) < sightM + 1),
    walkable,
    body: person.blockedS > blockedAfterS ? squeezedBodyM : bodyM,
    sight: Math.min(sightM, distanceM),
  };
  const angle = freestAngle(person, goalAngle, around);
  const [ex, ey] = pushedAside(person, angle, around);
  const fromSpace = Math.max(0, freeSpaceAhead(person, ex, ey, around) / timeGapS);
  const speed = Math.min(person.desiredSpeedMps, 0.25 + distanceM / 0.5, fromSpace);
  move(person, ex * speed, ey * speed, around, dtS);
  // By the way made towards the goal: who is pushed about in one place is as blocked as who stands. Slowly forgotten, so that
  // who turned their shoulders gets through before walking broadly again.
  const headway = person.vx * Math.cos(goalAngle) + person.vy * Math.sin(goalAngle);
  person.blockedS = headway < 0.12 ? person.blockedS + dtS : Math.max(0, Math.min(person.blockedS, mostBlockedS) - 0.5 * dtS);
}

/** Minimises d² + f² − 2·d·f·cos(α): far along the free way f(α), little off the goal. */
function freestAngle(person: Person, goalAngle: number, around: Surroundings): number {
  let best = goalAngle;
  let bestCost = Number.POSITIVE_INFINITY;
  for (const turn of around.body < bodyM ? squeezedAnglesRad : anglesRad) {
    const angle = goalAngle + turn;
    const free = freeWay(person, Math.cos(angle), Math.sin(angle), around);
    const cost = around.sight ** 2 + free * free - 2 * around.sight * free * Math.cos(turn);
    // A little more for turning away from where they face keeps walkers from dithering.
    const habit = 0.06 * (1 - Math.cos(angle - person.heading));
    if (cost + habit < bestCost - 1e-9) {
      bestCost = cost + habit;
      best = angle;
    }
  }
  return best;
}

/** Metres that can be walked in a direction at the free speed before touching somebody who walks on as now, or a wall. */
function freeWay(person: Person, ex: number, ey: number, { near, walkable, body, sight }: Surroundings): number {
  const speed = person.desiredSpeedMps;
  let free = Math.min(sight, wallDistance(person, ex, ey, walkable));
  const reach = body + (body < bodyM ? 0.02 : 0.08);
  for (const other of near) {
    const [dx, dy] = [other.x - person.x, other.y - person.y];
    const [wx, wy] = [ex * speed - other.vx, ey * speed - other.vy];
    const approach = dx * wx + dy * wy;
    if (approach <= 0) continue;
    const w2 = wx * wx + wy * wy;
    const gap2 = dx * dx + dy * dy - reach * reach;
    if (gap2 <= 0) return 0;
    const root = approach * approach - w2 * gap2;
    if (root > 0) free = Math.min(free, (speed * (approach - Math.sqrt(root))) / w2);
  }
  return free;
}

function wallDistance({ x, y }: Person, ex: number, ey: number, [minX, minY, maxX, maxY]: Rect): number {
  const alongX = ex > 1e-9 ? (maxX - x) / ex : ex < -1e-9 ? (minX - x) / ex : Number.POSITIVE_INFINITY;
  const alongY = ey > 1e-9 ? (maxY - y) / ey : ey < -1e-9 ? (minY - y) / ey : Number.POSITIVE_INFINITY;
  return Math.max(0, Math.min(alongX, alongY));
}

/** The model's direction: e = (e₀ + Σ a·exp((ℓ − d)/D)·e_away) made unit length. */
function pushedAside(person: Person, angle: number, { near, body }: Surroundings): readonly [number, number] {
  let [sumX, sumY] = [Math.cos(angle), Math.sin(angle)];
  for (const other of near) {
    const [dx, dy] = [person.x - other.x, person.y - other.y];
    const distance = Math.hypot(dx, dy);
    if (distance > 1.5 || distance < 1e-6) continue;
    const push = repulsion * Math.exp((body - distance) / repulsionRangeM);
    sumX += (push * dx) / distance;
    sumY += (push * dy) / distance;
  }
  const length = Math.max(1e-9, Math.hypot(sumX, sumY));
  return [sumX / length, sumY / length];
}

/** The model's s: to the nearest person ahead within a body's breadth, less ℓ. */
function freeSpaceAhead(person: Person, ex: number, ey: number, { near, body }: Surroundings): number {
  let space = Number.POSITIVE_INFINITY;
  for (const other of near) {
    const [dx, dy] = [other.x - person.x, other.y - person.y];
    if (dx * ex + dy * ey <= 0 || Math.abs(dx * ey - dy * ex) > body) continue;
    space = Math.min(space, Math.hypot(dx, dy) - body);
  }
  return space;
}

function move(person: Person, vx: number, vy: number, { near, walkable }: Surroundings, dtS: number): void {
  const [minX, minY, maxX, maxY] = walkable;
  const step = currentStep(person);
  // A goal at the border (a door, a stair) may be walked to; nothing else lies beyond it.
  const [goalX, goalY] = step?.kind === 'walk' ? step.to : [person.x, person.y];
  const x = clamp(person.x + vx * dtS, Math.min(minX, goalX, person.x), Math.max(maxX, goalX, person.x));
  const y = clamp(person.y + vy * dtS, Math.min(minY, goalY, person.y), Math.max(maxY, goalY, person.y));
  const blocked = near.some((other) => {
    const after = Math.hypot(other.x - x, other.y - y);
    return after < closestM && after < Math.hypot(other.x - person.x, other.y - person.y);
  });
  const [movedX, movedY] = blocked ? [0, 0] : [x - person.x, y - person.y];
  person.x += movedX;
  person.y += movedY;
  person.vx = movedX / dtS;
  person.vy = movedY / dtS;
  const speed = Math.hypot(person.vx, person.vy);
  person.stridePhase = (person.stridePhase + speed * dtS * strideRadPerM) % (2 * Math.PI);
  person.strideSize += (Math.min(1, speed / 1.1) - person.strideSize) * Math.min(1, 6 * dtS);
  if (speed > 0.15) turnTo(person, Math.atan2(person.vy, person.vx), dtS);
}

function turnTo(person: Person, heading: number, dtS: number): void {
  const off = Math.atan2(Math.sin(heading - person.heading), Math.cos(heading - person.heading));
  person.heading += clamp(off, -turnRadPerS * dtS, turnRadPerS * dtS);
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
