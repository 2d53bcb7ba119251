/**
 * What a station's installer takes from its site file and from beside it. In: the path. Out: the text, the models that its cameras look
 * with, clips, the offline map, and how many camera passwords are in it; or every fault at once, told as a start would.
 */
import { existsSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { maskAddress } from '../../../src-contract/camera-address.ts';
import type { SiteConfig } from '../../../src-contract/site-config.ts';
import { areaFault } from '../../composition/base-map.ts';
import { readArchive } from '../../site/base-map/read-archive.ts';
import { loadNetwork } from '../../site/load-network.ts';
import { editSiteText } from '../../site-edits.ts';
import { readSiteFile } from '../../site-file.ts';
import { modelsOfSite, type SiteModels } from './models-of-site.ts';
import { PackageError } from './options.ts';

export interface StationProfile {
  readonly site: SiteConfig;
  /** The site file as it goes in. */
  readonly text: string;
  /** Cameras whose address, as it goes in, holds a password or a key. */
  readonly passwords: number;
  readonly models: SiteModels;
  /** Clips beside the site file, by the paths that cameras name them with. */
  readonly clips: readonly string[];
  readonly siteFolder: string;
  readonly mapFile: string | null;
}

interface ProfileOptions {
  readonly siteFile: string;
  readonly mapFile: string | null;
  readonly keepPasswords: boolean;
  readonly networksFolder: string;
  readonly modelFolders: readonly string[];
}

/** Throws KavachError SITE_FILE_INVALID for a site file that would stop a start, PackageError for what its station would lack. */
export async function readStationProfile(options: ProfileOptions): Promise<StationProfile> {
  const siteFile = resolve(options.siteFile);
  const siteFolder = dirname(siteFile);
  const { text, site } = readSiteFile(siteFile);
  loadNetwork(options.networksFolder, site);
  const models = await modelsOfSite(site, siteFolder, options.modelFolders);
  const clips = await clipsOf(site, siteFolder);
  const map = mapOf(options.mapFile, siteFolder, site);
  const faults = [...models.faults, ...clips.faults, ...map.faults];
  if (faults.length > 0) {
    throw new PackageError(`${siteFile} can't be packaged:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
  }
  const kept = options.keepPasswords ? text : withoutPasswords(text, site);
  return {
    ...{ site, siteFolder, text: kept, passwords: options.keepPasswords ? site.cameras.filter(hasSecret).length : 0 },
    models,
    clips: clips.files,
    mapFile: map.file,
  };
}

function hasSecret({ source }: { readonly source: string }): boolean {
  return maskAddress(source) !== source;
}

/** The file with its comments; addresses without user, password and keys. */
function withoutPasswords(text: string, site: SiteConfig): string {
  const secret = site.cameras.filter(hasSecret);
  const edits = secret.map(({ id, source }) => ({ part: 'camera', id, change: { source: bareAddress(source) } }) as const);
  return secret.length === 0 ? text : editSiteText(text, edits);
}

/** What is a secret is decided where addresses are masked. */
function bareAddress(source: string): string {
  const [address = '', ...queries] = maskAddress(source).replace('://***@', '://').split('?');
  const kept = queries
    .join('?')
    .split('&')
    .filter((pair) => pair !== '' && !pair.endsWith('=***'));
  return kept.length === 0 ? address : `${address}?${kept.join('&')}`;
}

async function clipsOf(site: SiteConfig, siteFolder: string) {
  const names = site.cameras.flatMap(({ source }) => (source.startsWith('file:') ? [source.slice('file:'.length)] : []));
  const files = [...new Set(names)];
  const folder = await realpath(siteFolder);
  const places = await Promise.all(files.map((name) => realpath(join(folder, name)).catch(() => null)));
  const faults = places.flatMap((place, no) => {
    if (place === null) return [`file:${files[no]} is not there; put it beside the site file`];
    const inside = relative(folder, place);
    const isOutside = inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside);
    return isOutside ? [`file:${files[no]} leads outside the site's folder; put the clip itself there`] : [];
  });
  return { files, faults };
}

function mapOf(named: string | null, siteFolder: string, site: SiteConfig) {
  const usual = join(siteFolder, 'map.pmtiles');
  if (named === null && !existsSync(usual)) return { file: null, faults: [] };
  const file = named === null ? usual : resolve(named);
  const archive = readArchive(file);
  const fault = archive.ok ? areaFault(archive.area, site.station.location) : archive.fault;
  return { file, faults: fault === null ? [] : [`the offline map ${file}: ${fault}`] };
}
