/**
 * The station that an installer brought along: `station/` beside the application's archive, as `npm run package` lays it out. In: the
 * application's folder. Out: the settings that such a station starts with, below all that people set; nothing in a checkout. Works the
 * same in Electron, where the application is an archive, and under plain Node, where it is a folder.
 */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface InstalledStation {
  readonly models: string;
  /** KAVACH_SITE, and KAVACH_FFMPEG where a program came along. */
  readonly settings: Readonly<Record<string, string>>;
  /** Where updates come from and whose they must be; null where none come. */
  readonly updatesFile: string | null;
}

/** By its manifest, so that a folder of this name which happens to lie beside a checkout is not taken for one. */
export function findInstalledStation(root: string): InstalledStation | null {
  const folder = join(dirname(root), 'station');
  if (!existsSync(join(folder, 'manifest.json'))) return null;
  const ffmpeg = join(folder, process.platform === 'win32' ? 'ffmpeg.exe' : 'ffmpeg');
  const updates = join(folder, 'updates.json');
  return {
    models: join(folder, 'models'),
    updatesFile: existsSync(updates) ? updates : null,
    settings: { KAVACH_SITE: join(folder, 'site.yaml'), ...(existsSync(ffmpeg) ? { KAVACH_FFMPEG: ffmpeg } : {}) },
  };
}
