/**
 * The sites that ship with the product, by name. In: what `--site` or KAVACH_SITE says. Out: the site file that is meant. A path that
 * exists wins over a name; what looks like neither is left to the reading of the file, which says what is wrong with it.
 */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { KavachError } from '../errors.ts';
import type { Sites } from '../settings.ts';
import { loadSiteFile } from '../site-file.ts';
import type { AppFiles } from './app-files.ts';

const nameRule = /^[a-z][a-z0-9-]*$/i;

export function sitesOf(files: Pick<AppFiles, 'profiles' | 'demoSite' | 'installed'>): Sites {
  return {
    installed: files.installed,
    file: (named) => siteFileOf(named, files),
    id: (siteFile) => loadSiteFile(siteFile).station.id,
  };
}

/** Absolute; null for the demo site, which a station has without being told. Throws KavachError SETTING_INVALID. */
function siteFileOf(named: string, { profiles, demoSite }: Pick<AppFiles, 'profiles' | 'demoSite'>): string | null {
  if (existsSync(named) || !nameRule.test(named)) return resolve(named);
  const file = profiles[named.toLowerCase()];
  if (file === undefined)
    throw new KavachError(
      'SETTING_INVALID',
      `KAVACH_SITE (--site) is "${named}"; allowed: the path of a site file, or one of ${Object.keys(profiles).join(', ')}`,
    );
  return file === demoSite ? null : file;
}
