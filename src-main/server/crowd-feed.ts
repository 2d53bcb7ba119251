/**
 * Crowd pushes: at every change, at most `publishHz` a second, the newest state when several came between. Clients with the same view
 * get the same bytes, made once. New members get the present state at once.
 */
import type { StationReply } from '../../src-contract/api/crowd.ts';
import type { Clock } from '../clock.ts';
import type { EstimatesPort } from './estimates-port.ts';
import type { CrowdPort, StationFacts, Unsubscribe } from './ports.ts';
import type { SiteConfigPort } from './site-config-port.ts';
import type { SocketClient } from './socket-client.ts';
import type { TrainsPort } from './trains-port.ts';
import type { WalksPort } from './walks-port.ts';
import { crowdUpdate, stationReply } from './wire/crowd.ts';
import { encodeMessage } from './wire/messages.ts';
import { incomingTrainReplyOf } from './wire/trains.ts';

/** What a client wants to see; without a list, or with an empty one, everything. */
export interface CrowdView {
  readonly stations?: readonly string[] | undefined;
  readonly lines?: readonly string[] | undefined;
}

export interface CrowdFeed {
  /** Sends the full state and then each push; calling it again changes the view. */
  join(client: SocketClient, view: CrowdView): void;
  leave(client: SocketClient): void;
  start(): void;
  stop(): void;
}

interface CrowdFeedOptions {
  readonly crowd: CrowdPort;
  readonly trains: Pick<TrainsPort, 'incoming'>;
  readonly walks: Pick<WalksPort, 'revision'>;
  readonly estimates: Pick<EstimatesPort, 'of'>;
  readonly siteConfig: Pick<SiteConfigPort, 'revision'>;
  readonly station: StationFacts;
  readonly clock: Clock;
  publishHz(): number;
}

/** A push goes to every phone twice a second: what a board by the platform shows is enough. */
const mostTrains = 12;

export function createCrowdFeed(options: CrowdFeedOptions): CrowdFeed {
  const { crowd, trains, walks, estimates, siteConfig, station, clock, publishHz } = options;
  const members = new Map<SocketClient, CrowdView>();
  let seq = 0;
  let lastPushMs = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | null = null;
  let unsubscribe: Unsubscribe | null = null;

  /** Bytes by the stations and lines that a view lets through; few, whatever clients ask for. */
  const encodeViews = (): ((view: CrowdView) => Buffer) => {
    const nowMs = clock.nowMs();
    const stations = [stationReply(station, crowd.current(), estimates.of)];
    const coming = trains.incoming().map((train) => incomingTrainReplyOf(train, nowMs));
    const made = new Map<string, Buffer>();
    const trainsIn = (seen: readonly StationReply[], lines: readonly string[]) =>
      coming.filter(({ line }) => seen.length > 0 && (lines.length === 0 || lines.includes(line ?? ''))).slice(0, mostTrains);
    return (view) => {
      const seen = stations.filter((reply) => isInView(reply, view));
      const lines = station.lines.filter((line) => view.lines?.includes(line) === true);
      const key = JSON.stringify([seen.map(({ id }) => id), lines]);
      const message =
        made.get(key) ??
        encodeMessage(
          crowdUpdate({
            ...{ stations: seen, trains: trainsIn(seen, lines), seq, nowMs },
            walkRevision: walks.revision(),
            siteRevision: siteConfig.revision(),
          }),
        );
      made.set(key, message);
      return message;
    };
  };

  const push = (): void => {
    timer = null;
    if (members.size === 0) return;
    lastPushMs = clock.nowMs();
    seq += 1;
    const encode = encodeViews();
    for (const [client, view] of members) client.offer('crowd', encode(view));
  };
  const onChange = (): void => {
    if (timer !== null) return;
    const waitMs = lastPushMs + 1000 / publishHz() - clock.nowMs();
    if (waitMs <= 0) push();
    else timer = setTimeout(push, Math.ceil(waitMs));
  };

  const greet = createGreeting(crowd, encodeViews);
  return {
    join(client, view) {
      members.set(client, view);
      client.offer('crowd', greet(view));
    },
    leave: (client) => void members.delete(client),
    start() {
      unsubscribe = crowd.subscribe(onChange);
    },
    stop() {
      unsubscribe?.();
      if (timer !== null) clearTimeout(timer);
      members.clear();
    },
  };
}

/** Keeps the encoded state until it changes, so that 500 phones that come back at once cost one encoding. */
function createGreeting(crowd: CrowdPort, encodeViews: () => (view: CrowdView) => Buffer): (view: CrowdView) => Buffer {
  let kept: { state: unknown; encode: (view: CrowdView) => Buffer } | null = null;
  return (view) => {
    const state = crowd.current()?.state ?? null;
    if (kept === null || kept.state !== state) kept = { state, encode: encodeViews() };
    return kept.encode(view);
  };
}

function isInView(station: StationReply, { stations = [], lines = [] }: CrowdView): boolean {
  const isWanted = stations.length === 0 || stations.includes(station.id);
  return isWanted && (lines.length === 0 || lines.some((line) => station.lines.includes(line)));
}
