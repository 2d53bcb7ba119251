/** The walking desk over the demo station, with a crowd, blocks and a clock that a test sets. */
import { join } from 'node:path';
import type { Band } from '../../../src-contract/domain/band.ts';
import type { WalkAnswer, WalkBlock, WalkBlockRecords, WalkQuestion, WalkWay } from '../../../src-contract/domain/walk.ts';
import type { SiteConfig } from '../../../src-contract/site-config.ts';
import type { ZoneCrowd } from '../../../src-main/site/routing/stretch-cost.ts';
import { createWalkDesk, type WalkDesk, type WalkDeskOptions } from '../../../src-main/site/routing/walk-desk.ts';
import { loadSiteFile } from '../../../src-main/site-file.ts';

export const demoSite = loadSiteFile(join(import.meta.dirname, '../../../resources/demo-site/site.yaml'));
export const nowMs = Date.UTC(2026, 10, 28, 3);

export interface Scene {
  readonly site?: SiteConfig;
  /** Green, 0.2 persons/m², unless told. */
  readonly bands?: Readonly<Record<string, Band>>;
  readonly densities?: Readonly<Record<string, number | null>>;
  /** 10 a zone unless told. */
  readonly persons?: Readonly<Record<string, number | null>>;
  readonly blocked?: readonly string[];
  readonly ways?: readonly WalkWay[];
  readonly forecast?: WalkDeskOptions['forecast'];
  readonly records?: WalkBlockRecords;
}

export function demoDesk(scene: Scene = {}, over: Partial<WalkDeskOptions> = {}): WalkDesk {
  const site = scene.site ?? demoSite;
  const desk = createWalkDesk({
    site,
    records: scene.records ?? memoryRecords(),
    ways: () => scene.ways ?? [],
    placeOf: () => null,
    crowd: (zoneId) => crowdOf(scene, zoneId),
    persons: (zoneId) => (scene.persons !== undefined && zoneId in scene.persons ? (scene.persons[zoneId] ?? null) : 10),
    forecast: scene.forecast ?? (() => null),
    google: null,
    clock: { nowMs: () => nowMs },
    ...over,
  });
  for (const stretchId of scene.blocked ?? []) desk.block(blockOf(stretchId));
  return desk;
}

function crowdOf({ bands = {}, densities = {} }: Scene, zoneId: string): ZoneCrowd {
  const densityPerM2 = zoneId in densities ? (densities[zoneId] ?? null) : 0.2;
  return { band: bands[zoneId] ?? 'green', densityPerM2, source: 'measured' };
}

export function blockOf(stretchId: string, untilMs: number | null = null): WalkBlock {
  return { stretchId, reason: 'repairs', by: 'the station master', atMs: nowMs, untilMs };
}

export function memoryRecords(): WalkBlockRecords {
  const kept = new Map<string, WalkBlock>();
  return {
    list: () => [...kept.values()],
    put: (block) => void kept.set(block.stretchId, block),
    remove: (stretchId) => kept.delete(stretchId),
  };
}

export function ask(desk: WalkDesk, from: string, to: string | null, over: Partial<WalkQuestion> = {}): Promise<WalkAnswer> {
  return desk.ask({ from, to, mode: to === null ? 'evacuate' : 'walk', avoidCrowd: true, alternatives: 2, ...over });
}
