/** What a station begins with: its data folder, the site in force, and its store. In: the start options. Out: what all other parts are made from. */
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { errorText, KavachError } from '../errors.ts';
import type { StartOptions } from '../settings.ts';
import { loadNetwork } from '../site/load-network.ts';
import { openSiteDesk } from '../site-desk.ts';
import { siteInForce } from '../site-in-force.ts';
import { openStore, type Store } from '../store/open-store.ts';
import type { Base } from './base.ts';
import { outboxLimits } from './relay.ts';
import { withSettings } from './site-settings.ts';

export interface Opening extends Pick<Base, 'clock' | 'log' | 'files' | 'restart'> {
  readonly options: StartOptions;
}

/** Throws KavachError when it can't be made. */
export function makeDataFolder(dataFolder: string): void {
  try {
    for (const folder of [dataFolder, join(dataFolder, 'models')]) mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new KavachError(
      'SETTING_INVALID',
      `the data folder ${dataFolder} can't be made: ${errorText(error)}. Name another with --data DIR.`,
    );
  }
}

/** Throws KavachError when there is no site to run. */
export function openSite({ options, clock, log, files, restart }: Opening): Base {
  const { settings, dataFolder } = options;
  const siteFile = options.siteFile ?? files.demoSite;
  const siteDesk = openSiteDesk({
    ...{ siteFile, dataFolder, nowMs: clock.nowMs, log: log.child({ part: 'site' }) },
    check: (site) => void loadNetwork(files.networks, site),
  });
  let filled = withSettings(siteDesk.current(), settings);
  siteDesk.subscribe((change) => {
    filled = withSettings(change.site, settings);
  });
  const site = siteInForce(() => filled);
  return { clock, log, settings, files, site, siteDesk, siteFile, siteFolder: dirname(siteFile), dataFolder, restart };
}

export function openStationStore({ dataFolder, site, settings, log, clock }: Base): Store {
  return openStore({
    file: join(dataFolder, 'kavach.db'),
    backupFolder: join(dataFolder, 'backups'),
    retention: site.retention,
    outbox: outboxLimits(settings),
    log: log.child({ part: 'store' }),
    clock,
  });
}
