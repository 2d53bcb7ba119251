/**
 * A bathing place like Ram Ghat, its plan made up: two holding areas side by side on the upper terrace, the river beyond their
 * high-y edges, a footbridge across it. Plan x runs along the river, y across it. Every cycle the gates let a batch of pilgrims into
 * each area, where staff hold them before the way on, and those who come back over the bridge crowd its town end.
 */
import type { GroundPoint } from '../../../src-contract/domain/geometry-types.ts';
import { footbridge as stationFootbridge } from './dadar.ts';
import { lookingAt, towardsCamera } from './long-lens.ts';
import type { FootbridgePlan, HoldingPlan, PlatformPlan, SceneCamera, TwinScene } from './scene.ts';

const terraceLengthM = 60;
const terraceWidthM = 11;
/** Between the two areas lies the water of the inner basin. */
const areaPitchM = 22;

/** The row nearest to the way on goes first; 1.2 m between rows and 1 m in them, as the default person model tells people apart. */
function holdingBeforeTheWayOn(y: number, gatesOpenS: number): HoldingPlan {
  return {
    first: [29.2, y + 4],
    nextInRow: [0, 1],
    nextRow: [-1.2, 0],
    perRow: 5,
    rows: 5,
    leaveBy: 'rows',
    facing: towardsCamera,
    holdFromS: gatesOpenS,
    holdUntilS: gatesOpenS + 66,
    most: 23,
  };
}

function holdingArea(number: number, gatesOpenS: number): PlatformPlan {
  const y = (number - 1) * areaPitchM;
  const restSpots = [22.4, 24.7, 27].flatMap((x, i) => [4.2, 6.1, 8].map((up): GroundPoint => [x, y + up + (i % 2) * 0.2]));
  return {
    floor: `area-${number}`,
    edgeY: y + terraceWidthM,
    stairs: { down: [35.5, y + 4.8], up: [35.5, y + 7.4], landing: [44.6, y + 6] },
    farEnd: [0.6, y + 8.4],
    restSpots,
    holding: holdingBeforeTheWayOn(y, gatesOpenS),
    arrival: { kind: 'gates', at: [3.6, 5.2, 6.8].map((up): GroundPoint => [14, y + up]) },
    doorsOpenS: gatesOpenS,
    alighting: 27,
  };
}

/** As wide and as long as the station's. */
const footbridge: FootbridgePlan = { ...stationFootbridge, floor: 'bridge' };

const areas = [holdingArea(1, 26), holdingArea(2, 34)];

const cameras: readonly SceneCamera[] = [
  ...areas.map((plan, i) => ({
    name: `area-${i + 1}`,
    caption: `AREA ${i + 1}`,
    floor: plan.floor,
    pose: lookingAt([26.3, plan.edgeY - terraceWidthM + 6.5]),
  })),
  { name: 'bridge', caption: 'BRIDGE', floor: footbridge.floor, pose: lookingAt([47.5, -6.6]) },
];

export const ramGhat: TwinScene = {
  name: 'ram-ghat',
  beyond: 'river',
  cycleS: 240,
  trainStayS: 0,
  floors: [
    ...areas.map((plan) => ({
      id: plan.floor,
      walkable: [0, plan.edgeY - terraceWidthM + 1, terraceLengthM, plan.edgeY - 1.6] as const,
    })),
    { id: footbridge.floor, walkable: [44.2, -14, 50.8, 46] },
  ],
  platforms: areas,
  footbridge,
  cameras,
  pictureWidth: 640,
  pictureHeight: 360,
  fps: 10,
};
