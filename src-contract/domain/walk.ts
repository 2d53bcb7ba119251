/**
 * Where one can walk: the station's own ways (site file) and the paths around it (OpenStreetMap), as a graph. What walking them costs
 * just now, and the way through, is site/routing/'s. Lengths in m, times in s, places as [lon, lat].
 */
import type { Band } from './band.ts';
import type { LonLat } from './geometry-types.ts';

/** How a stretch is walked; speeds and capacities differ. `lift` and `escalator` are never part of a way out. */
export const walkKinds = ['level', 'stairs', 'ramp', 'escalator', 'lift', 'crossing', 'road'] as const;
export type WalkKind = (typeof walkKinds)[number];

/** A way on a map that people may walk, with the nodes that it shares with others. */
export interface WalkWay {
  /** `way/123`. */
  readonly id: string;
  readonly kind: WalkKind;
  readonly name: string | null;
  readonly nodes: readonly { readonly id: string; readonly at: LonLat }[];
  readonly widthM: number | null;
  /** Only from its first node to its last. */
  readonly oneWay: boolean;
}

/** A way out to where it is safe, and how many persons a minute get through it. */
export interface SafeExit {
  readonly capacityPerMin: number;
}

export interface WalkPoint {
  readonly id: string;
  readonly name: string | null;
  readonly at: LonLat;
  /** Null where one isn't safe yet. */
  readonly exit: SafeExit | null;
  /** Of the station's own plan, or of a map. */
  readonly source: 'site' | 'osm';
}

export interface WalkStretch {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly kind: WalkKind;
  readonly name: string | null;
  readonly lengthM: number;
  /** Null: unknown, taken as a usual one of its kind. */
  readonly widthM: number | null;
  /** Climb from `from` to `to`, m; negative downwards. */
  readonly riseM: number;
  /** Only from `from` to `to`. */
  readonly oneWay: boolean;
  /** The zone whose crowd it leads through; null outside all. */
  readonly zoneId: string | null;
  readonly source: 'site' | 'osm';
}

/** A stretch that an operator closed. */
export interface WalkBlock {
  readonly stretchId: string;
  readonly reason: string;
  readonly by: string;
  readonly atMs: number;
  /** Null: until somebody opens it. */
  readonly untilMs: number | null;
}

export const walkModes = ['walk', 'evacuate'] as const;
export type WalkMode = (typeof walkModes)[number];

export const stepKinds = ['start', 'straight', 'left', 'right', 'back', 'up', 'down', 'lift', 'arrive', 'exit'] as const;
export type StepKind = (typeof stepKinds)[number];

/** Why a way is not as one would wish; said on every screen that shows it. */
export const routeWarnings = [
  /** It leads through a zone that is red or black, because there is no other way. */
  'through-red',
  /** A zone on it isn't measured: its crowd is unknown, which is not the same as none. */
  'crowd-unknown',
  /** It uses a stretch that an operator closed, because there is no other way. */
  'through-block',
  /** The exit gets more persons than it takes in the time that is planned for. */
  'exit-overloaded',
] as const;
export type RouteWarning = (typeof routeWarnings)[number];

export interface WalkStep {
  readonly kind: StepKind;
  /** How the stretch that begins here is walked. */
  readonly way: WalkKind;
  readonly distanceM: number;
  readonly name: string | null;
  readonly at: LonLat;
}

export interface WalkEnd {
  /** Null of a place that was given by its coordinates. */
  readonly id: string | null;
  readonly name: string | null;
  readonly at: LonLat;
}

export interface WalkRoute {
  readonly line: readonly LonLat[];
  readonly distanceM: number;
  readonly durationS: number;
  readonly crowdCostS: number;
  readonly worstBand: Band;
  readonly warnings: readonly RouteWarning[];
  /** `share`: of those who start here, how many are sent this way. */
  readonly exit: {
    readonly id: string;
    readonly name: string | null;
    readonly capacityPerMin: number;
    readonly share: number;
  } | null;
  readonly steps: readonly WalkStep[];
  readonly stretchIds: readonly string[];
}

export interface WalkQuestion {
  /** `lat,lon`, or the id of a zone, of a place, or of a point of the network. */
  readonly from: string;
  readonly to: string | null;
  readonly mode: WalkMode;
  readonly avoidCrowd: boolean;
  readonly alternatives: number;
}

export interface WalkAnswer {
  /** The best first. */
  readonly routes: readonly WalkRoute[];
  readonly from: WalkEnd;
  readonly to: WalkEnd | null;
  /** Why there is no route; null when there is one. */
  readonly reason: string | null;
  readonly source: 'station' | 'google';
  readonly revision: number;
}

/** The stretches of a part of the network, with what is known of them now. */
export interface WalkMap {
  readonly revision: number;
  readonly points: readonly WalkPoint[];
  readonly stretches: readonly {
    readonly stretch: WalkStretch;
    readonly line: readonly LonLat[];
    /** Null outside all zones. */
    readonly band: Band | null;
    readonly block: WalkBlock | null;
  }[];
  readonly truncated: boolean;
}

/** West, south, east, north, degrees. */
export type LonLatBox = readonly [number, number, number, number];

export interface ExitLoad {
  readonly id: string;
  readonly name: string | null;
  readonly capacityPerMin: number;
  readonly persons: number;
  /** Until the last of them is out; null when nobody is sent here. */
  readonly clearS: number | null;
}

export interface EvacuationWay {
  readonly exitId: string;
  readonly persons: number;
  /** Of the zone's persons. */
  readonly share: number;
  readonly distanceM: number;
  /** Of walking there, without the wait at what is narrow. */
  readonly durationS: number;
  readonly stretchIds: readonly string[];
}

export interface ZoneEvacuation {
  readonly zoneId: string;
  /** Null: unknown. */
  readonly persons: number | null;
  readonly plannedPersons: number;
  /** No way out is open. */
  readonly isCutOff: boolean;
  /** The most persons first. */
  readonly ways: readonly EvacuationWay[];
}

export interface EvacuationPlan {
  readonly revision: number;
  readonly exits: readonly ExitLoad[];
  readonly zones: readonly ZoneEvacuation[];
  /** Until everybody is out; null when somebody is cut off or there is no exit. */
  readonly clearS: number | null;
}

/** What operators closed, in the store. */
export interface WalkBlockRecords {
  list(): readonly WalkBlock[];
  /** On the disk when it returns. */
  put(block: WalkBlock): void;
  /** False when there was none. On the disk when it returns. */
  remove(stretchId: string): boolean;
}
