/** Lines of the station as a person reads them. `null` stands for all of them. */
import type { Catalogue } from '../i18n/en.ts';
import { capital } from '../i18n/use-text.ts';

export function lineName(line: string, t: Catalogue): string {
  const known: Readonly<Record<string, string>> = t.setUp.lineNames;
  return (Object.hasOwn(known, line) ? known[line] : undefined) ?? capital(line);
}

export function lineNames(lines: readonly string[] | null, t: Catalogue): string {
  return lines === null ? t.setUp.all : lines.map((line) => lineName(line, t)).join(', ');
}

/** All of the station's lines are kept as `null`, so that a line that is added later counts too. */
export function linesToSend(chosen: readonly string[], all: readonly string[]): string[] | null {
  return all.every((line) => chosen.includes(line)) ? null : [...chosen];
}
