/**
 * Updates with the desktop's own means: its dialog, its notifications, its folder. In: Electron's parts, what the installer says of updates.
 * Out: updates, or null where none come: then nothing of them runs, and nothing is shown.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locale } from '../../../src-contract/texts/language.ts';
import { updateSettings } from '../../../src-contract/update-feed.ts';
import { errorText } from '../../errors.ts';
import type { Log } from '../../log.ts';
import { version } from '../../version.ts';
import type { ElectronParts, ShellNotification } from '../electron-parts.ts';
import type { StationChild } from '../station-child.ts';
import type { UpdateLimits } from './limits.ts';
import { createUpdates, type Updates } from './updates.ts';
import { findWay } from './ways/find-way.ts';
import { updateWords } from './words.ts';

interface DesktopUpdatesOptions {
  readonly parts: Pick<ElectronParts, 'app' | 'dialog' | 'makeNotification'>;
  readonly from: { readonly file: string; readonly limits: UpdateLimits } | null;
  readonly dataFolder: string;
  readonly locale: Locale;
  readonly station: Pick<StationChild, 'backUp' | 'downParts' | 'noteUpdate' | 'stop' | 'start'>;
  readonly log: Log;
  readonly onChange: () => void;
  /** Windows stay where they are over the exchange of the program. */
  readonly leave: () => void;
}

export function createDesktopUpdates(options: DesktopUpdatesOptions): Updates | null {
  const { parts, from, dataFolder, locale, station, log, onChange } = options;
  const settings = from === null ? null : readSettings(from.file, log);
  if (from === null || settings === null) return null;
  const words = updateWords[locale];
  /** Held, because what nobody holds is taken back. */
  let shown: ShellNotification | null = null;
  const exit = (): void => {
    options.leave();
    parts.app.exit(0);
  };
  const folder = join(dataFolder, 'updates');
  return createUpdates({
    ...{ settings, version, folder, words, station, log, onChange, exit },
    way: findWay({ app: parts.app, settings, version, folder, log }),
    limits: from.limits,
    async ask(wanted, awayS) {
      const buttons = [words.notNow, words.now];
      const question = { message: words.question(wanted), detail: words.detail(awayS), defaultId: 0, cancelId: 0 } as const;
      return (await parts.dialog.showMessageBox({ ...question, buttons, type: 'question' })).response === 1;
    },
    notify(body) {
      shown?.close();
      shown = parts.makeNotification({ title: 'Kavach', body, silent: true });
      shown.show();
    },
  });
}

/** Unreadable ones cost the updates, never the station. */
function readSettings(file: string, log: Log) {
  try {
    return updateSettings.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    log.error({ error: errorText(error) }, 'the settings of updates can’t be read: none come');
    return null;
  }
}
