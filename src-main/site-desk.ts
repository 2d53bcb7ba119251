/**
 * The site in force. At the start it is chosen: the data folder's copy, which people have changed here, over the file that was named. In:
 * edits. Out: the site after them, checked as a whole, kept on the disk, then told. A copy that is broken is set aside and a version
 * before it runs, so that no start fails for good; a file of another station is refused, since its history lies in the folder.
 */
import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import type { SiteEdit, SitePart } from '../src-contract/domain/site-edit.ts';
import type { SiteConfig } from '../src-contract/site-config.ts';
import { errorText, KavachError } from './errors.ts';
import type { Log } from './log.ts';
import { createSiteCopy, type SiteCopy } from './site-copy.ts';
import { changedParts, editSiteText } from './site-edits.ts';
import { faultList, readSiteFile, readSiteText } from './site-file.ts';

export interface SiteChange {
  readonly before: SiteConfig;
  readonly site: SiteConfig;
  readonly parts: readonly SitePart[];
}

export interface SiteDesk {
  /** As written, with the schema's defaults. */
  current(): SiteConfig;
  /** Of the text in force; another one after each change. */
  revision(): string;
  /** How many versions before it are kept. */
  versions(): number;
  /** Throws CONFLICT when another change came before, VALIDATION_FAILED with the faults, UNAVAILABLE when it can't be kept. */
  change(revision: string, edits: readonly SiteEdit[]): SiteChange;
  /** Puts a version before in force again, 1 being the newest. Throws as `change` does, and NOT_FOUND. */
  restore(revision: string, version: number): SiteChange;
  /** Called after each change, in order of subscribing. */
  subscribe(listener: (change: SiteChange) => void): void;
  /** What went wrong with the copy at the start; null when nothing did, and once there is a sound one again. */
  fault(): string | null;
}

/** The id in the site file that ships for a station which nobody has set up yet; the first run writes another into the copy. */
export const emptyStationId = 'NEW';

interface SiteDeskOptions {
  /** Absolute. */
  readonly siteFile: string;
  readonly dataFolder: string;
  /** Throws when the site fits the schema and yet can't run, such as one of an unknown network. */
  readonly check: (site: SiteConfig) => void;
  readonly nowMs: () => number;
  readonly log: Log;
}

interface Chosen {
  readonly text: string;
  readonly site: SiteConfig;
  /** Said as a fault of the station; null when all is well. */
  readonly fault: string | null;
}

/** Throws KavachError SITE_FILE_INVALID when there is no sound site, or the file is another station's. */
export function openSiteDesk(options: SiteDeskOptions): SiteDesk {
  const { log, check } = options;
  const copy = createSiteCopy(options.dataFolder);
  const chosen = chooseSite(options, copy);
  let { text, site, fault } = chosen;
  let revision = revisionOf(text);
  const listeners: ((change: SiteChange) => void)[] = [];

  function requireNewest(known: string): void {
    if (known === revision) return;
    const old = copy.before().find((one) => revisionOf(one) === known);
    const reading = old === undefined ? null : readSiteText(old);
    const changed = reading?.ok ? changedParts(reading.site, site) : [];
    throw new KavachError(
      'CONFLICT',
      `The site was changed by somebody else meanwhile${changed.length === 0 ? '' : ` (${changed.map(partName).join(', ')})`}. Load it again, then make your change.`,
      { revision, changed },
    );
  }

  /** Checked, kept, then in force and told. */
  function replaceBy(next: string, keep: () => void): SiteChange {
    const after = soundSite(next, check);
    if (next !== text) tryToKeep(keep);
    const change = { before: site, site: after, parts: changedParts(site, after) };
    text = next;
    revision = revisionOf(text);
    site = after;
    fault = null;
    log.info({ revision, parts: change.parts.map(partName) }, 'the site was changed');
    for (const listener of listeners) guarded(() => listener(change));
    return change;
  }

  function guarded(tell: () => void): void {
    try {
      tell();
    } catch (error) {
      log.error({ error: errorText(error) }, 'a part could not follow the change of the site; it will at the next start');
    }
  }

  return {
    current: () => site,
    revision: () => revision,
    versions: () => copy.before().length,
    change(known, edits) {
      requireNewest(known);
      const next = editSiteText(text, edits);
      return replaceBy(next, () => copy.replace(next, text));
    },
    restore(known, version) {
      requireNewest(known);
      const next = copy.before()[version - 1];
      if (next === undefined) throw new KavachError('NOT_FOUND', 'There is no such version of the site to go back to.');
      return replaceBy(next, () => copy.restore(version, text));
    },
    subscribe: (listener) => void listeners.push(listener),
    fault: () => fault,
  };
}

function chooseSite({ siteFile, check, nowMs, log }: SiteDeskOptions, copy: SiteCopy): Chosen {
  const kept = copy.read();
  if (kept === null) {
    log.info({ siteFile }, 'the site file named runs; a change made in the control room makes a copy in the data folder');
    return namedSite(siteFile, check);
  }
  const sound = trySite(kept, check);
  if (sound !== null) {
    if (resolve(siteFile) !== resolve(copy.path)) requireSameStation(siteFile, sound, copy);
    log.info({ site: copy.path, siteFile }, 'the copy in the data folder runs, with what was changed in the control room');
    return { text: kept, site: sound, fault: null };
  }
  const before = copy.before().map((text) => ({ text, site: trySite(text, check) }));
  const last = before.find((one) => one.site !== null);
  const aside = copy.setAside(nowMs());
  const runs = last === undefined ? 'the site file that was named' : 'the version before it';
  const fault = `the site in the data folder could not be read; ${runs} runs, and the broken one is kept as ${aside}`;
  log.error({ aside, siteFile }, fault);
  return last?.site == null ? { ...namedSite(siteFile, check), fault } : { text: last.text, site: last.site, fault };
}

function namedSite(siteFile: string, check: SiteDeskOptions['check']): Chosen {
  const { text, site } = readSiteFile(siteFile);
  check(site);
  return { text, site, fault: null };
}

function requireSameStation(siteFile: string, { station }: SiteConfig, { path }: SiteCopy): void {
  const named = idOf(siteFile);
  if (named === null || named === station.id || named === emptyStationId) return;
  throw new KavachError(
    'SITE_FILE_INVALID',
    `the data folder belongs to station ${station.id} (${path}), and ${siteFile} describes ${named}. Name another folder with --data DIR, or start without --site ${siteFile}.`,
  );
}

/** Null when the file named can't be read just now; the copy runs without it. */
function idOf(siteFile: string): string | null {
  try {
    return readSiteFile(siteFile).site.station.id;
  } catch {
    return null;
  }
}

function trySite(text: string, check: SiteDeskOptions['check']): SiteConfig | null {
  try {
    return soundSite(text, check);
  } catch {
    return null;
  }
}

function soundSite(text: string, check: SiteDeskOptions['check']): SiteConfig {
  const reading = readSiteText(text);
  if (!reading.ok) throw new KavachError('VALIDATION_FAILED', faultList('the site', reading.faults), reading.faults);
  try {
    check(reading.site);
  } catch (error) {
    throw new KavachError('VALIDATION_FAILED', errorText(error));
  }
  return reading.site;
}

function tryToKeep(keep: () => void): void {
  try {
    keep();
  } catch (error) {
    const why = `The change could not be kept in the data folder (${errorText(error)}); nothing was changed. Make room there and try again.`;
    throw new KavachError('UNAVAILABLE', why);
  }
}

function revisionOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

function partName({ part, id }: SitePart): string {
  return id === null ? part : `${part} ${id}`;
}
