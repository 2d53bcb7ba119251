/** What features put into the palette. A feature has one source in a file of its own; `palette-sources.ts` lists them. */
import type { CallerReply } from '../../../src-contract/api/auth.ts';
import type { Locale } from '../../ui/locale/locales.ts';
import type { Catalogue } from '../i18n/en.ts';

export interface PalettePage {
  /** To a screen, with what is selected there. */
  go(address: string): void;
}

export interface PaletteItem {
  /** The same in every language and from day to day: by it the palette knows what was used last. */
  readonly id: string;
  readonly label: string;
  /** What tells it from others of the same name: its place, its state. */
  readonly note?: string;
  /** Its names in languages that nobody here words: of the map, of people. */
  readonly alsoNamed?: readonly string[];
  /** The key that does the same. */
  readonly keys?: readonly string[];
  run(page: PalettePage): void;
}

export type PaletteGroup = keyof Catalogue['palette']['groups'];

/** Of what the page knows. Asked in each of the three languages, so that things are found by any of their names. */
export interface PaletteSource {
  readonly group: PaletteGroup;
  /** Only what this person may do. */
  items(t: Catalogue, locale: Locale, caller: CallerReply): readonly PaletteItem[];
}

/** Of what only the station knows, by what was typed. */
export interface AskedSource {
  readonly group: PaletteGroup;
  ask(typed: string, t: Catalogue, locale: Locale, caller: CallerReply, signal: AbortSignal): Promise<readonly PaletteItem[]>;
}
