/** Where the application's own files lie, the same from sources and from the build: pages, workers, models, the demo site. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { findInstalledStation } from './installed-station.ts';

export interface AppFiles {
  readonly demoSite: string;
  /** Site files that ship with the product, by the names that `--site` takes. */
  readonly profiles: Readonly<Record<string, string>>;
  readonly models: string;
  /** Word lists of chat moderation. */
  readonly moderation: string;
  /** Railway networks that a site can name. */
  readonly networks: string;
  /** Null when the pages are not built. */
  readonly pages: string | null;
  readonly detectionWorker: URL;
  readonly twinWorker: URL;
  readonly timetableWorker: URL;
  readonly extractWorker: URL;
  readonly forecastWorker: URL;
  readonly fogWorker: URL;
  readonly whatIfWorker: URL;
  readonly backupWorker: URL;
  /** The application's own folder: its licence, and the packages that it rests on. */
  readonly root: string;
  /** What an installer set for its station; empty in a checkout. */
  readonly installed: Readonly<Record<string, string>>;
}

export function findAppFiles(moduleFolder: string): AppFiles {
  const root = folderAbove(moduleFolder);
  const fromSource = moduleFolder.startsWith(join(root, 'src-main'));
  const worker = (source: string, built: string): URL => pathToFileURL(join(root, fromSource ? source : built));
  const pages = join(root, 'out/renderer');
  const demoSite = join(root, 'resources/demo-site/site.yaml');
  const installed = findInstalledStation(root);
  return {
    root,
    installed: installed?.settings ?? {},
    demoSite,
    profiles: {
      demo: demoSite,
      mumbai: demoSite,
      ujjain: join(root, 'resources/ujjain-site/site.yaml'),
      new: join(root, 'resources/new-site/site.yaml'),
    },
    models: installed?.models ?? join(root, 'models'),
    moderation: join(root, 'resources/moderation'),
    networks: join(root, 'resources/networks'),
    pages: existsSync(pages) ? pages : null,
    detectionWorker: worker('src-main/detection/worker.ts', 'out/main/detection-worker.js'),
    twinWorker: worker('src-main/twin/worker.ts', 'out/main/twin-worker.js'),
    forecastWorker: worker('src-main/forecast/forecast-worker.ts', 'out/main/forecast-worker.js'),
    fogWorker: worker('src-main/sensors/fog-worker.ts', 'out/main/fog-worker.js'),
    whatIfWorker: worker('src-main/composition/what-if-worker.ts', 'out/main/what-if-worker.js'),
    backupWorker: worker('src-main/backups/worker.ts', 'out/main/backup-worker.js'),
    extractWorker: worker('src-main/site/places/extract-worker.ts', 'out/main/extract-worker.js'),
    timetableWorker: worker('src-main/site/trains/import-worker.ts', 'out/main/timetable-worker.js'),
  };
}

/** The bundler moves code into folders of its own choice, so the application's folder is looked for upwards. */
function folderAbove(folder: string): string {
  if (existsSync(join(folder, 'resources'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('the application is incomplete: its folder "resources" is missing');
  return folderAbove(parent);
}
