/**
 * Ways on foot for the rest of the station: the network as it is, what is closed, and answers to who asks for a way. In: the site, the
 * map's ways, the crowd, the records. Out: routes, the evacuation, the network, and a revision that rises when any of these may have
 * changed. Nothing is kept of an answer: each is made of what is known when it is asked for.
 */
import { type Band, bands } from '../../../src-contract/domain/band.ts';
import type {
  EvacuationPlan,
  LonLatBox,
  WalkAnswer,
  WalkBlock,
  WalkBlockRecords,
  WalkMap,
  WalkQuestion,
  WalkStretch,
  WalkWay,
} from '../../../src-contract/domain/walk.ts';
import type { SiteConfig } from '../../../src-contract/site-config.ts';
import type { Clock } from '../../clock.ts';
import { KavachError } from '../../errors.ts';
import { answerWalk } from './answer-walk.ts';
import { oneMore, type PlannedEvacuation, planEvacuation, type ZonePeople } from './evacuation.ts';
import type { AskGoogle } from './google-directions.ts';
import type { WalkConditions, ZoneCrowd } from './stretch-cost.ts';
import { createWalkBlocks } from './walk-blocks.ts';
import { type KnownPlace, zoneStart } from './walk-ends.ts';
import { mapOf } from './walk-map.ts';
import { buildWalkNetwork } from './walk-network.ts';

export interface WalkDeskOptions {
  readonly site: SiteConfig;
  readonly records: WalkBlockRecords;
  /** Of the map around the station, as last imported. */
  ways(): readonly WalkWay[];
  placeOf(id: string): KnownPlace | null;
  crowd(zoneId: string): ZoneCrowd;
  /** Null = unknown. */
  persons(zoneId: string): number | null;
  forecast: WalkConditions['forecast'];
  /** Null without a key. */
  readonly google: AskGoogle | null;
  readonly clock: Clock;
}

export interface WalkDesk {
  ask(question: WalkQuestion): Promise<WalkAnswer>;
  map(box: LonLatBox | null, limit: number): WalkMap;
  evacuation(): EvacuationPlan;
  blocks(): readonly WalkBlock[];
  stretch(id: string): WalkStretch | null;
  /** Throws NOT_FOUND for a stretch that there isn't. */
  block(block: WalkBlock): void;
  open(stretchId: string): boolean;
  revision(): number;
  /** Called when the crowd may have changed: looks at bands, and at blocks whose time is over. */
  noteCrowd(): void;
  /** Called when other ways were imported, or the site was changed. */
  noteWays(): void;
}

/** A zone whose rated capacity nobody wrote down holds as many as stand in it at the edge of comfort (Fruin's queueing level D). */
const unratedPerM2 = 2;
const unratedPersons = 50;

export function createWalkDesk(options: WalkDeskOptions): WalkDesk {
  const { site, clock } = options;
  const blocks = createWalkBlocks(options.records);
  const read = () => {
    const network = buildWalkNetwork(site, options.ways());
    return { network, zoneStarts: new Map(site.zones.map((zone) => [zone.id, zoneStart(network, zone)])) };
  };
  let known = read();
  // From the clock, so that it rises over a restart too and no page takes an old route for a new one.
  let revision = Math.floor(clock.nowMs() / 1000);
  /** Nothing is known before the first tick. */
  let bandsSeen: string | null = null;

  function bandsNow(): string {
    return site.zones.map(({ id }) => bands.indexOf(options.crowd(id).band)).join();
  }
  const changed = (): void => {
    revision += 1;
  };
  const conditions = (): WalkConditions => ({
    nowMs: clock.nowMs(),
    zone: options.crowd,
    forecast: options.forecast,
    isBlocked: (stretchId) => blocks.find(stretchId) !== null,
  });
  const plan = (oneMoreAt: string | null): PlannedEvacuation => {
    const zones = site.zones.map((zone): ZonePeople => {
      const persons = options.persons(zone.id);
      const pointId = known.zoneStarts.get(zone.id)?.id ?? null;
      return { zoneId: zone.id, pointId, persons, plannedPersons: persons ?? mostPersons(zone) };
    });
    if (oneMoreAt !== null) zones.push({ zoneId: oneMore, pointId: oneMoreAt, persons: 1, plannedPersons: 1 });
    return planEvacuation({ network: known.network, conditions: conditions(), zones });
  };

  return {
    async ask(question) {
      const { placeOf, google } = options;
      const sources = { ...known, zones: site.zones, placeOf };
      return { ...(await answerWalk(question, { sources, conditions: conditions(), plan, google })), revision };
    },
    map: (box, limit) => ({
      ...mapOf(known.network, { box, limit, bandOf: (id): Band => options.crowd(id).band, blockOf: blocks.find }),
      revision,
    }),
    evacuation() {
      const { exits, zones, clearS } = plan(null);
      return { exits, zones, clearS, revision };
    },
    blocks: blocks.list,
    stretch: (id) => known.network.stretches.get(id) ?? null,
    block(block) {
      if (!known.network.stretches.has(block.stretchId))
        throw new KavachError(
          'NOT_FOUND',
          `There is no stretch ${block.stretchId}; GET /api/routes/network lists those of the station, and with a bbox those around it.`,
        );
      blocks.put(block);
      changed();
    },
    open(stretchId) {
      const wasClosed = blocks.remove(stretchId);
      if (wasClosed) changed();
      return wasClosed;
    },
    revision: () => revision,
    noteCrowd() {
      const now = bandsNow();
      if (blocks.expire(clock.nowMs()) || now !== bandsSeen) changed();
      bandsSeen = now;
    },
    noteWays() {
      known = read();
      changed();
    },
  };
}

function mostPersons({ capacity, area_m2: areaM2 }: SiteConfig['zones'][number]): number {
  return capacity ?? (areaM2 === undefined ? unratedPersons : Math.ceil(areaM2 * unratedPerM2));
}
