/** People with an account, for the palette of an administrator: the list that they are in. */
import type { CallerReply } from '../../../src-contract/api/auth.ts';
import type { Locale } from '../../ui/locale/locales.ts';
import type { Catalogue } from '../i18n/en.ts';
import type { PaletteItem } from '../palette/palette-item.ts';
import { isAdmin } from '../station/session-store.ts';
import { askAccounts } from './station-lists.ts';

export async function peopleItems(
  _typed: string,
  t: Catalogue,
  _locale: Locale,
  caller: CallerReply,
  signal: AbortSignal,
): Promise<readonly PaletteItem[]> {
  if (!isAdmin(caller)) return [];
  return (await askAccounts(signal)).map(({ id, username, role }) => ({
    ...{ id: `person:${id}`, label: username, note: t.bar.roles[role] },
    run: (page) => page.go('/setup?section=people'),
  }));
}
