/**
 * What the service is to be: from the command line, else as it was installed before, else as is usual. In: the options, the machine. Out:
 * paths, user, port, and the unit's text. Throws KavachError for a site with faults, or a value that can't be.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { AppFiles } from '../../composition/app-files.ts';
import { sitesOf } from '../../composition/site-profiles.ts';
import { KavachError } from '../../errors.ts';
import { loadSiteFile } from '../../site-file.ts';
import { stopLimitMs } from '../../stop-limit.ts';
import { readSettings, type ServiceSettings } from './environment-file.ts';
import type { Machine } from './machine.ts';
import { dataFolderOf, unitText, userOf } from './unit.ts';

export interface ServiceOptions {
  readonly data?: string | undefined;
  readonly site?: string | undefined;
  readonly user?: string | undefined;
  readonly port?: string | undefined;
}

export interface ServicePlan {
  readonly dataFolder: string;
  readonly user: string;
  readonly port: number;
  /** Null for a site that ships, and where the data folder holds it. */
  readonly siteFile: string | null;
  readonly settings: ServiceSettings;
  readonly unit: string;
  readonly node: string;
  readonly main: string;
}

const usual = { dataFolder: '/var/lib/kavach', user: 'kavach', port: '8000' };
const userRule = /^[a-z_][a-z0-9_-]{0,31}$/;

export function planService(options: ServiceOptions, machine: Machine, files: AppFiles): ServicePlan {
  const before = installed(machine);
  const dataFolder = resolve(options.data ?? before.dataFolder ?? usual.dataFolder);
  const user = options.user ?? before.user ?? usual.user;
  if (!userRule.test(user)) throw wrong(`--user is "${user}"; allowed: the name of a user, such as ${usual.user}`);
  const port = Number(options.port ?? before.settings['PORT'] ?? usual.port);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw wrong(`--port is "${options.port}"; allowed: a whole number from 1 to 65535`);
  const site = siteOf(options.site ?? before.settings['KAVACH_SITE'], dataFolder, files);
  const [node, main] = [process.execPath, join(files.root, 'out/main/node-main.js')];
  const { environmentFile } = machine;
  const systemdVersion = Number(/\d+/.exec(machine.run('systemctl', ['--version']).output)?.[0] ?? 0);
  return {
    ...{ dataFolder, user, port, node, main, siteFile: site.file },
    settings: { KAVACH_DATA: dataFolder, PORT: String(port), ...(site.named === undefined ? {} : { KAVACH_SITE: site.named }) },
    unit: unitText({
      ...{ node, main, dataFolder, siteFile: site.file, environmentFile },
      user,
      stopLimitMs,
      port,
      systemdVersion,
    }),
  };
}

interface Installed {
  readonly dataFolder: string | null;
  readonly user: string | null;
  /** Empty for whoever may not read them. */
  readonly settings: Readonly<Record<string, string | undefined>>;
}

export function installed({ unitFile, environmentFile }: Machine): Installed {
  const unit = textOf(unitFile) ?? '';
  return { dataFolder: dataFolderOf(unit), user: userOf(unit), settings: readSettings(textOf(environmentFile) ?? '') };
}

/** Null where there is none, or none for this user. */
function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

/** A service that nobody told its station would run the demo's for real. */
function siteOf(named: string | undefined, dataFolder: string, files: AppFiles): { named?: string; file: string | null } {
  if (named === undefined) {
    const copy = join(dataFolder, 'site.yaml');
    if (existsSync(copy)) return { named: copy, file: null };
    throw wrong('say whose station it is: --site FILE; --site new for an empty one, --site demo for the simulated one');
  }
  const file = sitesOf(files).file(named);
  loadSiteFile(file ?? files.demoSite);
  if (!existsSync(named)) return { named, file: null };
  return { named: resolve(named), file: resolve(named) };
}

function wrong(message: string): KavachError {
  return new KavachError('SETTING_INVALID', message);
}
