/** The question to the station, and the sizes of its answer in words. */
import { routes } from '../../../src-contract/api/routes.ts';
import type { Format } from '../../ui/locale/format.ts';
import type { Catalogue } from '../i18n/en.ts';
import { rest } from '../station/session.ts';

export const askBackups = (signal: AbortSignal) => rest.call(routes.backups, { signal });
/** Often enough for a bar that moves. */
export const backupsEveryMs = 1000;

export function sizeText(bytes: number, format: Format, t: Catalogue): string {
  const megabytes = Math.round(bytes / 2 ** 20);
  if (megabytes >= 10_000) return t.backups.gigabytes(format.number(megabytes / 1024));
  return t.backups.megabytes(format.number(Math.max(1, megabytes)));
}

interface Counts {
  readonly alarm_events: number;
  readonly incidents: number;
  readonly chat_messages: number;
}

export function countsText({ alarm_events, incidents, chat_messages }: Counts, format: Format, t: Catalogue): string {
  return t.backups.counts(format.number(alarm_events), format.number(incidents), format.number(chat_messages));
}
