/** Lines of the station as a person chooses and reads them. `null` stands for all of them. */
import type { Catalogue } from '../i18n/en.ts';

export function linesText(lines: readonly string[] | null, nameOf: (line: string) => string, t: Catalogue): string {
  return lines === null ? t.setUp.all : lines.map(nameOf).join(', ');
}

/** All of the station's lines are kept as `null`, so that a line that is added later counts too. */
export function linesToSend(chosen: readonly string[], all: readonly string[]): string[] | null {
  return all.every((line) => chosen.includes(line)) ? null : [...chosen];
}
