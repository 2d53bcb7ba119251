/** What every part of the station may need, and what they tell one another; kavach.ts fills both. */
import type { TrackedFrame } from '../../src-contract/domain/track.ts';
import type { SiteConfig } from '../../src-contract/site-config.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Settings } from '../settings.ts';
import type { SiteDesk } from '../site-desk.ts';
import type { StoredTransition } from '../store/alarms.ts';
import type { AppFiles } from './app-files.ts';
import type { Listeners } from './listeners.ts';

export interface Base {
  readonly clock: Clock;
  readonly log: Log;
  readonly settings: Settings;
  readonly files: AppFiles;
  /** As it is now: see site-in-force.ts. */
  readonly site: SiteConfig;
  readonly siteDesk: SiteDesk;
  /** The one that was named. */
  readonly siteFile: string;
  readonly siteFolder: string;
  readonly dataFolder: string;
  /** Asks whoever started the station to stop it and to start it again. */
  readonly restart: () => void;
}

export interface StationEvents {
  readonly alarms: Listeners<StoredTransition>;
  readonly tracks: Listeners<TrackedFrame>;
  readonly snapshots: Listeners<void>;
}
