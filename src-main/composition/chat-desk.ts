/** Line chat for the rest of the station: the desk with its store, its word lists, and the zones as messages may name them. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { PlaceView } from '../../src-contract/domain/chat.ts';
import type { ChatDesk } from '../../src-contract/domain/chat-command.ts';
import type { SiteConfig } from '../../src-contract/site-config.ts';
import type { Clock } from '../clock.ts';
import { createChatDesk } from '../community/chat/chat-desk.ts';
import { loadWordLists } from '../community/load-word-lists.ts';
import type { KnownPlace } from '../community/moderation/message.ts';
import type { Log } from '../log.ts';
import type { Snapshot } from '../pipeline.ts';
import type { Store } from '../store/open-store.ts';

interface ChatOptions {
  readonly store: Pick<Store, 'chat'>;
  readonly site: Pick<SiteConfig, 'station' | 'zones'>;
  /** The folder of the word lists that ship with the product. */
  readonly listsFolder: string;
  readonly dataFolder: string;
  readonly snapshot: () => Snapshot | null;
  readonly clock: Clock;
  readonly log: Log;
}

/** Throws KavachError SETTING_INVALID when a word list can't be read. */
export function createChat({ store, site, listsFolder, dataFolder, snapshot, clock, log }: ChatOptions): ChatDesk {
  return createChatDesk({
    records: store.chat,
    lines: () => site.station.lines,
    lists: loadWordLists(listsFolder, join(dataFolder, 'moderation.txt')),
    places: () => site.zones.map(placeOf),
    viewOf: (zoneId) => placeView(snapshot(), zoneId),
    newId: randomUUID,
    clock,
    log,
  });
}

function placeOf({ id, name, platform }: SiteConfig['zones'][number]): KnownPlace {
  return { zoneId: id, names: [name], platform: platform ?? null };
}

function placeView(snapshot: Snapshot | null, zoneId: string): PlaceView | null {
  const zone = snapshot?.state.zones.find(({ id }) => id === zoneId);
  if (snapshot === null || zone === undefined) return null;
  const { name, count, densityPerM2, confidence, measuredMs } = zone;
  const band = snapshot.risk.zones.find((risk) => risk.zoneId === zoneId)?.band ?? 'unknown';
  return { zoneId, name, atMs: snapshot.state.atMs, band, count, densityPerM2, confidence, measuredMs };
}
