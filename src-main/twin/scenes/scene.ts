/** What a simulated station consists of: its plan in metres, its timetable in seconds, and the true poses of its cameras. */
import type { GroundPoint } from '../../../src-contract/domain/geometry-types.ts';
import type { CameraPose } from './camera-pose.ts';

/** `[minX, minY, maxX, maxY]` on the plan, m. */
export type Rect = readonly [number, number, number, number];

/** One level that people walk on; those on different floors never meet. */
interface FloorPlan {
  readonly id: string;
  readonly walkable: Rect;
}

/**
 * Where staff hold a crowd back and let it go in dribs: places to stand in staggered rows, and the time of the hold in the cycle.
 */
export interface HoldingPlan {
  /** The place that is filled first. */
  readonly first: GroundPoint;
  /** Where the next place of a row, and the next row, lie from there, m. Odd rows are moved half a place. */
  readonly nextInRow: GroundPoint;
  readonly nextRow: GroundPoint;
  readonly perRow: number;
  readonly rows: number;
  /** Rows fill one after the other, the farthest from where people come first. Who goes first: a row, or the first of every row. */
  readonly leaveBy: 'rows' | 'columns';
  /** Which way people look while they wait, radians on the plan. */
  readonly facing: number;
  readonly holdFromS: number;
  readonly holdUntilS: number;
  /** More than this many are never held: the surplus is let through at once. */
  readonly most: number;
}

/** The trains that call at a platform, as a railway's own system would report them. */
export interface TrainPlan {
  readonly line: string;
  /** Of the day's first; the others count on from it. */
  readonly firstNumber: number;
  readonly cars: number;
  /** The station before, this one, the one after. */
  readonly calls: readonly [string, string, string];
  readonly towards: string;
}

/** How a crowd comes onto a platform at once: out of a train's doors, or through gates that staff open for a batch of people. */
export type ArrivalPlan =
  | { readonly kind: 'train'; readonly doorsX: readonly number[]; readonly train: TrainPlan }
  | { readonly kind: 'gates'; readonly at: readonly GroundPoint[] };

export interface PlatformPlan {
  readonly floor: string;
  /** Where the platform ends and the track or the water begins, plan y. */
  readonly edgeY: number;
  /** Where people come from and go to on foot: the stairs to the footbridge, and the far end beyond the plan. */
  readonly stairs: { readonly down: GroundPoint; readonly up: GroundPoint; readonly landing: GroundPoint };
  readonly farEnd: GroundPoint;
  /** Places far apart where the few who wait in quiet times stand. */
  readonly restSpots: readonly GroundPoint[];
  readonly holding: HoldingPlan;
  readonly arrival: ArrivalPlan;
  /** Cycle time at which the train's doors or the gates open, s. */
  readonly doorsOpenS: number;
  /** How many come through them. */
  readonly alighting: number;
}

export interface FootbridgePlan {
  readonly floor: string;
  /** The street end: people come up at one side and leave at the other. */
  readonly streetIn: GroundPoint;
  readonly streetOut: GroundPoint;
  /** Where passengers of the other railway come onto the deck. */
  readonly concourse: GroundPoint;
  /** The far end of the deck, towards the other railway. */
  readonly eastEndY: number;
  /** Keep left: the plan x of those who walk in, and of those who walk out. */
  readonly laneInX: number;
  readonly laneOutX: number;
  readonly holding: HoldingPlan;
  readonly rushFromS: number;
  readonly rush: number;
}

export interface SceneCamera {
  /** `twin:NAME` in the site file. */
  readonly name: string;
  /** Shown in the corner of the picture, as recorders do. */
  readonly caption: string;
  readonly floor: string;
  readonly pose: CameraPose;
}

export interface TwinScene {
  readonly name: string;
  /** What lies beyond the platforms' edges and below the footbridge: tracks or a river. */
  readonly beyond: 'tracks' | 'river';
  readonly cycleS: number;
  /** How many times as many people as planned come in each cycle, over and over; as planned where it is left out. */
  readonly demandByCycle?: readonly number[];
  /** Train in the picture: how long before its doors open it comes to a stand, and how long it stays, s. */
  readonly trainStayS: number;
  readonly floors: readonly FloorPlan[];
  readonly platforms: readonly PlatformPlan[];
  readonly footbridge: FootbridgePlan;
  readonly cameras: readonly SceneCamera[];
  readonly pictureWidth: number;
  readonly pictureHeight: number;
  readonly fps: number;
}
