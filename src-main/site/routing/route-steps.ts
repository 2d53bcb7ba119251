/**
 * The steps that one walks a way by. In: its arcs. Out: where to start, turn, climb and arrive, few of them: what goes straight on is
 * one step. Pure. The words are src-contract/texts/walk-texts.ts's.
 */
import type { StepKind, WalkStep } from '../../../src-contract/domain/walk.ts';
import type { Arc, NetworkPoint } from './walk-network.ts';

/** Below it nobody says "turn". */
const straightBelowDeg = 40;
const backFromDeg = 140;
/** A bend this short is a wobble of the drawing. */
const shortestM = 4;

type Level = 'flat' | 'up' | 'down' | 'lift';

export function stepsOf(arcs: readonly Arc[], end: NetworkPoint, isOut: boolean): WalkStep[] {
  const steps: WalkStep[] = [];
  let previous: Arc | null = null;
  let level: Level = 'flat';
  for (const arc of arcs) {
    const before = steps.at(-1);
    const next = levelOf(arc);
    const kind = stepKind(arc, previous, level);
    const goesOn =
      before !== undefined && next === level && (next !== 'flat' || kind === 'straight' || lengthOf(arc) < shortestM);
    if (goesOn) steps[steps.length - 1] = longer(before, arc);
    else steps.push(stepAt(arc, kind));
    level = next;
    previous = arc;
  }
  const last: StepKind = isOut ? 'exit' : 'arrive';
  return [...steps, { kind: last, way: 'level', distanceM: 0, name: end.name, at: end.at }];
}

function stepAt(arc: Arc, kind: StepKind): WalkStep {
  const { kind: way, name } = arc.stretch;
  return { kind, way, distanceM: lengthOf(arc), name, at: arc.from.at };
}

function longer(step: WalkStep, arc: Arc): WalkStep {
  return { ...step, distanceM: step.distanceM + lengthOf(arc), name: step.name ?? arc.stretch.name };
}

function lengthOf({ stretch }: Arc): number {
  return stretch.lengthM;
}

function levelOf({ stretch: { kind }, riseM }: Arc): Level {
  if (kind === 'lift') return 'lift';
  const climbs = kind === 'stairs' || kind === 'escalator';
  if (!climbs || riseM === 0) return 'flat';
  return riseM > 0 ? 'up' : 'down';
}

function stepKind(arc: Arc, previous: Arc | null, level: Level): StepKind {
  const next = levelOf(arc);
  if (next !== 'flat') return next;
  if (previous === null) return 'start';
  // After a lift nobody knows which way they face.
  if (level === 'lift') return 'straight';
  return turnOf(bearingDeg(arc) - bearingDeg(previous));
}

/** Anticlockwise is left, as the plan's y lies to the left of its x. */
function turnOf(deg: number): StepKind {
  const turned = ((deg + 540) % 360) - 180;
  if (Math.abs(turned) < straightBelowDeg) return 'straight';
  if (Math.abs(turned) > backFromDeg) return 'back';
  return turned > 0 ? 'left' : 'right';
}

function bearingDeg({ from, to }: Arc): number {
  return (Math.atan2(to.plan[1] - from.plan[1], to.plan[0] - from.plan[0]) * 180) / Math.PI;
}
