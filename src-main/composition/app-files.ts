/** Where the application's own files lie, the same from sources and from the build: pages, workers, models, the demo site. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

export interface AppFiles {
  readonly demoSite: string;
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
  readonly forecastWorker: URL;
  readonly fogWorker: URL;
}

export function findAppFiles(moduleFolder: string): AppFiles {
  const root = folderAbove(moduleFolder);
  const fromSource = moduleFolder.startsWith(join(root, 'src-main'));
  const worker = (source: string, built: string): URL => pathToFileURL(join(root, fromSource ? source : built));
  const pages = join(root, 'out/renderer');
  return {
    demoSite: join(root, 'resources/demo-site/site.yaml'),
    models: join(root, 'models'),
    moderation: join(root, 'resources/moderation'),
    networks: join(root, 'resources/networks'),
    pages: existsSync(pages) ? pages : null,
    detectionWorker: worker('src-main/detection/worker.ts', 'out/main/detection-worker.js'),
    twinWorker: worker('src-main/twin/worker.ts', 'out/main/twin-worker.js'),
    forecastWorker: worker('src-main/forecast/forecast-worker.ts', 'out/main/forecast-worker.js'),
    fogWorker: worker('src-main/sensors/fog-worker.ts', 'out/main/fog-worker.js'),
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
