/**
 * A Dadar-like station, made up: three platforms side by side, a footbridge across them, a street end. Plan x runs along the
 * platforms, y across them; each platform's track lies beyond its high-y edge. Every cycle a train sets down a crowd on each
 * platform, staff hold it at the stairs, and passengers of the other railway crowd the footbridge's street end.
 */
import type { GroundPoint } from '../../../src-contract/domain/geometry-types.ts';
import { lookingAt, towardsCamera } from './long-lens.ts';
import type { FootbridgePlan, HoldingPlan, PlatformPlan, SceneCamera, TrainPlan, TwinScene } from './scene.ts';

const platformLengthM = 60;
const platformWidthM = 11;

/** 1.0 m apart in a row and 1.2 m between rows, staggered: 0.83 persons/m², the densest at which the model finds 95 %. */
function holdingAtStairs(y: number, doorsOpenS: number): HoldingPlan {
  return {
    first: [29.2, y + 6.5],
    nextInRow: [-1, 0],
    nextRow: [0, 1.2],
    perRow: 8,
    rows: 3,
    leaveBy: 'columns',
    facing: towardsCamera,
    holdFromS: doorsOpenS - 4,
    holdUntilS: doorsOpenS + 62,
    most: 23,
  };
}

function platform(number: number, doorsOpenS: number, train: TrainPlan): PlatformPlan {
  const y = (number - 1) * 18;
  const restSpots = [21.9, 24.2, 26.5].flatMap((x, i) => [4.7, 6.6, 8.5].map((up): GroundPoint => [x, y + up + (i % 2) * 0.2]));
  return {
    floor: `p${number}`,
    edgeY: y + platformWidthM,
    stairs: { down: [35.5, y + 4.8], up: [35.5, y + 7.4], landing: [44.6, y + 6] },
    farEnd: [0.6, y + 6],
    restSpots,
    holding: holdingAtStairs(y, doorsOpenS),
    arrival: { kind: 'train', doorsX: [20.9, 25.1, 29.3], train },
    doorsOpenS,
    alighting: 27,
  };
}

export const footbridge: FootbridgePlan = {
  floor: 'fob',
  streetIn: [45.2, -13.6],
  streetOut: [49.6, -13.6],
  concourse: [50.2, 2.4],
  eastEndY: 45.5,
  laneInX: 45.6,
  laneOutX: 48.9,
  holding: {
    first: [44.9, -7.9],
    nextInRow: [1, 0],
    nextRow: [0, 1.2],
    perRow: 6,
    rows: 4,
    leaveBy: 'rows',
    facing: towardsCamera,
    holdFromS: 45,
    holdUntilS: 104,
    most: 23,
  },
  rushFromS: 41,
  rush: 23,
};

const trains = [
  { line: 'western', firstNumber: 90001, cars: 12, calls: ['Matunga Road', 'Dadar', 'Prabhadevi'], towards: 'Churchgate' },
  { line: 'western', firstNumber: 92001, cars: 15, calls: ['Prabhadevi', 'Dadar', 'Matunga Road'], towards: 'Virar' },
  { line: 'central', firstNumber: 95001, cars: 12, calls: ['Parel', 'Dadar', 'Matunga'], towards: 'Kalyan' },
] as const satisfies readonly TrainPlan[];

const platforms = [platform(1, 30, trains[0]), platform(2, 36, trains[1]), platform(3, 42, trains[2])];

const cameras: readonly SceneCamera[] = [
  ...platforms.map((plan, i) => ({
    name: `platform-${i + 1}`,
    caption: `PF ${i + 1} STAIRS`,
    floor: plan.floor,
    pose: lookingAt([26.3, plan.edgeY - platformWidthM + 6.5]),
  })),
  { name: 'footbridge', caption: 'FOB WEST', floor: footbridge.floor, pose: lookingAt([47.5, -6.6]) },
];

export const dadar: TwinScene = {
  name: 'dadar',
  beyond: 'tracks',
  cycleS: 240,
  trainStayS: 34,
  floors: [
    ...platforms.map((plan) => ({
      id: plan.floor,
      walkable: [0, plan.edgeY - platformWidthM + 1, platformLengthM, plan.edgeY - 0.3] as const,
    })),
    { id: footbridge.floor, walkable: [44.2, -14, 50.8, 46] },
  ],
  platforms,
  footbridge,
  cameras,
  pictureWidth: 640,
  pictureHeight: 360,
  fps: 10,
};
